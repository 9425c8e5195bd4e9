import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { startSite, type DocumentationSite } from "../documentation-site.ts";
import { createWorkspace, USERS_PAGE, type Outcome, type TemporaryWorkspace } from "../temporary-workspace.ts";

const SITE = "https://docs.acme.example";
const SETTINGS = "specs/acme/vendor.yaml";
const PUBLISHED = "specs/acme/published.yaml";
const fetchSettings = { timeoutMs: 60_000, maxBytes: 100_000, retryDelaysMs: [1, 1] };

/** A page with an operation of its own, whose id needs no overlay. */
function operationPage(name: string): string {
  return USERS_PAGE.replaceAll("/users", `/${name}`)
    .replace("list_users_users_get", `list${name.replace(/^./, (first) => first.toUpperCase())}`)
    .replace("          nullable: true\n", "");
}

function etagOf(text: string): string {
  return `"${createHash("sha256").update(text).digest("hex").slice(0, 8)}"`;
}

interface Published {
  readonly workspace: TemporaryWorkspace;
  readonly site: DocumentationSite;
  /** The content of the site, by path. */
  readonly files: Map<string, string>;
  readonly run: (...argv: readonly string[]) => Promise<Outcome>;
  /** Paths asked for since the last time. */
  readonly asked: () => readonly string[];
}

/** A vendor whose site has an index, two pages that nobody took, one of prose, and links to elsewhere. */
async function publish(changes: Readonly<Record<string, string>> = {}): Promise<Published> {
  const workspace = createWorkspace();
  expect(await workspace.run(["generate"])).toMatchObject({ exitCode: 0 });
  const index = [
    "# Acme",
    `- [Users](${SITE}/users.md): list them`,
    `- [Teams](${SITE}/api/teams.md)`,
    "- [Invites](/api/invites.md)",
    `- [Welcome](${SITE}/welcome)`,
    "- [Status](https://status.example/page.md)",
    "",
  ].join("\n");
  const files = new Map(
    Object.entries({
      "/llms.txt": index,
      "/users.md": USERS_PAGE,
      "/api/teams.md": operationPage("teams"),
      "/api/invites.md": operationPage("invites"),
      "/welcome.md": "# Welcome\n",
      ...changes,
    }),
  );
  const site = await startSite(SITE);
  site.respond = ({ url = "", headers }, response) => {
    const text = files.get(url);
    if (text === undefined) response.writeHead(404).end();
    else if (headers["if-none-match"] === etagOf(text)) response.writeHead(304).end();
    else response.setHeader("etag", etagOf(text)).end(text);
  };
  let seen = 0;
  return {
    workspace,
    site,
    files,
    run: (...argv) => workspace.run(argv, { fetch: site.fetch, fetchSettings }),
    asked: () => {
      const paths = site.requests.slice(seen).map(({ url = "" }: IncomingMessage) => url);
      seen = site.requests.length;
      return paths.toSorted();
    },
  };
}

test("lists the pages with operations: vendored, and those that nobody took", async () => {
  const { run } = await publish();
  expect(await run("pages")).toMatchObject({
    exitCode: 0,
    output: [
      `acme: 3 pages with operations, of 4 that ${SITE}/llms.txt lists`,
      `  vendored   ${SITE}/users.md  GET /users`,
      `  published  ${SITE}/api/teams.md  GET /teams`,
      `  published  ${SITE}/api/invites.md  GET /invites`,
      "add some: specloom pages acme --add ADDRESS …",
      "",
    ].join("\n"),
  });
});

test("asks no other site, and asks for each page once", async () => {
  const { run, asked } = await publish();
  await run("pages");
  expect(asked()).toEqual(["/api/invites.md", "/api/teams.md", "/llms.txt", "/welcome.md"]);
});

