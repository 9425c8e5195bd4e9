#!/usr/bin/env node
// Checked in so that the package manager can link the command before the first build, and written so that any Node reads it: one that is
// too old for the rest says so.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(`specloom: Node ${process.versions.node} is too old: install Node 22.12 or newer.\n`);
  process.exitCode = 1;
} else {
  // What Node compiles of the tools behind the command is kept for the next run.
  void import("node:module").then(({ enableCompileCache }) => {
    enableCompileCache();
    return import("../dist/cli.mjs");
  });
}
