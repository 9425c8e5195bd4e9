import { expect, test, vi } from "vitest";
import { startSite, type DocumentationSite } from "../documentation-site.ts";
import { startOrigin, type Origin } from "../origin.ts";
import { commitAll, git, releasedWorkspace } from "../released-workspace.ts";
import { USERS_PAGE, type Outcome, type TemporaryWorkspace } from "../temporary-workspace.ts";

// The judges are other programs, which take seconds where the machine is busy.
vi.setConfig({ testTimeout: 60_000 });

const SITE = "https://docs.acme.example";
const BRANCH = "spec/acme";
const PAGE = "specs/acme/pages/users.md";
const OVERLAY = "specs/acme/overlays/010-name-operations.yaml";
const BUNDLED = "specs/acme/openapi.gen.yaml";
const WITH_GUEST = USERS_PAGE.replace("- member\n", "- member\n              - guest\n");
/** The target of the overlay is not there any more. */
const MOVED = WITH_GUEST.replaceAll("/users", "/members");
/** A new operation without a documented response for a refused request, which causes a warning of lint. */
const WITH_UNTOLD = WITH_GUEST.replace(
  "components:\n",
  [
    "  /teams:",
    "    get:",
    "      operationId: listTeams",
    "      summary: List teams",
    "      security:",
    "        - Key: []",
    "      responses:",
    "        '200':",
    "          description: Teams",
    "components:\n",
  ].join("\n"),
);
const fetchSettings = { timeoutMs: 60_000, maxBytes: 100_000, retryDelaysMs: [1, 1] };

interface Day {
  readonly workspace: TemporaryWorkspace;
  readonly origin: Origin;
  readonly site: DocumentationSite;
  readonly sync: () => Promise<Outcome>;
}

/** A released client, the origin of its branch, and its vendor's site. */
async function startDay(): Promise<Day> {
  const workspace = await releasedWorkspace();
  const site = await startSite(SITE);
  const origin = startOrigin(workspace);
  const sync = (): Promise<Outcome> => workspace.run(["sync", "--pull-request"], { fetch: site.fetch, fetchSettings });
  return { workspace, origin, site, sync };
}

/** Lists a second page of the vendor, which the site may have or not. */
async function listSecondPage(workspace: TemporaryWorkspace): Promise<void> {
  workspace.write("specs/acme/pages/teams.md", USERS_PAGE.replaceAll("users", "teams"));
  const settings = workspace.read("specs/acme/vendor.yaml");
  const entry = /  - file: users\.md\n(?: {4}.*\n)+/.exec(settings)?.[0] ?? "";
  workspace.write("specs/acme/vendor.yaml", settings + entry.replaceAll("users", "teams"));
  workspace.acceptPage("acme", "teams.md");
  workspace.edit(
    OVERLAY,
    "actions:\n",
    "actions:\n  - target: $.paths['/teams'].get\n    description: The page's id is made by a framework.\n    update:\n      operationId: listTeams\n",
  );
  expect(await workspace.run(["generate"])).toMatchObject({ exitCode: 0 });
  commitAll(workspace, "another page");
}

test("a page that an overlay no longer fits becomes a draft with the page, the problem, its place and a fix", async () => {
  const { workspace, origin, site, sync } = await startDay();
  site.respond = (_request, response) => void response.end(MOVED);
  const { exitCode, output } = await sync();
  expect(exitCode).toBe(1);
  expect(output).toContain("opened https://github.example/acme/acme/pull/1 as a draft");
  const [pull] = origin.pullRequests();
  expect(pull).toMatchObject({ isDraft: true, title: "spec(acme): follow changed pages (not generated yet)" });
  const toDo = /### What to do\n[^#]*/.exec(pull?.body ?? "")?.[0];
  expect(toDo).toContain("This is a draft");
  expect(toDo).toContain("`specs/acme/overlays/010-name-operations.yaml:6` **error**");
  expect(toDo).toContain("`pnpm specloom generate acme` and `pnpm specloom propose acme`");
  expect(pull?.body).not.toContain("Nothing changes for users");
  expect(git(workspace, "log", "--format=%s", `main..${BRANCH}`)).toBe("spec(acme): refresh pages\n");
  expect(git(workspace, "show", `${BRANCH}:${PAGE}`)).toBe(MOVED);
  expect(git(workspace, "show", `${BRANCH}:${BUNDLED}`)).toBe(workspace.read(BUNDLED));
  expect(git(workspace, "status", "--porcelain", "--branch")).toBe("## main\n");
});

