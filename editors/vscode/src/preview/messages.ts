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
  return (
    Array.isArray(value) && value.length === 4 && value.every((one) => Number.isInteger(one) && one >= 0)
  );
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
 * Which of several places a position is at: the narrowest around it, unless something in that begins on the position's
 * own line or before it; else what begins last before it.
 */
export function nearest(places: readonly (Range | undefined)[], at: At): number | undefined {
  const known = [...places.entries()].filter((entry): entry is [number, Range] => entry[1] !== undefined);
  const around = best(
    known.filter(([, range]) => contains(range, at)),
    isNarrower,
  );
  if (around !== undefined && around[1][0] === around[1][2]) {
    return around[0];
  }
  const inside = known.filter(([, range]) => around === undefined || isWithin(range, around[1]));
  const onLine = best(
    inside.filter(([, [line]]) => line === at.line),
    beginsEarlier,
  );
  const before = best(
    inside.filter(([, [line]]) => line < at.line),
    (one, other) => beginsEarlier(other, one),
  );
  const later = best(
    inside.filter(([, [line, character]]) => line === at.line && character <= at.character),
    (one, other) => beginsEarlier(other, one),
  );
  return (later ?? onLine ?? around ?? before)?.[0];
}

function best(
  all: [number, Range][],
  isBetter: (one: Range, other: Range) => boolean,
): [number, Range] | undefined {
  let found: [number, Range] | undefined;
  for (const one of all) {
    if (found === undefined || isBetter(one[1], found[1])) {
      found = one;
    }
  }
  return found;
}

function beginsEarlier(one: Range, other: Range): boolean {
  return one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]);
}

function isWithin(inner: Range, outer: Range): boolean {
  return (
    contains(outer, { line: inner[0], character: inner[1] }) &&
    contains(outer, { line: inner[2], character: inner[3] })
  );
}
