// The webview's document: an empty page whose policy lets in our script and style and nothing else. Pure.

/** What goes into it. */
export interface Frame {
  readonly script: string;
  readonly style: string;
  /** New for every page, so that nothing that stands in a declaration can run. */
  readonly nonce: string;
  readonly lang: string;
}

/** The document. */
export function frame({ script, style, nonce, lang }: Frame): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escaped(lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" nonce="${escaped(nonce)}" href="${escaped(style)}">
</head>
<body>
<main id="paper" tabindex="-1"></main>
<div id="note" role="tooltip" hidden></div>
<script nonce="${escaped(nonce)}" src="${escaped(script)}"></script>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
}
