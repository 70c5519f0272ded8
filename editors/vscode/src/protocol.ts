// What the server's commands take and give; the server's documentation is in docs/editors.md.

import type { Location, Range, TextDocumentPositionParams } from "vscode-languageserver-protocol";

/** The server's commands. */
export const Command = {
  compile: "pmt.compile",
  preview: "pmt.preview",
  summary: "pmt.summary",
  forms: "pmt.forms",
} as const;

/** The command that the server is told of: it offers it above each project. */
export const SHOW_PREVIEW = "pmt.showPreview";

/** A place in a document. */
export interface Target {
  readonly uri: string;
  readonly position?: TextDocumentPositionParams["position"];
}

/** Whether a command was called from above a project; from a menu it is given something else. */
export function isTarget(what: unknown): what is Required<Target> {
  return typeof what === "object" && what !== null && "uri" in what && "position" in what;
}

/** What `pmt.summary` gives. */
export interface Summary {
  readonly whose: string | null;
  readonly year: number | null;
  readonly edition: string;
  readonly total: string | null;
  readonly projects: number;
  readonly unknown: number;
  readonly errors: number;
  readonly warnings: number;
  readonly hints: number;
  readonly first: Location | null;
  readonly cover: string | null;
  readonly files: number;
}

/** What `pmt.preview` gives with places. */
export interface Page {
  readonly html: string;
  readonly project: string | null;
  readonly range: Range | null;
  /** The addresses of the files that the page names. */
  readonly files: Readonly<Record<string, string>>;
}

/** What `pmt.forms` gives: what a new declaration can be made for. */
export interface Forms {
  /** The regions whose form is built in, the usual one first. */
  readonly regions: readonly string[];
  /** The fiscal year that is being prepared. */
  readonly year: number;
  /** The earliest and the latest year. */
  readonly years: readonly [number, number];
}
