import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startStagingRegistry, type StagingRegistry } from "../../scripts/release/rehearsal/staging-registry.ts";

/** The requests of the registry behind, and its versions. */
const published: { method: string; url: string; body: string }[] = [];
let folder = "";
let registry: StagingRegistry;
let behind = createServer();

beforeEach(async () => {
  published.length = 0;
  folder = mkdtempSync(join(tmpdir(), "staging-"));
  behind = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      published.push({ method: request.method ?? "", url: request.url ?? "", body });
      response.writeHead(201, { "content-type": "application/json" }).end('{"from":"behind"}');
    });
  });
  behind.listen(0, "127.0.0.1");
  await once(behind, "listening");
  const address = behind.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`;
  registry = await startStagingRegistry({ url, versions: async () => ["0.9.0"] }, folder);
});
afterEach(() => {
  registry.stop();
  behind.close();
  rmSync(folder, { recursive: true, force: true });
});

function call(method: string, path: string, body?: object): Promise<Response> {
  return fetch(new URL(path, registry.url), { method, ...(body && { body: JSON.stringify(body) }) });
}

const stage = (version: string): Promise<Response> =>
  call("POST", "/-/stage/package/@scope%2fname", { name: "@scope/name", versions: { [version]: {} } });

test("a staged version is published when it is approved, and not before", async () => {
  const { stageId }: { stageId: string } = await (await stage("1.0.0")).json();
  expect(published).toEqual([]);
  expect(await (await call("GET", "/-/stage?page=0&perPage=100")).json()).toMatchObject({
    items: [{ id: stageId, packageName: "@scope/name", version: "1.0.0" }],
    total: 1,
  });
  expect((await call("POST", `/-/stage/${stageId}/approve`)).status).toBe(200);
  expect(published).toMatchObject([{ method: "PUT", url: "/@scope%2fname", body: expect.stringContaining('"1.0.0"') }]);
  expect(registry.staged()).toEqual([]);
  expect((await call("POST", `/-/stage/${stageId}/approve`)).status).toBe(404);
  expect(registry.calls.slice(0, 3)).toEqual([
    "POST /-/stage/package/@scope%2fname",
    "GET /-/stage",
    `POST /-/stage/${stageId}/approve`,
  ]);
});

test("a version that is staged or published is refused", async () => {
  await stage("1.0.0");
  expect((await stage("1.0.0")).status).toBe(409);
  expect((await stage("0.9.0")).status).toBe(409);
  expect(registry.staged()).toHaveLength(1);
});

test("a rejected version is gone, and may be staged again", async () => {
  const { stageId }: { stageId: string } = await (await stage("1.0.0")).json();
  expect((await call("DELETE", `/-/stage/${stageId}`)).status).toBe(200);
  expect(registry.staged()).toEqual([]);
  expect((await stage("1.0.0")).status).toBe(201);
  expect(published).toEqual([]);
});

test("everything else is for the registry behind", async () => {
  expect(await (await call("GET", "/some-package")).json()).toEqual({ from: "behind" });
  expect(published).toMatchObject([{ method: "GET", url: "/some-package" }]);
});
