// @ts-check
// The repository's examples, as the tests take them.

import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { filesOf } from "./editor.mjs";

const repository = fileURLToPath(new URL("../../../../", import.meta.url));

export const COVER = "申报.pmt";
export const PROJECT = "01-党组织建设.pmt";
export const OTHER = "02-宣传与推广.pmt";

/** A file of the repository. @param {string} name */
export const read = (name) => fs.readFileSync(path.join(repository, name), "utf8");

/** A declaration in which nothing is found. */
export const example = () => filesOf(path.join(repository, "examples/songjiang-2022-revised"));
