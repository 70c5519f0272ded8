// What the dialogs suggest and accept. Pure, so that it can be tested.

/** The fiscal year that is being prepared: from July on the next one, as the program has it. */
export function comingYear(now: Date): number {
  return now.getMonth() < 6 ? now.getFullYear() : now.getFullYear() + 1;
}

/** Whether a text is a year that the program takes. */
export function isYear(text: string): boolean {
  const year = /^\s*(\d{4})\s*$/.exec(text)?.[1];
  return year !== undefined && Number(year) >= 1990 && Number(year) <= 2999;
}

/** The language of messages: as set, else as the editor's own. */
export function language(configured: string, editor: string): "zh" | "en" {
  if (configured === "zh" || configured === "en") {
    return configured;
  }
  return editor.toLowerCase().startsWith("en") ? "en" : "zh";
}
