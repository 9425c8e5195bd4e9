import { expect, test } from "vitest";
import { diff, generate, UsageError } from "../../src/index.ts";
import { createWorkspace } from "../temporary-workspace.ts";

test.each<[string, unknown, string]>([
  ["generate", null, "the options must be an object, not null"],
  ["generate", "acme", 'the options must be an object, not "acme"'],
  ["generate", { vendor: ["acme"] }, "there is no option “vendor” (did you mean vendors?)"],
  ["generate", { cwd: "." }, "there is no option “cwd” (known: folder, vendors, keep, onStage, signal)"],
  ["generate", { toString: 1 }, "there is no option “toString”"],
  ["generate", { vendors: "acme" }, 'the option vendors must be a list of texts, not "acme"'],
  ["generate", { vendors: [1] }, "the option vendors must be a list of texts, not [1]"],
  ["generate", { folder: 1 }, "the option folder must be a text, not 1"],
  ["generate", { keep: "yes" }, 'the option keep must be true or false, not "yes"'],
  ["generate", { onStage: {} }, "the option onStage must be a function, not {}"],
  ["generate", { signal: () => {} }, "the option signal must be an AbortSignal, not a function"],
  ["diff", undefined, "the options must be an object, not undefined"],
  ["diff", { documents: ["a.yaml"] }, 'the option documents must be a list of two paths, the older one first, not ["a.yaml"]'],
  ["diff", { base: 3 }, "the option base must be a text, not 3"],
])("%s(%j) is wrong usage, and nothing is written", async (name, options, message) => {
  const workspace = createWorkspace();
  const before = workspace.snapshot();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a program without a compiler passes anything
  const given = options as never;
  const refused = name === "diff" ? diff(given) : generate(given);
  await expect(refused).rejects.toThrow(message);
  await expect(refused).rejects.toBeInstanceOf(UsageError);
  expect(workspace.snapshot()).toEqual(before);
});

test("options that are undefined count as left out", async () => {
  const { root } = createWorkspace();
  const results = await generate({ folder: root, vendors: undefined, keep: undefined, onStage: undefined, signal: undefined });
  expect(results).toHaveLength(1);
});
