import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import type { Registry } from "./registry.ts";

/** A version that waits for a person. */
interface Staged {
  readonly id: string;
  readonly packageName: string;
  readonly version: string;
  /** What publishing sends: the manifest and the tarball. */
  readonly body: string;
}

/** The addresses of npm's staging. */
const PATH = /^\/-\/stage\/(?:package\/(?<name>[^/]+)|(?<id>[^/]+)(?<approves>\/approve)?)$/;

/** A registry with npm's staged publishing in front of one that has none. */
export interface StagingRegistry {
  readonly url: string;
  /** Points npm at it. */
  readonly env: Record<string, string>;
  /** Every call of staging so far: method and path. */
  readonly calls: readonly string[];
  readonly staged: () => readonly Pick<Staged, "id" | "packageName" | "version">[];
  readonly stop: () => void;
}

/**
 * Answers the calls of `npm stage publish`, `list`, `approve` and `reject` as npm's own registry does, as far as the command reads them.
 * Everything else goes to the registry behind, and so does a version that is approved.
 */
export async function startStagingRegistry(behind: Pick<Registry, "url" | "versions">, folder: string): Promise<StagingRegistry> {
  const waiting = new Map<string, Staged>();
  const calls: string[] = [];

  const stage = async (packageName: string, body: string, response: ServerResponse): Promise<void> => {
    const { versions }: { versions: Record<string, unknown> } = JSON.parse(body);
    const [version = ""] = Object.keys(versions);
    const isWaiting = [...waiting.values()].some((each) => each.packageName === packageName && each.version === version);
    if (isWaiting || (await behind.versions(packageName)).includes(version))
      return respond(response, 409, { error: `${packageName}@${version} is there` });
    const id = randomUUID();
    waiting.set(id, { id, packageName, version, body });
    respond(response, 201, { stageId: id });
  };
  const approve = async (id: string, response: ServerResponse): Promise<void> => {
    const staged = waiting.get(id);
    if (!staged) return respond(response, 404, { error: "nothing is staged under this id" });
    const published = await fetch(new URL(staged.packageName.replace("/", "%2f"), behind.url), {
      method: "PUT",
      headers: { "content-type": "application/json", authorization: "Bearer rehearsal" },
      body: staged.body,
    });
    if (!published.ok) return respond(response, published.status, { error: await published.text() });
    waiting.delete(id);
    respond(response, 200, { ok: true });
  };
  const pass = async (
    { method = "GET", url = "/", headers }: IncomingMessage,
    body: string,
    response: ServerResponse,
  ): Promise<void> => {
    const passed = await fetch(new URL(url, behind.url), {
      method,
      headers: { accept: headers.accept ?? "*/*", "content-type": headers["content-type"] ?? "application/json" },
      ...(body !== "" && { body }),
    });
    response.writeHead(passed.status, { "content-type": passed.headers.get("content-type") ?? "application/json" });
    response.end(Buffer.from(await passed.arrayBuffer()));
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = "";
    request.setEncoding("utf8");
    for await (const text of request) body += String(text);
    const { pathname } = new URL(request.url ?? "/", "http://local");
    const { name = "", id = "", approves } = PATH.exec(pathname)?.groups ?? {};
    if (pathname.startsWith("/-/stage")) calls.push(`${request.method} ${pathname}`);
    if (request.method === "POST" && name !== "") return stage(decodeURIComponent(name), body, response);
    if (request.method === "POST" && approves !== undefined) return approve(id, response);
    if (request.method === "DELETE" && waiting.delete(id)) return respond(response, 200, { ok: true });
    if (pathname === "/-/stage") {
      const items = [...waiting.values()].map(({ id: stageId, packageName, version }) => ({ id: stageId, packageName, version }));
      return respond(response, 200, { items, total: items.length });
    }
    return pass(request, body, response);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => respond(response, 500, { error: String(error) }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const host = `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  mkdirSync(folder, { recursive: true });
  // npm wants a token, though nobody asks for one.
  writeFileSync(join(folder, "npmrc"), `registry=http://${host}/\n//${host}/:_authToken=rehearsal\n`);
  return {
    url: `http://${host}/`,
    env: { npm_config_registry: `http://${host}/`, NPM_CONFIG_USERCONFIG: join(folder, "npmrc") },
    calls,
    staged: () => [...waiting.values()].map(({ id, packageName, version }) => ({ id, packageName, version })),
    stop: () => void server.close(),
  };
}

function respond(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
