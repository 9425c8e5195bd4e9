import { spawn } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PAYLOADS } from "../../../../spec-pipeline/test/hostile/payloads.ts";
import { runSpecloom } from "../../run-specloom.ts";
import { typeCheck } from "../../type-check.ts";
import { fileOf, type Attempt } from "./attempt.ts";

const require = createRequire(import.meta.url);

/** Ends a test file in which a text became code. */
const SENTINEL = `import { afterAll } from "vitest";

const inherited = Reflect.ownKeys(Object.prototype).length;
afterAll(() => {
  if ("planted" in globalThis) throw new Error("ran the text");
  if (Reflect.ownKeys(Object.prototype).length !== inherited) throw new Error("changed Object.prototype");
});
`;

/** Calls every operation with the text as a response of each kind, and reads what a program would print. */
function callsWith(text: string): string {
  return `import { inspect } from "node:util";
import { expect, test } from "vitest";
import { operations } from "../src/generated/operations.gen.ts";
import * as client from "../src/index.ts";
import { callById, createOfflineClient } from "./offline-client.ts";

const text = ${JSON.stringify(text)};
const responses = [
  () => Response.json({ kind: text, [text]: text, list: [text] }),
  () => new Response(text, { status: 200 }),
  () => Response.json({ message: text, [text]: text }, { status: 422 }),
  () => new Response(\`event: \${text}\\ndata: \${text}\\n\\n\`, { headers: { "content-type": "text/event-stream" } }),
];
test.each(responses.map((response, at) => [at, response] as const))("response %i", async (_, response) => {
  const offline = createOfflineClient(async () => response());
  for (const [id, operation] of Object.entries(operations)) {
    const outcome: unknown = await callById(offline, id, operation).catch((error: unknown) => error);
    inspect(outcome, { depth: 9 });
    JSON.stringify(outcome);
  }
  expect(Object.keys(client).length).toBeGreaterThan(0);
  expect("planted" in globalThis).toBe(false);
});
`;
}

/**
 * Lays a client out as `specloom init` does, compiles it, runs its own tests and calls every operation. Undefined where nothing of
 * the text became code, and all of it is well. `change`: what a test does to its folder before it is compiled.
 */
export async function faultOfClient(
  attempt: Attempt,
  workspace: string,
  change: (client: string) => void = () => {},
): Promise<string | undefined> {
  const { name, text } = fileOf(attempt);
  await mkdir(workspace, { recursive: true });
  await writeFile(join(workspace, name), text);
  const init = ["init", "case", "--from", join(workspace, name), "--base-url", "https://api.example"];
  const { exitCode, output } = await runSpecloom(workspace, init);
  if (exitCode !== 0) return `init ends with ${exitCode}: ${output.slice(0, 600)}`;
  const client = join(workspace, "packages/case-client");
  change(client);
  await writeFile(join(client, "test/calls.test.ts"), callsWith(PAYLOADS[attempt.payload] ?? ""));
  await writeFile(join(workspace, "sentinel.ts"), SENTINEL);
  await writeFile(
    join(workspace, "vitest.config.ts"),
    'export default { test: { include: ["packages/*/test/*.test.ts"], setupFiles: ["sentinel.ts"], maxWorkers: 1 } };\n',
  );
  const complaint = await typeCheck(workspace, "packages/case-client/src");
  if (complaint !== undefined) return `does not compile: ${complaint}`;
  const vitest = dirname(require.resolve("vitest/package.json"));
  await symlink(vitest, join(workspace, "node_modules/vitest"), "dir");
  const tests = await run(join(vitest, "vitest.mjs"), ["run", "--reporter=dot"], workspace);
  return tests === undefined ? undefined : `its tests fail: ${tests.slice(0, 2000)}`;
}

/** What a program prints where it fails. */
async function run(program: string, args: readonly string[], cwd: string): Promise<string | undefined> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1" },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const code = await new Promise((resolve) => child.once("close", resolve));
  return code === 0 ? undefined : output;
}
