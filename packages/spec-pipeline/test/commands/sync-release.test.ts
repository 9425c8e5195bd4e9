import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { commitAll, git, releasedWorkspace } from "../released-workspace.ts";
import { syncPage } from "../sync-page.ts";
import { USERS_PAGE, type TemporaryWorkspace } from "../temporary-workspace.ts";

// The judges are other programs, which take seconds where the machine is busy.
vi.setConfig({ testTimeout: 60_000 });

const CHANGESET = ".changeset/spec-acme.md";
const WITH_GUEST = USERS_PAGE.replace("- member\n", "- member\n              - guest\n");
const WITHOUT_ROLE = USERS_PAGE.replace(/ {6}parameters:\n[^]*?- member\n/, "");

describe("the changeset that sync proposes", () => {
  test("describes the news for users of a package below 1.0.0, with the types before and after", async () => {
    const workspace = await releasedWorkspace();
    const { exitCode, output } = await syncPage(workspace, WITH_GUEST);
    expect(output).toContain(`proposed ${CHANGESET}`);
    expect(exitCode).toBe(0);
    expect(workspace.read(CHANGESET).replace(/[0-9a-f]{12}/, "<hash>")).toMatchInlineSnapshot(`
      "---
      # Proposed by specloom <hash>: written anew until this line is deleted or the rest is edited.
      "acme-client": patch
      ---

      Follows changes of the vendor's documentation. Nothing to do for code that compiles.

      **What is new**

      - \`listUsers\` (\`GET /users\`): sent \`role\` (query): "guest" allowed now

      In TypeScript, before and after:

      \`\`\`diff
        // listUsers.input.query.role
      - role?: "admin" | "member" | undefined;
      + role?: "admin" | "member" | "guest" | undefined;
      \`\`\`
      "
    `);
  });

  test("says that a release breaks, and names the needed changes", async () => {
    const workspace = await releasedWorkspace();
    await syncPage(workspace, WITHOUT_ROLE);
    const changeset = workspace.read(CHANGESET);
    expect(changeset).toContain('"acme-client": minor\n');
    expect(changeset).toContain("One change breaks code that uses what is listed below.");
    expect(changeset).toMatch(/\*\*What you must change\*\*\n\n- `listUsers` \(`GET \/users`\): .*role/);
  });

  test("follows the next change while nobody has taken it over, and goes when nothing is left", async () => {
    const workspace = await releasedWorkspace();
    await syncPage(workspace, WITH_GUEST);
    await syncPage(workspace, WITHOUT_ROLE);
    expect(workspace.read(CHANGESET)).toContain("What you must change");
    const { output } = await syncPage(workspace, USERS_PAGE);
    expect(output).toContain(`took ${CHANGESET} back`);
    expect([...workspace.snapshot().keys()]).not.toContain(CHANGESET);
  });

  test("is never written again once a person has edited it, which the report says", async () => {
    const workspace = await releasedWorkspace();
    const edited = '---\n"acme-client": patch\n---\n\nMine.\n';
    workspace.write(CHANGESET, edited);
    const { exitCode, output } = await syncPage(workspace, WITHOUT_ROLE);
    expect(workspace.read(CHANGESET)).toBe(edited);
    expect(output).toContain("a person has taken over the changeset");
    expect(exitCode).toBe(0);
  });

  test("is not there where nothing changes for users", async () => {
    const workspace = await releasedWorkspace();
    const { output } = await syncPage(workspace, USERS_PAGE.replace("# List users", "# List of users"));
    expect(output).toContain("no change for users, no changeset");
    expect([...workspace.snapshot().keys()]).not.toContain(CHANGESET);
  });

  test("is left to propose where the person at the terminal stops the judges", async () => {
    const workspace = await releasedWorkspace();
    workspace.write("new/users.md", WITH_GUEST);
    const stop = new AbortController();
    // The last thing asked for before the files are written.
    const today = (): string => {
      stop.abort();
      return "2026-02-03";
    };
    const { exitCode, output } = await workspace.run(["sync", "--from", "new"], { today, signal: stop.signal });
    expect(exitCode).toBe(130);
    expect(output).toContain("error    interrupted  no-comparison");
    expect(output).toContain("fix: run specloom propose acme");
    expect(workspace.read("specs/acme/pages/users.md")).toBe(WITH_GUEST);
  });

  test("is asked about a correction under which the page has changed since the release", async () => {
    const workspace = await releasedWorkspace();
    workspace.write("incoming/users.md", USERS_PAGE.replace("operationId: list_users_users_get", "operationId: users_list"));
    expect(await workspace.run(["sync", "--from", "incoming"])).toMatchObject({ exitCode: 0 });
    const { output } = await workspace.run(["diff"]);
    expect(output).toContain("010-name-operations.yaml: $.paths");
    expect(output).toContain('was "list_users_users_get" and is "users_list"; is the correction still needed?');
  });

  test("is not there before the first release, which has a changeset of its own", async () => {
    const workspace = await releasedWorkspace("0.0.0");
    const { output } = await syncPage(workspace, WITH_GUEST);
    expect(output).toContain("not released yet, no changeset");
  });

  test("comes from propose too, for the day on which an overlay changed", async () => {
    const workspace = await releasedWorkspace();
    workspace.edit("specs/acme/overlays/010-name-operations.yaml", "operationId: listUsers", "operationId: queryUsers");
    await workspace.run(["generate"]);
    expect(await workspace.run(["propose"])).toMatchObject({ exitCode: 0 });
    expect(workspace.read(CHANGESET)).toContain("Corrects what the types say; the API itself has not changed.");
  });

  test("is missing, with the way to fix that, where the last release cannot be found", async () => {
    const workspace = await releasedWorkspace();
    git(workspace, "tag", "--delete", "acme-client@0.3.0");
    const { exitCode, output } = await syncPage(workspace, WITH_GUEST);
    expect(exitCode).toBe(1);
    expect(output).toContain("there is no tag acme-client@0.3.0");
  });
});

