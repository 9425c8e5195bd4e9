#!/usr/bin/env node
// Checked in so that the package manager can link the command before the first build.
await import("../dist/cli.mjs");