test("the draft can be finished on its branch, from its text alone", async () => {
  const { workspace, site, sync } = await startDay();
  site.respond = (_request, response) => void response.end(MOVED);
  await sync();
  git(workspace, "switch", "-q", BRANCH);
  workspace.edit(OVERLAY, "/users", "/members");
  expect(await workspace.run(["generate", "acme"])).toMatchObject({ exitCode: 0 });
  expect(await workspace.run(["propose", "acme"])).toMatchObject({ exitCode: 0 });
  expect(await workspace.run(["check"])).toMatchObject({ exitCode: 0 });
  expect(workspace.read(".changeset/spec-acme.md")).toContain("/members");
});

test("the same draft is opened once, however often the day comes", async () => {
  const { origin, site, sync } = await startDay();
  site.respond = (_request, response) => void response.end(MOVED);
  await sync();
  const { exitCode, output } = await sync();
  expect(exitCode).toBe(1);
  expect(output).toContain("has the same change already");
  expect(origin.calls()).toEqual(["pr list", "pr create", "pr list"]);
});

test("a draft is made ready on the day on which the page needs nobody any more", async () => {
  const { origin, site, sync } = await startDay();
  site.respond = (_request, response) => void response.end(MOVED);
  await sync();
  site.respond = (_request, response) => void response.end(WITH_GUEST);
  expect(await sync()).toMatchObject({ exitCode: 0 });
  expect(origin.pullRequests()).toMatchObject([{ isDraft: false, title: expect.stringContaining("minor") }]);
});

test("where lint only warns, the draft has the generated files and the comparison too", async () => {
  const { workspace, origin, site, sync } = await startDay();
  site.respond = (_request, response) => void response.end(WITH_UNTOLD);
  expect(await sync()).toMatchObject({ exitCode: 1 });
  const [pull] = origin.pullRequests();
  expect(pull?.isDraft).toBe(true);
  expect(pull?.title).toContain("(minor");
  expect(pull?.body).toMatch(/### What to do\n[^#]*\*\*warning\*\*/);
  expect(git(workspace, "show", `${BRANCH}:${BUNDLED}`)).toContain("operationId: listTeams");
  expect(git(workspace, "show", `${BRANCH}:.changeset/spec-acme.md`)).toContain("listTeams");
});

test("a page that is gone asks for a person on a draft, though nothing else has changed", async () => {
  const { workspace, origin, site, sync } = await startDay();
  await listSecondPage(workspace);
  site.respond = ({ url }, response) => void (url === "/users.md" ? response.end(USERS_PAGE) : response.writeHead(404).end());
  expect(await sync()).toMatchObject({ exitCode: 1 });
  const [pull] = origin.pullRequests();
  expect(pull?.isDraft).toBe(true);
  expect(pull?.body).toMatch(/### What to do\n[^#]*teams\.md` responded with 404[^#]*write the new address into `vendor\.yaml`/);
  expect(git(workspace, "diff", "--stat", "main", BRANCH)).toBe("");
});

test("the readable pages of a vendor become a draft if another page is out of reach", async () => {
  const { workspace, origin, site, sync } = await startDay();
  await listSecondPage(workspace);
  site.respond = ({ url }, response) => void (url === "/users.md" ? response.end(WITH_GUEST) : response.writeHead(503).end());
  expect(await sync()).toMatchObject({ exitCode: 1 });
  expect(origin.pullRequests()).toMatchObject([
    { isDraft: true, body: expect.stringMatching(/responded with 503[^]*"guest" allowed now/) },
  ]);
});

test("a site that fails today causes a red run only, and no pull request", async () => {
  const { workspace, origin, site, sync } = await startDay();
  await listSecondPage(workspace);
  for (const status of [503, 404]) {
    site.respond = (_request, response) => void response.writeHead(status).end();
    expect(await sync()).toMatchObject({ exitCode: 1 });
  }
  site.respond = ({ url }, response) => void (url === "/users.md" ? response.end(USERS_PAGE) : response.writeHead(503).end());
  expect(await sync()).toMatchObject({ exitCode: 1 });
  expect(origin.calls()).toEqual([]);
  expect(origin.tip(BRANCH)).toBeUndefined();
});
