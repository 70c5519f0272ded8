// @ts-check
// The extension as an author meets it: one file installed into VS Code, a folder opened, a declaration written.

import { after, before } from "node:test";

import { Installation } from "./editor.mjs";
import { commands } from "./commands.mjs";
import { preview } from "./preview.mjs";
import { starting } from "./starting.mjs";
import { trouble } from "./trouble.mjs";
import { writing } from "./writing.mjs";

/** @type {Installation} */
let installation;
const code = () => installation;
before(async () => {
  installation = await Installation.start();
});
after(async () => {
  await installation?.stop();
});

writing(code);
preview(code);
commands(code);
starting(code);
trouble(code);
