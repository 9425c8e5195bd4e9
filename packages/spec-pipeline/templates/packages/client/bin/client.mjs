#!/usr/bin/env node
import { startCommand } from "@specloom/client-runtime/start-command";

await startCommand(new URL("../package.json", import.meta.url), new URL("../dist/command.mjs", import.meta.url));