test("names new and removed operations at the next look, and requests only changed pages", async () => {
  const { run, files, site, workspace } = await publish();
  await run("pages");
  const before = workspace.read(PUBLISHED);
  const first = site.requests.length;
  await run("pages");
  expect(site.requests.slice(first).filter(({ headers }) => headers["if-none-match"] !== undefined)).toHaveLength(3);
  expect(workspace.read(PUBLISHED)).toBe(before);
  files.set("/llms.txt", `${(files.get("/llms.txt") ?? "").replace(/.*Teams.*\n/, "")}- [Roles](${SITE}/roles.md)\n`);
  files.set("/roles.md", operationPage("roles"));
  const { output } = await run("pages");
  expect(output).toContain(`  new        ${SITE}/roles.md  GET /roles\n`);
  expect(output).toContain(`  published  ${SITE}/api/invites.md  GET /invites\n`);
  expect(output).toContain(`  gone       ${SITE}/api/teams.md  GET /teams\n`);
  expect((await run("pages")).output).toContain(`  published  ${SITE}/roles.md`);
});

test("gives the list as JSON", async () => {
  const { run } = await publish();
  const { output } = await run("pages", "--json");
  expect(JSON.parse(output)).toMatchObject({
    vendors: [
      {
        vendor: "acme",
        index: `${SITE}/llms.txt`,
        listed: 4,
        pages: [
          { url: `${SITE}/users.md`, operations: ["GET /users"], state: "vendored" },
          { state: "published" },
          { state: "published" },
        ],
      },
    ],
  });
});

test("reads the index that the pages name, and a site map where there is no llms.txt", async () => {
  const { run, files } = await publish();
  files.delete("/llms.txt");
  files.set("/sitemap.xml", `<sitemapindex><sitemap><loc>${SITE}/docs.xml</loc></sitemap></sitemapindex>`);
  files.set("/docs.xml", `<urlset><url><loc>${SITE}/users</loc></url><url><loc> ${SITE}/api/teams/ </loc></url></urlset>`);
  expect((await run("pages")).output).toContain(`acme: 2 pages with operations, of 2 that ${SITE}/sitemap.xml lists`);
  const named = await publish();
  named.files.set("/en/llms.txt", named.files.get("/llms.txt") ?? "");
  named.files.delete("/llms.txt");
  named.workspace.edit("specs/acme/pages/users.md", "# List users", `> The index: ${SITE}/en/llms.txt\n\n# List users`);
  named.workspace.acceptPage("acme", "users.md");
  expect((await named.run("pages")).output).toContain(`that ${SITE}/en/llms.txt lists`);
});

test("reads the index of the part of the site that the pages are in", async () => {
  const { run, files, workspace } = await publish();
  files.set("/api/llms.txt", files.get("/llms.txt") ?? "");
  files.delete("/llms.txt");
  workspace.edit(SETTINGS, `${SITE}/users.md`, `${SITE}/api/users.md`);
  expect((await run("pages")).output).toContain(`that ${SITE}/api/llms.txt lists`);
});

test("five pages at once need one overlay, as in the first recipe, and are then called and checked", async () => {
  const names = ["teams", "invites", "roles", "keys", "plans"];
  const files = Object.fromEntries(names.map((name) => [`/api/${name}.md`, USERS_PAGE.replaceAll("users", name)]));
  const { run, workspace } = await publish({
    ...files,
    "/llms.txt": names.map((name) => `- [${name}](${SITE}/api/${name}.md)\n`).join(""),
  });
  const added = await run("pages", "acme", "--add", ...names);
  expect(added.exitCode).toBe(1);
  expect(added.output.match(/is not a name in camelCase/g)).toHaveLength(5);
  const actions = names.map((name) =>
    [
      `  - target: $.paths['/${name}'].get`,
      "    description: The page's id is made by a framework.",
      `    update: { operationId: list${name.replace(/^./, (first) => first.toUpperCase())} }`,
      "",
    ].join("\n"),
  );
  const head = "overlay: 1.0.0\ninfo: { title: Name the new operations, version: 1.0.0 }\nactions:\n";
  workspace.write("specs/acme/overlays/020-name-new-operations.yaml", head + actions.join(""));
  expect(await workspace.run(["generate"])).toMatchObject({ exitCode: 0 });
  expect(await workspace.run(["check"])).toMatchObject({ exitCode: 0 });
  const operations = workspace.read("packages/acme-client/src/generated/operations.gen.ts");
  for (const id of ["listTeams", "listInvites", "listRoles", "listKeys", "listPlans"])
    expect(operations).toContain(`    ${id}: {`);
});

