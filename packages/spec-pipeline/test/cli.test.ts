import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createWorkspace, type TemporaryWorkspace } from "./temporary-workspace.ts";

const CLI = join(import.meta.dirname, "../src/cli.ts");

interface Ending {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs the command as a process of its own. `act` gets the process as soon as it has printed something. */
async function run(
  workspace: TemporaryWorkspace,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
  act?: (kill: (signal: NodeJS.Signals) => void, output: string) => void,
): Promise<Ending> {
  const child = spawn(process.execPath, [CLI, ...argv], { cwd: workspace.root, env: { PATH: process.env["PATH"], ...env } });
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    act?.((signal) => void child.kill(signal), output);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  await once(child, "close");
  return { code: child.exitCode, output, errors };
}

test("the exit code is that of the command", async () => {
  const workspace = createWorkspace();
  expect(await run(workspace, ["generate"])).toMatchObject({ code: 0, errors: "" });
  expect(await run(workspace, ["check"])).toMatchObject({ code: 0 });
  workspace.write("specs/acme/openapi.gen.yaml", "");
  expect(await run(workspace, ["check"])).toMatchObject({ code: 1 });
  expect(await run(workspace, ["chekc"])).toMatchObject({
    code: 2,
    output: "",
    errors: expect.stringContaining("did you mean check?"),
  });
});

test("the version is the package's own", async () => {
  const { output } = await run(createWorkspace(), ["--version"]);
  expect(output).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("colours are printed only if they are wanted", async () => {
  const workspace = createWorkspace();
  const escape = "\u001B[";
  const [plain, forced, refused] = await Promise.all([
    run(workspace, ["check"]),
    run(workspace, ["check"], { FORCE_COLOR: "1" }),
    run(workspace, ["check"], { FORCE_COLOR: "1", NO_COLOR: "1" }),
  ]);
  expect(plain.output).not.toContain(escape);
  expect(forced.output).toContain(escape);
  expect(refused.output).not.toContain(escape);
});

test("a mock without a command ends in order when it is interrupted", async () => {
  const workspace = createWorkspace();
  workspace.write(
    "packages/acme-client/package.json",
    '{ "name": "acme-client", "exports": { "./testing": "./dist/testing.mjs" } }\n',
  );
  workspace.write(
    "packages/acme-client/dist/testing.mjs",
    "export const createMock = () => ({ fetch: () => new Response(), environment: (origin) => ({ ACME_BASE_URL: origin }) });\n",
  );
  const ending = await run(workspace, ["mock"], {}, (kill, output) => {
    if (output.includes("Ctrl-C")) kill("SIGINT");
  });
  expect(ending).toMatchObject({ code: 0, errors: "" });
});

test("an interrupted run leaves the tree whole, and the next one completes it", async () => {
  const workspace = createWorkspace();
  const before = workspace.snapshot();
  const child = spawn(process.execPath, [CLI, "generate"], { cwd: workspace.root, stdio: "ignore" });
  // At any moment of the run, all of the output is there, or none of it.
  setTimeout(() => child.kill("SIGINT"), 250);
  await once(child, "close");
  const interrupted = workspace.snapshot();
  await workspace.run(["generate"]);
  const complete = workspace.snapshot();
  expect([before, complete]).toContainEqual(interrupted);
  expect([...complete.keys()].filter((path) => path.endsWith(".tmp"))).toEqual([]);
});

// One run of stages is in the main thread, which only the signal itself ends. A chain of schemas runs in a thread.
test.each([
  ["many operations", 3000, 0, { code: null, errors: "" }],
  ["a long chain of schemas", 1, 1500, { code: 130, errors: "interrupted, nothing written\n" }],
])("an interruption ends a long stage of %s at once, and nothing is written", async (_, operations, links, expected) => {
  const workspace = createWorkspace();
  // The bundler follows each of these references to the last one.
  const chain = Array.from({ length: links }, (_link, index) => [`T${index}`, { $ref: `#/components/schemas/T${index + 1}` }]);
  const content = links === 0 ? undefined : { "application/json": { schema: { $ref: "#/components/schemas/T0" } } };
  const responses = { 200: { description: "Read.", content } };
  const document = {
    openapi: "3.1.0",
    info: { title: "Long", version: "1" },
    servers: [{ url: "https://api.long.example" }],
    paths: Object.fromEntries(Array.from({ length: operations }, (_value, index) => [`/t${index}`, { get: { responses } }])),
    components: { schemas: { ...Object.fromEntries(chain), [`T${links}`]: { type: "string" } } },
  };
  workspace.write("long.json", JSON.stringify(document));
  const before = workspace.snapshot();
  const ending = await run(workspace, ["init", "long", "--from", "long.json"], {}, (kill, output) => {
    if (/^ *overlay/m.test(output)) kill("SIGINT");
  });
  expect(ending).toMatchObject(expected);
  expect(ending.output).not.toMatch(/^ *bundle/m);
  expect(workspace.snapshot()).toEqual(before);
});