/** Generated code imports the runtime, which is compiled from its sources here. */
const RUNTIME = join(import.meta.dirname, "../../../client-runtime/src");

describe("the hand-written part of a client", () => {
  const RESOURCE = `import type { Operations } from "../generated/operations.gen.ts";

type Role = NonNullable<NonNullable<Operations["listUsers"]["input"]["query"]>["role"]>;

export function createUsers(call: (id: "listUsers", input: Operations["listUsers"]["input"]) => unknown) {
  return {
    list(role: Role): unknown {
      return call("listUsers", { query: { role } });
    },
  };
}
`;

  async function workspaceWithResource(): Promise<TemporaryWorkspace> {
    const workspace = await releasedWorkspace();
    workspace.write("packages/acme-client/src/resources/users.ts", RESOURCE);
    workspace.write(
      "packages/acme-client/tsconfig.json",
      JSON.stringify({
        compilerOptions: {
          strict: true,
          module: "nodenext",
          target: "es2023",
          allowImportingTsExtensions: true,
          noEmit: true,
          types: [],
          paths: {
            "@specloom/client-runtime": [join(RUNTIME, "index.ts")],
            "@specloom/client-runtime/*": [join(RUNTIME, "*.ts")],
          },
        },
        include: ["src"],
      }),
    );
    commitAll(workspace, "resource");
    return workspace;
  }

  test("is left alone by a change that it fits", async () => {
    const workspace = await workspaceWithResource();
    const { exitCode, output } = await syncPage(workspace, WITH_GUEST);
    expect(output).not.toContain("client-does-not-fit");
    expect(exitCode).toBe(0);
    // It may mean something else now: the lines that use the parameter are listed, and users read the name of the method.
    expect(output).toMatch(/resources\/users\.ts\n +3 +info +uses names that have changed {2}place-to-look-at/);
    expect(output).toContain('role in lines 3, 7, 8: sent to listUsers, "guest" allowed now');
    expect(workspace.read(CHANGESET)).toContain('- `users.list`: sent `role` (query): "guest" allowed now');
  });

  test("is not judged before its imports are built", async () => {
    const workspace = await workspaceWithResource();
    workspace.write("packages/acme-client/test/users.test.ts", 'import { list } from "acme-client";\n\nlist();\n');
    const tsconfig = workspace.read("packages/acme-client/tsconfig.json");
    workspace.write("packages/acme-client/tsconfig.json", tsconfig.replace('["src"]', '["src","test"]'));
    const { exitCode, output } = await syncPage(workspace, WITHOUT_ROLE);
    expect(exitCode).toBe(1);
    expect(output).toContain("the compiler finds no module acme-client  client-not-checked");
    expect(output).not.toContain("no longer fits");
  });

  test("is reported with method, type, file and line where a change breaks it", async () => {
    const workspace = await workspaceWithResource();
    const { exitCode, output } = await syncPage(workspace, WITHOUT_ROLE);
    expect(exitCode).toBe(1);
    expect(output).toContain("packages/acme-client/src/resources/users.ts");
    expect(output).toMatch(/8:\d+ +error +list no longer fits the generated types: .*TS\d+/);
  });

  test("gives an operation that a page adds a documented method the same day, and lists the open decisions", async () => {
    const workspace = await workspaceWithResource();
    const page = USERS_PAGE.replace(
      "components:\n",
      "  /teams:\n    get:\n      operationId: listTeams\n      summary: List teams\n      tags: [Users]\n      responses:\n        '204':\n          description: None\n        '400':\n          description: Bad request\n      security:\n        - Key: []\ncomponents:\n",
    );
    const { exitCode, output } = await syncPage(workspace, page);
    expect(exitCode).toBe(0);
    expect(output).toContain("listTeams (GET /teams) has its generated method: users.list");
    expect(output).toContain("6. run npm test");
    const resources = workspace.read("packages/acme-client/src/generated/resources.gen.ts");
    const [, words] =
      /\/\*\*((?:(?!\*\/)[^])*)\*\/\s+readonly \w+: \(params\?: Record<string, never>, options\?: RequestOptions\) => Promise<Operations\["listTeams"\]/.exec(
        resources,
      ) ?? [];
    expect(words).toContain("List teams");
    expect(words).toContain("`GET /teams`");
    expect(words).toContain("@throws {ApiError} 400 Bad request");
    workspace.write("packages/acme-client/test/coverage.test.ts", 'const refused = ["listTeams"];\n');
    const { output: decided } = await workspace.run(["propose"]);
    expect(decided).not.toContain("listTeams (GET /teams) has its generated method");
  });
});