test("says that a site has no index, and names the addresses that could not be read", async () => {
  const { run, files, site } = await publish();
  files.delete("/llms.txt");
  expect(await run("pages")).toMatchObject({ exitCode: 1, output: "acme: its site has no llms.txt and no sitemap.xml\n" });
  site.respond = (_request, response) => void response.writeHead(503).end();
  const { exitCode, output } = await run("pages");
  expect(exitCode).toBe(1);
  expect(output).toMatch(/^acme: the index of its site could not be read\n[^]*could not be read: .*llms\.txt responded with 503/);
});

test("says that the site is not known, where no page has an address", async () => {
  const { run, workspace } = await publish();
  workspace.write(SETTINGS, workspace.read(SETTINGS).replace(/^ +url: .*\n/gm, ""));
  expect(await run("pages")).toMatchObject({
    exitCode: 1,
    output: `acme: none of its pages has an address: add the url of one to ${SETTINGS}\n`,
  });
});

test("reads 300 pages a few at a time", async () => {
  const { run, files, site } = await publish();
  const many = Array.from({ length: 300 }, (_value, index) => `/page-${index}.md`);
  files.set("/llms.txt", many.map((path) => `- [Page](${path})\n`).join(""));
  for (const path of many) files.set(path, "# Prose\n");
  const { respond } = site;
  let open = 0;
  let most = 0;
  site.respond = (request, response) => {
    most = Math.max(most, (open += 1));
    setTimeout(() => {
      open -= 1;
      respond(request, response);
    }, 2);
  };
  expect(await run("pages")).toMatchObject({ exitCode: 0 });
  expect(site.requests.length).toBe(301);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(4);
});

test("requests nothing while the site asks for a pause", async () => {
  const { run, site, files } = await publish();
  const many = Array.from({ length: 30 }, (_value, index) => `/page-${index}.md`);
  files.set("/llms.txt", many.map((path) => `- [Page](${path})\n`).join(""));
  for (const path of many) files.set(path, "# Prose\n");
  const { respond } = site;
  const times: number[] = [];
  let refusedAt = 0;
  site.respond = (request, response) => {
    times.push(performance.now());
    if (site.requests.length !== 10) return respond(request, response);
    refusedAt = performance.now();
    return void response.writeHead(429, { "retry-after": "1" }).end();
  };
  expect(await run("pages")).toMatchObject({ exitCode: 0 });
  expect(site.requests.length).toBe(32);
  // Requests in progress, at most three others, get their responses. The others wait.
  expect(times.filter((time) => time > refusedAt && time < refusedAt + 900).length).toBeLessThanOrEqual(3);
  expect(times.filter((time) => time > refusedAt + 900).length).toBeGreaterThan(10);
});

test("does not wait for an hour", async () => {
  const { run, site } = await publish();
  site.respond = (_request, response) => void response.writeHead(429, { "retry-after": "3600" }).end();
  const { exitCode, output } = await run("pages");
  expect(exitCode).toBe(1);
  expect(output).toContain("responded with 429 and asks for a wait of 3600 s");
});

