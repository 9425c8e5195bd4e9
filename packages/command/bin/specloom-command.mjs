#!/usr/bin/env node
// Runs the command of an installed client, whose module is the first argument. The client starts it where this package is not installed beside it.
const [module = "", ...args] = process.argv.slice(2);
const { runProcess } = await import("../dist/index.mjs");
const { command } = await import(module);
await runProcess(command, args);
