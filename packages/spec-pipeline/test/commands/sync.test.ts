import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Fetch } from "../../src/host/fetch-page.ts";
import { startSite, type DocumentationSite } from "../documentation-site.ts";
import { createWorkspace, USERS_PAGE, type TemporaryWorkspace } from "../temporary-workspace.ts";

const SITE = "https://docs.acme.example";
const PAGE = "specs/acme/pages/users.md";
const VENDOR = "specs/acme/vendor.yaml";
const BUNDLED = "specs/acme/openapi.gen.yaml";
const OVERLAY = "specs/acme/overlays/010-name-operations.yaml";
const CORRECTIONS = "specs/acme/corrections.gen.yaml";
const SECOND_ACTION =
  "  - target: $.info\n    description: The page has no description of the API.\n    update: { description: Users of Acme. }";
const CHANGED_PAGE = USERS_PAGE.replace("- member\n", "- member\n              - guest\n");
const fetchSettings = { timeoutMs: 60_000, maxBytes: 100_000, retryDelaysMs: [1, 1] };

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

async function generatedWorkspace(): Promise<TemporaryWorkspace> {
  const workspace = createWorkspace();
  expect(await workspace.run(["generate"])).toMatchObject({ exitCode: 0 });
  return workspace;
}

describe("sync", () => {
  test("writes nothing where no page has changed", async () => {
    const workspace = await generatedWorkspace();
    const site = await startSite(SITE);
    site.respond = (_request, response) => void response.end(USERS_PAGE);
    const before = workspace.snapshot();
    const { exitCode, output } = await workspace.run(["sync"], { fetch: site.fetch });
    expect(exitCode).toBe(0);
    expect(output).toContain("acme: no page has changed");
    expect(workspace.snapshot()).toEqual(before);
  });

  test("writes a changed page with date and hash, and the code that follows from it", async () => {
    const workspace = await generatedWorkspace();
    const site = await startSite(SITE);
    site.respond = (_request, response) => void response.setHeader("etag", '"v2"').end(CHANGED_PAGE);
    const { exitCode, output } = await workspace.run(["sync"], { fetch: site.fetch });
    expect(exitCode).toBe(0);
    expect(output).toContain("1 of 1 pages changed");
    expect(workspace.read(PAGE)).toBe(CHANGED_PAGE);
    expect(workspace.read(VENDOR)).toContain(
      `retrieved: 2026-02-03\n    sha256: ${sha256(CHANGED_PAGE)}\n    etag: "\\"v2\\""\n`,
    );
    expect(workspace.read(BUNDLED)).toContain("- guest");
    expect(workspace.read("packages/acme-client/src/generated/schema.gen.ts")).toContain('"guest"');
    expect(await workspace.run(["check"])).toMatchObject({ exitCode: 0 });
  });

  test("takes a correction out of its overlay once the vendor has made it, and goes on", async () => {
    const workspace = await generatedWorkspace();
    workspace.edit(OVERLAY, "actions:", `actions:\n${SECOND_ACTION}`);
    expect(await workspace.run(["generate"])).toMatchObject({ exitCode: 0 });
    const site = await startSite(SITE);
    const page = CHANGED_PAGE.replace("operationId: list_users_users_get", "operationId: listUsers");
    site.respond = (_request, response) => void response.end(page);
    const { exitCode, output } = await workspace.run(["sync"], { fetch: site.fetch });
    expect(output).toContain("$.paths['/users'].get: the page itself now has the part that this action adds");
    expect(exitCode).toBe(0);
    expect(workspace.read(OVERLAY)).toContain(SECOND_ACTION);
    expect(workspace.read(OVERLAY)).not.toContain("operationId: listUsers");
    expect(workspace.read(BUNDLED)).toContain("operationId: listUsers");
    expect(await workspace.run(["check"])).toMatchObject({ exitCode: 0 });
  });

  test("deletes an overlay of which the vendor has made every correction", async () => {
    const workspace = await generatedWorkspace();
    const site = await startSite(SITE);
    const page = CHANGED_PAGE.replace("operationId: list_users_users_get", "operationId: listUsers");
    site.respond = (_request, response) => void response.end(page);
    expect(await workspace.run(["sync"], { fetch: site.fetch })).toMatchObject({ exitCode: 0 });
    expect(workspace.snapshot().has(OVERLAY)).toBe(false);
    expect(workspace.snapshot().has(CORRECTIONS)).toBe(false);
    expect(await workspace.run(["check"])).toMatchObject({ exitCode: 0 });
  });

  test("says where a correction meets a place that is new on the page", async () => {
    const workspace = await generatedWorkspace();
    const action =
      "  - target: $.paths['/users'].get.parameters[*]\n    description: The page describes no parameter.\n    update: { description: Which users come. }";
    workspace.edit(OVERLAY, "actions:", `actions:\n${action}`);
    expect(await workspace.run(["generate"])).toMatchObject({ exitCode: 0 });
    const site = await startSite(SITE);
    const added = "      parameters:\n        - { name: team, in: query, schema: { type: string } }\n";
    site.respond = (_request, response) => void response.end(CHANGED_PAGE.replace("      parameters:\n", added));
    const { exitCode, output } = await workspace.run(["sync"], { fetch: site.fetch });
    expect(exitCode).toBe(0);
    expect(output).toContain("the action also corrects #/paths/~1users/get/parameters/1/description now, which is new");
  });

  test("says where a page has changed under a correction, with before and after", async () => {
    const workspace = await generatedWorkspace();
    const site = await startSite(SITE);
    const page = CHANGED_PAGE.replace("operationId: list_users_users_get", "operationId: users_list");
    site.respond = (_request, response) => void response.end(page);
    const { exitCode, output } = await workspace.run(["sync"], { fetch: site.fetch });
    expect(exitCode).toBe(0);
    expect(output).toContain(
      `the page has changed under the correction: #/paths/~1users/get/operationId was "list_users_users_get" and is "users_list"`,
    );
    expect(output).toContain("check that the correction is still needed");
    // It is reported once: the page's text is recorded.
    expect(workspace.read(CORRECTIONS)).toContain("said: users_list");
    const { output: checked } = await workspace.run(["check"]);
    expect(checked).not.toContain("has changed under the correction");
  });

  test("keeps the bytes of a page, with its line ends", async () => {
    const workspace = await generatedWorkspace();
    const site = await startSite(SITE);
    const page = `\uFEFF${CHANGED_PAGE.replaceAll("\n", "\r\n")}`;
    site.respond = (_request, response) => void response.end(page);
    expect(await workspace.run(["sync"], { fetch: site.fetch })).toMatchObject({ exitCode: 0 });
    expect(sha256(workspace.read(PAGE))).toBe(sha256(page));
  });

  test("asks only whether a page has changed once the site has said how", async () => {
    const workspace = await generatedWorkspace();
    const site = await startSite(SITE);
    site.respond = (request, response) => {
      if (request.headers["if-none-match"] === '"v2"') response.writeHead(304).end();
      else response.setHeader("etag", '"v2"').end(CHANGED_PAGE);
    };
    await workspace.run(["sync"], { fetch: site.fetch });
    const before = workspace.snapshot();
    expect(await workspace.run(["sync"], { fetch: site.fetch })).toMatchObject({ exitCode: 0 });
    const asked = site.requests.filter(({ url }) => url === "/users.md");
    expect(asked.map(({ headers }) => headers["if-none-match"])).toEqual([undefined, '"v2"']);
    expect(workspace.snapshot()).toEqual(before);
  });

  test("tries again after a failure of the site", async () => {
    const workspace = await generatedWorkspace();
    const site = await startSite(SITE);
    site.respond = (_request, response) => {
      if (site.requests.length === 1) response.writeHead(503).end();
      else if (site.requests.length === 2) response.socket?.destroy();
      else response.end(CHANGED_PAGE);
    };
    expect(await workspace.run(["sync"], { fetch: site.fetch, fetchSettings })).toMatchObject({ exitCode: 0 });
    expect(site.requests.filter(({ url }) => url === "/users.md")).toHaveLength(3);
    expect(workspace.read(PAGE)).toBe(CHANGED_PAGE);
  });

  test("follows a redirect within the site", async () => {
    const workspace = await generatedWorkspace();
    const site = await startSite(SITE);
    site.respond = ({ url }, response) => {
      if (url === "/users.md") response.writeHead(308, { location: "/api/users.md" }).end();
      else response.end(CHANGED_PAGE);
    };
    expect(await workspace.run(["sync"], { fetch: site.fetch })).toMatchObject({ exitCode: 0 });
    expect(workspace.read(PAGE)).toBe(CHANGED_PAGE);
  });

  test("keeps a page of another charset in UTF-8", async () => {
    const workspace = await generatedWorkspace();
    const site = await startSite(SITE);
    const page = CHANGED_PAGE.replace("# List users", "# Les employés");
    const responses: readonly (readonly [string, Buffer])[] = [
      ["text/markdown; charset=ISO-8859-1", Buffer.from(page, "latin1")],
      ["text/markdown", Buffer.from(`\uFEFF${page}`, "utf16le")],
      // Servers name a charset by default, which their pages do not have.
      ["text/markdown; charset=iso-8859-1", Buffer.from(page)],
    ];
    for (const [type, body] of responses) {
      site.respond = (_request, response) => void response.setHeader("content-type", type).end(body);
      workspace.write(PAGE, USERS_PAGE);
      workspace.acceptPage("acme", "users.md");
      expect(await workspace.run(["sync"], { fetch: site.fetch })).toMatchObject({ exitCode: 0 });
      expect(workspace.read(PAGE)).toBe(page);
    }
  });

  test("says that a page was saved in another charset", async () => {
    const workspace = await generatedWorkspace();
    const page = new Uint8Array(Buffer.from(CHANGED_PAGE.replace("# List users", "# Les employés"), "latin1"));
    writeFileSync(join(workspace.root, "users.md"), page);
    expect((await workspace.run(["sync", "--from", "."])).output).toContain("users.md is not in UTF-8");
    writeFileSync(join(workspace.root, PAGE), page);
    workspace.acceptPage("acme", "users.md");
    expect((await workspace.run(["generate"])).output).toContain("specs/acme/pages/users.md is not in UTF-8");
    const { exitCode, errors } = await workspace.run(["init", "bolt", "--from", "users.md", "--yes"]);
    expect({ exitCode, errors }).toMatchObject({ exitCode: 1, errors: expect.stringContaining("users.md is not in UTF-8") });
  });

  const broken: Record<string, { respond: DocumentationSite["respond"]; says: string }> = {
    "became HTML": { respond: (_q, r) => void r.end("<!DOCTYPE html><p>Sign in</p>"), says: "the page is HTML" },
    "became empty": { respond: (_q, r) => void r.end(" \n"), says: "is empty" },
    "lost its OpenAPI block": {
      respond: (_q, r) => void r.end("# Users\n\nMoved.\n"),
      says: "no block of the page is announced",
    },
    "became packed": { respond: (_q, r) => void r.end(gzipSync(CHANGED_PAGE)), says: "is no text" },
    "is cut off in its block": {
      respond: (_q, r) => void r.end(CHANGED_PAGE.slice(0, 600)),
      says: "the page ends inside of this block",
    },
    "is gone": { respond: (_q, r) => void r.writeHead(404).end(), says: "responded with 404" },
    "redirects elsewhere": {
      respond: (_q, r) => void r.writeHead(302, { location: "https://login.example/users.md" }).end(),
      says: "redirects to https://login.example/users.md; only redirects within https://docs.acme.example are followed",
    },
    "redirects to plain http": {
      respond: (_q, r) => void r.writeHead(302, { location: "http://docs.acme.example/users.md" }).end(),
      says: "only redirects within https://docs.acme.example are followed",
    },
    "redirects in a circle": {
      respond: (_q, r) => void r.writeHead(302, { location: "/users.md" }).end(),
      says: "redirects more than 5 times",
    },
    "never stops": { respond: (_q, r) => void r.end("x".repeat(200_000)), says: "is larger than" },
    "breaks off in the middle": {
      respond: (_q, r) => {
        r.writeHead(200, { "content-length": "5000" }).write(CHANGED_PAGE.slice(0, 100));
        setTimeout(() => r.socket?.destroy(), 5);
      },
      says: "could not be fetched",
    },
    "responds too slowly": { respond: (_q, r) => void r.write("# "), says: "did not come within 0.4 s" },
    "is out of order": { respond: (_q, r) => void r.writeHead(500).end(), says: "responded with 500" },
  };

  test.each(Object.entries(broken))("leaves the tree as it was where a page %s", async (name, { respond, says }) => {
    const workspace = await generatedWorkspace();
    const site = await startSite(SITE);
    site.respond = respond;
    const before = [...workspace.snapshot()].filter(([path]) => !path.startsWith(".work/"));
    const { timeoutMs } = name === "responds too slowly" ? { timeoutMs: 400 } : fetchSettings;
    const { exitCode, output } = await workspace.run(["sync"], {
      fetch: site.fetch,
      fetchSettings: { ...fetchSettings, timeoutMs },
    });
    expect(output).toContain(says);
    expect(output).toContain("acme: nothing written");
    expect(exitCode).toBe(1);
    expect([...workspace.snapshot()].filter(([path]) => !path.startsWith(".work/"))).toEqual(before);
  });

  test("says in one line of a report that there is no network", async () => {
    const workspace = await generatedWorkspace();
    const cause = Object.assign(new Error("getaddrinfo ENOTFOUND docs.acme.example"), { code: "ENOTFOUND" });
    const fetch: Fetch = () => Promise.reject(new TypeError("fetch failed", { cause }));
    const { exitCode, output } = await workspace.run(["sync"], { fetch, fetchSettings });
    expect(exitCode).toBe(1);
    expect(output).toContain(`${SITE}/users.md could not be fetched: getaddrinfo ENOTFOUND docs.acme.example`);
    expect(output).toContain("fix: run sync again later");
  });

  test("goes on with the other vendors where one site is down, and says so with its exit code", async () => {
    const workspace = await generatedWorkspace();
    for (const file of ["vendor.yaml", "pages/users.md", "overlays/010-name-operations.yaml"]) {
      workspace.write(`specs/bolt/${file}`, workspace.read(`specs/acme/${file}`).replaceAll("docs.acme", "docs.bolt"));
    }
    workspace.acceptPage("bolt", "users.md");
    await workspace.run(["generate"]);
    const site = await startSite("https://docs.bolt.example");
    site.respond = (_request, response) => void response.end(CHANGED_PAGE);
    const fetch: Fetch = (url, init) =>
      url.startsWith(SITE) ? Promise.reject(new TypeError("fetch failed")) : site.fetch(url, init);
    const { exitCode, output } = await workspace.run(["sync"], { fetch, fetchSettings });
    expect(exitCode).toBe(1);
    expect(output).toContain("acme: nothing written");
    expect(workspace.read("specs/bolt/pages/users.md")).toBe(CHANGED_PAGE);
    expect(workspace.read(PAGE)).toBe(USERS_PAGE);
  });

  test("keeps the pages that an overlay no longer fits, to go on from", async () => {
    const workspace = await generatedWorkspace();
    const site = await startSite(SITE);
    const page = CHANGED_PAGE.replaceAll("/users", "/members");
    site.respond = (_request, response) => void response.end(page);
    const overlay = workspace.read(OVERLAY);
    const first = await workspace.run(["sync"], { fetch: site.fetch });
    expect(first.exitCode).toBe(1);
    expect(first.output).toContain("specloom sync acme --from .work/acme/pages");
    expect(workspace.read(PAGE)).toBe(USERS_PAGE);
    workspace.remove("specs/acme/overlays/010-name-operations.yaml");
    workspace.write(OVERLAY, overlay.replace("/users", "/members"));
    expect(await workspace.run(["sync", "acme", "--from", ".work/acme/pages"])).toMatchObject({ exitCode: 0 });
    expect(workspace.read(PAGE)).toBe(page);
  });

  test("reads the pages of a folder, by vendor or without, and ignores the rest", async () => {
    const workspace = await generatedWorkspace();
    workspace.write("incoming/acme/users.md", CHANGED_PAGE);
    expect(await workspace.run(["sync", "--from", "incoming"])).toMatchObject({ exitCode: 0 });
    expect(workspace.read(PAGE)).toBe(CHANGED_PAGE);
    expect(workspace.read(VENDOR)).toContain(sha256(CHANGED_PAGE));
  });

  test("says so where there is no folder to take pages from", async () => {
    const workspace = await generatedWorkspace();
    const outcome = await workspace.run(["sync", "--from", "nowhere"]);
    expect(outcome).toMatchObject({ exitCode: 2, errors: "specloom: there is no folder nowhere to take pages from\n" });
  });

  test("stops at once when the person at the terminal wants to, and writes nothing", async () => {
    const workspace = await generatedWorkspace();
    const site = await startSite(SITE);
    const stop = new AbortController();
    site.respond = () => stop.abort();
    const before = workspace.snapshot();
    const outcome = await workspace.run(["sync"], { fetch: site.fetch, signal: stop.signal });
    expect(outcome.exitCode).toBe(130);
    expect(workspace.snapshot()).toEqual(before);
  });
});