test("adds pages with file, address, date and hash, and generates", async () => {
  const { run, workspace, files } = await publish();
  const { exitCode, output } = await run("pages", "acme", "--add", `${SITE}/api/teams.md`, "invites");
  expect(output).toContain("added teams.md, invites.md; wrote ");
  expect(exitCode).toBe(0);
  const teams = files.get("/api/teams.md") ?? "";
  expect(workspace.read("specs/acme/pages/teams.md")).toBe(teams);
  expect(workspace.read(SETTINGS)).toContain(
    `  - file: teams.md\n    url: ${SITE}/api/teams.md\n    retrieved: 2026-02-03\n    sha256: ${createHash("sha256").update(teams).digest("hex")}\n    etag: `,
  );
  expect(workspace.read("specs/acme/openapi.gen.yaml")).toContain("operationId: listInvites");
  expect(await workspace.run(["check"])).toMatchObject({ exitCode: 0 });
  expect((await run("pages")).output).toContain(`  vendored   ${SITE}/api/teams.md  GET /teams\n`);
});

test("keeps the added pages if they need an overlay, and names the next step", async () => {
  const { run, workspace } = await publish({ "/api/teams.md": USERS_PAGE.replaceAll("users", "teams") });
  const { exitCode, output } = await run("pages", "acme", "--add", "teams");
  expect(exitCode).toBe(1);
  expect(output).toContain("added teams.md; nothing generated: solve the problems, then run specloom generate acme");
  expect(workspace.read("specs/acme/pages/teams.md")).toContain("/teams");
});

test("gives a page a name that a file may have, whatever its address is", async () => {
  const { run, workspace } = await publish({
    "/api/%zz%20..-teams.md": operationPage("teams"),
    "/api/users.md": operationPage("roles"),
  });
  const { exitCode, output } = await run("pages", "acme", "--add", `${SITE}/api/%zz%20..-teams.md`, `${SITE}/api/users.md`);
  expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
  expect(output).toContain("added zz-20..-teams.md, api-users.md; wrote ");
  expect(workspace.read("specs/acme/pages/api-users.md")).toContain("listRoles");
});

test.each([
  [["--add", "nothing"], "the index lists no page nothing"],
  [["--add", "https://elsewhere.example/teams.md"], "is on another site than the vendor's pages"],
  [["--add", `${SITE}/users`], "is a page of the vendor already"],
  [["--add", `${SITE}/lost.md`], "nothing written: "],
])("refuses %j and writes nothing", async (options, says) => {
  const { run, workspace } = await publish();
  const before = workspace.snapshot();
  const { exitCode, errors } = await run("pages", "acme", ...options);
  expect(exitCode).toBe(1);
  expect(errors).toContain(says);
  expect(workspace.snapshot()).toEqual(before);
});

test("needs the vendor of an added page", async () => {
  const { run } = await publish();
  expect(await run("pages", "--add", "teams")).toMatchObject({ exitCode: 2, errors: expect.stringContaining("name the vendor") });
});

test("sync says in one line which operations nobody took", async () => {
  const { run, workspace } = await publish();
  const before = workspace.snapshot();
  const { exitCode, output } = await run("sync");
  expect(exitCode).toBe(0);
  expect(output).toContain("the vendor documents 2 operations that no page here has (GET /teams, GET /invites)");
  expect(output).toContain("specloom pages acme lists them");
  expect(workspace.snapshot()).toEqual(before);
  await run("pages", "acme", "--add", "teams", "invites");
  expect((await run("sync")).output).not.toContain("that no page here has");
});

test("sync reads a few new pages, counts the others, and reads none twice", async () => {
  const { run, files, asked } = await publish();
  const many = Array.from({ length: 50 }, (_value, index) => `/page-${index}.md`);
  files.set("/llms.txt", many.map((path) => `- [Page](${path})\n`).join(""));
  for (const path of many) files.set(path, "# Prose\n");
  expect((await run("sync")).output).toContain("the vendor documents 30 pages that were never read");
  await run("pages");
  asked();
  expect((await run("sync")).output).not.toContain("never read");
  expect(asked()).toEqual(["/llms.txt", "/users.md"]);
});
