import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createWorkspace, type TemporaryWorkspace } from "../temporary-workspace.ts";

const TESTING = `
export function createMock() {
  return {
    fetch: async (request) => {
      const url = new URL(request.url);
      if (url.pathname === "/fail") throw new Error("broken on purpose");
      if (url.pathname === "/stream") {
        const chunks = ["one", "two"];
        return new Response(new ReadableStream({
          pull(controller) {
            const chunk = chunks.shift();
            if (chunk) controller.enqueue(new TextEncoder().encode(chunk));
            else controller.close();
          },
        }));
      }
      return Response.json({ method: request.method, path: url.pathname, body: await request.text() }, { status: 201 });
    },
    environment: (origin) => ({ ACME_BASE_URL: origin, ACME_API_KEY: "test" }),
  };
}
`;

function withMock(): TemporaryWorkspace {
  const workspace = createWorkspace();
  workspace.write(
    "packages/acme-client/package.json",
    '{ "name": "acme-client", "type": "module", "exports": { "./testing": "./dist/testing.mjs" } }\n',
  );
  workspace.write("packages/acme-client/dist/testing.mjs", TESTING);
  return workspace;
}

function program(workspace: TemporaryWorkspace, source: string): readonly string[] {
  workspace.write("program.mjs", source);
  return ["--", process.execPath, "program.mjs"];
}

test("a command is run with the environment that leads it to the mock, and its exit code is passed on", async () => {
  const workspace = withMock();
  const source = `
    const { writeFile } = await import("node:fs/promises");
    const response = await fetch(process.env.ACME_BASE_URL + "/users", { method: "POST", body: "hello" });
    await writeFile("seen.json", JSON.stringify({ status: response.status, body: await response.json(), key: process.env.ACME_API_KEY }));
    process.exit(7);
  `;
  const { exitCode, output } = await workspace.run(["mock", "acme", ...program(workspace, source)]);
  expect(exitCode).toBe(7);
  expect(output).toBe("");
  expect(JSON.parse(workspace.read("seen.json"))).toEqual({
    status: 201,
    body: { method: "POST", path: "/users", body: "hello" },
    key: "test",
  });
});

test("a streamed body comes in the chunks that the mock made", async () => {
  const workspace = withMock();
  const source = `
    const { writeFile } = await import("node:fs/promises");
    const response = await fetch(process.env.ACME_BASE_URL + "/stream");
    const text = await response.text();
    await writeFile("seen.json", JSON.stringify({ text, encoding: response.headers.get("transfer-encoding") }));
  `;
  expect(await workspace.run(["mock", ...program(workspace, source)])).toMatchObject({ exitCode: 0 });
  expect(JSON.parse(workspace.read("seen.json"))).toEqual({ text: "onetwo", encoding: "chunked" });
});

test("a mock that throws responds with 500 and prints the reason", async () => {
  const workspace = withMock();
  const source = `process.exit((await fetch(process.env.ACME_BASE_URL + "/fail")).status === 500 ? 0 : 1);`;
  const { exitCode, errors } = await workspace.run(["mock", ...program(workspace, source)]);
  expect(exitCode).toBe(0);
  expect(errors).toContain("broken on purpose");
});

test("without a command it prints the addresses and serves until it is interrupted", async () => {
  const workspace = withMock();
  const stop = new AbortController();
  let output = "";
  let print: (text: string) => void;
  const printed = new Promise<string>((resolve) => {
    print = (text) => {
      output += text;
      if (text.includes("Ctrl-C")) resolve(/ACME_BASE_URL=(\S+)/.exec(output)?.[1] ?? "");
    };
  });
  const serving = workspace.run(["mock"], { signal: stop.signal, print: (text) => print(text) });
  const response = await fetch(`${await printed}/users`);
  expect(await response.json()).toMatchObject({ path: "/users" });
  stop.abort();
  expect(await serving).toMatchObject({ exitCode: 0 });
  expect(output).toMatch(/acme mock at http:\/\/127\.0\.0\.1:\d+\n {2}ACME_BASE_URL=/);
});

test("a command that ends by a signal gives the code that shells give", async () => {
  const workspace = withMock();
  const source = `process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000);`;
  expect(await workspace.run(["mock", ...program(workspace, source)])).toMatchObject({ exitCode: 143 });
});

test("an interruption ends the command too", async () => {
  const workspace = withMock();
  const stop = new AbortController();
  const source = `(await import("node:fs")).writeFileSync("started", ""); setInterval(() => {}, 1000);`;
  const running = workspace.run(["mock", ...program(workspace, source)], { signal: stop.signal });
  await expect.poll(() => existsSync(join(workspace.root, "started"))).toBe(true);
  stop.abort();
  expect(await running).toMatchObject({ exitCode: 143 });
});

test("a busy port is one clear sentence", async () => {
  const workspace = withMock();
  const server: Server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const { exitCode, errors } = await workspace.run(["mock", "--port", String(port)]);
  expect(exitCode).toBe(1);
  expect(errors).toBe(`specloom: port ${port} is in use; name another with --port, or none for a free one\n`);
});

test.each([
  [
    "a client that is not built",
    "packages/acme-client/dist/testing.mjs",
    undefined,
    /not built yet.*npm run build --workspace acme-client$/m,
    1,
  ],
  ["a client without a mock", "packages/acme-client/package.json", '{ "name": "acme-client" }', /acme-client has no mock/, 1],
  ["a module that exports no mock", "packages/acme-client/dist/testing.mjs", "export {};", /does not export createMock/, 1],
] as const)("%s is one clear sentence", async (_name, path, content, message, code) => {
  const workspace = withMock();
  if (content === undefined) workspace.remove(path);
  else workspace.write(path, content);
  const { exitCode, errors } = await workspace.run(["mock"]);
  expect(exitCode).toBe(code);
  expect(errors).toMatch(message);
});

test("an unknown command and an invalid port are wrong usage", async () => {
  const workspace = withMock();
  const missing = await workspace.run(["mock", "--", "no-such-program-anywhere"]);
  expect(missing).toMatchObject({ exitCode: 2, errors: expect.stringContaining("“no-such-program-anywhere” was not found") });
  expect(await workspace.run(["mock", "--port", "many"])).toMatchObject({
    exitCode: 2,
    errors: expect.stringContaining("--port takes a number"),
  });
});
