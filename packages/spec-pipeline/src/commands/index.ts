import type { CommandEntry } from "../host/command.ts";

/** Every command by its name. A command is loaded when it is called, since help must not wait for the stages. */
export const commands: ReadonlyMap<string, CommandEntry> = new Map([
  ["check", { summary: "say whether the generated files are up to date", load: async () => (await import("./check.ts")).check }],
  ["diff", { summary: "say what changed for users since the last release", load: async () => (await import("./diff.ts")).diff }],
  ["generate", { summary: "write bundled specs and generated code", load: async () => (await import("./generate.ts")).generate }],
  ["init", { summary: "add a vendor: its specs and a client", load: async () => (await import("./init.ts")).init }],
  [
    "pages",
    { summary: "list what the vendor's site documents, and add pages", load: async () => (await import("./pages.ts")).pages },
  ],
  ["propose", { summary: "write the changeset for what has changed", load: async () => (await import("./propose.ts")).propose }],
  [
    "pull-request",
    { summary: "open what sync --branch laid out", load: async () => (await import("./pull-request.ts")).pullRequest },
  ],
  ["sync", { summary: "fetch the pages again and generate what changed", load: async () => (await import("./sync.ts")).sync }],
  [
    "completion",
    {
      summary: "print a script that completes commands in your shell",
      load: async () => (await import("./completion.ts")).createCompletion(commands),
    },
  ],
  ["types", { summary: "write the types of a document for openapi-fetch", load: async () => (await import("./types.ts")).types }],
  ["mock", { summary: "serve the mocks of the clients on loopback", load: async () => (await import("./mock.ts")).mock }],
]);
