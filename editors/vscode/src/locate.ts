// Finds the server: the one that the settings name, else the one bundled with the extension, else the one on the PATH.
// A pure function of what it is given, so that it can be tested; it never looks into the current folder.

import * as path from "node:path";

/** Where a server was found. */
export interface Server {
  readonly command: string;
  readonly from: "setting" | "bundle" | "path";
}

/** That there is none, and where it was looked for. */
export interface Missing {
  readonly missing: "setting" | "everywhere";
  readonly looked: readonly string[];
}

/** What to look at. */
export interface Surroundings {
  /** The setting; blank if not set. */
  readonly setting: string;
  /** The folder that the extension is installed in. */
  readonly extension: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's own folder, for `~`. */
  readonly home: string;
  /** Whether a file can be run. */
  readonly isProgram: (file: string) => boolean;
}

/** The server, or that there is none. */
export function locate(at: Surroundings): Server | Missing {
  const paths = at.platform === "win32" ? path.win32 : path.posix;
  const program = at.platform === "win32" ? "pmt.exe" : "pmt";
  const setting = at.setting.trim();
  if (setting !== "") {
    const whole = setting.startsWith("~/") ? paths.join(at.home, setting.slice(2)) : setting;
    const isFound = paths.isAbsolute(whole) && at.isProgram(whole);
    return isFound ? { command: whole, from: "setting" } : { missing: "setting", looked: [whole] };
  }
  const bundled = paths.join(at.extension, "server", program);
  if (at.isProgram(bundled)) {
    return { command: bundled, from: "bundle" };
  }
  // A relative folder of the PATH would be one of the workspace.
  const folders = (at.env["PATH"] ?? at.env["Path"] ?? "")
    .split(paths.delimiter)
    .filter((folder) => paths.isAbsolute(folder));
  const candidates = folders.map((folder) => paths.join(folder, program));
  const found = candidates.find(at.isProgram);
  return found === undefined
    ? { missing: "everywhere", looked: [bundled, ...candidates] }
    : { command: found, from: "path" };
}

/** Whether nothing was found. */
export function isMissing(found: Server | Missing): found is Missing {
  return "missing" in found;
}
