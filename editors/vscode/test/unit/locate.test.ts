// Where the server is found, and what is never run.

import assert from "node:assert/strict";
import { test } from "node:test";

import { isMissing, locate, type Surroundings } from "../../src/locate";

const having = (...programs: string[]) => ({
  setting: "",
  extension: "/ext",
  platform: "linux" as NodeJS.Platform,
  env: { PATH: "/usr/bin:bin:.:/opt/bin" },
  home: "/home/li",
  isProgram: (file: string) => programs.includes(file),
});
const found = (at: Surroundings) => {
  const server = locate(at);
  return isMissing(server) ? undefined : server;
};

test("the setting comes before the bundle, the bundle before the PATH", () => {
  const all = having("/mine/pmt", "/ext/server/pmt", "/opt/bin/pmt");
  assert.deepEqual(found({ ...all, setting: "/mine/pmt" }), { command: "/mine/pmt", from: "setting" });
  assert.deepEqual(found(all), { command: "/ext/server/pmt", from: "bundle" });
  assert.deepEqual(found(having("/opt/bin/pmt")), { command: "/opt/bin/pmt", from: "path" });
});

test("a setting that names nothing is said, and nothing else is run instead", () => {
  const server = locate({ ...having("/ext/server/pmt"), setting: "/gone/pmt" });
  assert.deepEqual(server, { missing: "setting", looked: ["/gone/pmt"] });
});

test("a program of the workspace is never run", () => {
  const everywhere = { ...having(), isProgram: (file: string) => !file.startsWith("/") };
  const server = locate(everywhere);
  assert.ok(isMissing(server));
  assert.deepEqual(server.looked, ["/ext/server/pmt", "/usr/bin/pmt", "/opt/bin/pmt"]);
  assert.ok(isMissing(locate({ ...everywhere, setting: "./pmt" })));
});

test("a setting may begin with the user's own folder", () => {
  const own = { ...having("/home/li/bin/pmt"), setting: " ~/bin/pmt " };
  assert.equal(found(own)?.command, "/home/li/bin/pmt");
});

test("Windows has its own separators, and a program ends in .exe", () => {
  const windows = {
    ...having("C:\\ext\\server\\pmt.exe", "D:\\工具\\pmt.exe"),
    platform: "win32" as NodeJS.Platform,
    env: { Path: "C:\\Windows;D:\\工具" },
  };
  assert.equal(found({ ...windows, extension: "C:\\ext" })?.command, "C:\\ext\\server\\pmt.exe");
  assert.equal(found({ ...windows, extension: "C:\\other" })?.command, "D:\\工具\\pmt.exe");
});
