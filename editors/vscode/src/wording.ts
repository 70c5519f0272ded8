// How a declaration's summary is said. The words come from the caller's translation, so that this can be tested.

import type { Summary } from "./protocol";

/** `vscode.l10n.t` or what stands for it. */
export type Translate = (message: string, ...args: (string | number | boolean)[]) => string;

/** What went wrong, in its own words. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The money of the declaration. */
export function headline(summary: Summary, t: Translate): string {
  if (summary.total === null || (summary.projects > 0 && summary.unknown === summary.projects)) {
    return t("Total unknown");
  }
  const total = t("Total {0}", summary.total);
  return summary.unknown === 0 ? total : t("{0} (amount missing in {1})", total, summary.unknown);
}

/** What was found, worst first. */
export function counts(summary: Summary, t: Translate): string {
  const parts = [
    summary.errors > 0 ? t("errors: {0}", summary.errors) : "",
    summary.warnings > 0 ? t("warnings: {0}", summary.warnings) : "",
    summary.hints > 0 ? t("hints: {0}", summary.hints) : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? t("nothing found") : parts.join(t(", "));
}
