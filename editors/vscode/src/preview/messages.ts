// What the preview and its webview say to each other, and ranges as both have them. Pure.

/** Line and column where it begins and where it ends, from 0. */
export type Range = readonly [number, number, number, number];

/** A position. */
export interface At {
  readonly line: number;
  readonly character: number;
}

/** Where something is written; the file as the page names it. */
export interface Place {
  readonly file: string;
  readonly range: Range;
}

/** To the webview. */
export type ToWebview =
  | { readonly kind: "page"; readonly html: string }
  | { readonly kind: "cursor"; readonly file: string; readonly at: At }
  | { readonly kind: "empty"; readonly why: string };

/** From the webview. */
export type FromWebview = { readonly kind: "ready" } | { readonly kind: "go"; readonly place: Place };

/** Reads `1:2-3:4`. */
export function parseRange(text: string | null | undefined): Range | undefined {
  const found = /^(\d+):(\d+)-(\d+):(\d+)$/.exec(text ?? "");
  const numbers = found?.slice(1).map(Number);
  return isRange(numbers) ? numbers : undefined;
}

/** Whether a value is a range. */
export function isRange(value: unknown): value is Range {
  return Array.isArray(value) && value.length === 4 && value.every((one) => Number.isInteger(one) && one >= 0);
}

/** Whether a position is in a range, its ends included. */
export function contains([line, character, endLine, endCharacter]: Range, at: At): boolean {
  const isAfterStart = at.line > line || (at.line === line && at.character >= character);
  const isBeforeEnd = at.line < endLine || (at.line === endLine && at.character <= endCharacter);
  return isAfterStart && isBeforeEnd;
}

/** Whether the first is the smaller of two ranges that hold the same position. */
export function isNarrower(one: Range, other: Range): boolean {
  const lines = (range: Range): number => range[2] - range[0];
  const columns = (range: Range): number => range[3] - range[1];
  return lines(one) < lines(other) || (lines(one) === lines(other) && columns(one) < columns(other));
}

/**
 * Which of several places a position is at: the narrowest around it, else the last that begins before it on its line or
 * above. None before the first.
 */
export function nearest(places: readonly (Range | undefined)[], at: At): number | undefined {
  let around: number | undefined;
  let before: number | undefined;
  for (const [index, range] of places.entries()) {
    if (range === undefined) {
      continue;
    }
    const held = around === undefined ? undefined : places[around];
    if (contains(range, at) && (held === undefined || isNarrower(range, held))) {
      around = index;
    }
    const last = before === undefined ? undefined : places[before];
    const isBefore = range[0] < at.line || (range[0] === at.line && range[1] <= at.character);
    const isLater =
      last === undefined || range[0] > last[0] || (range[0] === last[0] && range[1] > last[1]);
    if (isBefore && isLater) {
      before = index;
    }
  }
  // A range over many lines is a section: what begins last in it says better where one is.
  const wide = around === undefined ? undefined : places[around];
  const inner = before === undefined ? undefined : places[before];
  if (wide !== undefined && inner !== undefined && wide[2] > wide[0] && contains(wide, { line: inner[0], character: inner[1] })) {
    return isNarrower(inner, wide) ? before : around;
  }
  return around ?? before;
}
