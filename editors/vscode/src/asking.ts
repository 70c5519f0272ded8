// What the dialogs suggest and accept. Pure, so that it can be tested.

/** Whether a text is a year between two, both included. */
export function isYear(text: string, [earliest, latest]: readonly [number, number]): boolean {
  const year = /^\s*(\d{4})\s*$/.exec(text)?.[1];
  return year !== undefined && Number(year) >= earliest && Number(year) <= latest;
}

/** The language of messages: as set, else as the editor's own. */
export function language(configured: string, editor: string): "zh" | "en" {
  if (configured === "zh" || configured === "en") {
    return configured;
  }
  return editor.toLowerCase().startsWith("en") ? "en" : "zh";
}
