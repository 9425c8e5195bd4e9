import { marked } from "marked";
import { describe, expect, test, vi } from "vitest";
import { parseJson } from "../../src/document/json.ts";
import { readMarkdown } from "../print/read-markdown.ts";
import { linkTypeScript, releasedWorkspace } from "../released-workspace.ts";
import { createWorkspace } from "../temporary-workspace.ts";

// Each test asks two other programs, which take seconds where the machine is busy.
vi.setConfig({ testTimeout: 60_000 });

const PAGE = "specs/acme/pages/users.md";

describe("diff of a vendor", () => {
  test("before the first release there is nothing to compare with", async () => {
    const workspace = createWorkspace();
    const { exitCode, output } = await workspace.run(["diff"]);
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: "acme  not released yet\n  no release to compare with yet\n" });
  });

  test("compares with the client's last release, which its tag leads to", async () => {
    const workspace = await releasedWorkspace();
    expect(await workspace.run(["diff"])).toMatchObject({
      exitCode: 0,
      output: "acme  none: nothing changes for users  since acme-client@0.3.0\n",
    });
    workspace.edit(PAGE, "          nullable: true\n", "");
    workspace.edit(PAGE, "        id:\n          type: string\n", "        id:\n          type: integer\n");
    workspace.acceptPage("acme", "users.md");
    const { exitCode, output } = await workspace.run(["diff", "acme"]);
    expect(exitCode).toBe(0);
    expect(output).toContain("acme  major (below 1.0.0: a minor release)  since acme-client@0.3.0");
    expect(output).toContain("major  the type goes from string to integer  read: [].id");
    expect(output).toContain("compiler: ");
    expect(output).toContain("minor  null is no longer possible  read: [].name");
  });

  test("compiles the last release's own programs against the client of now", async () => {
    const workspace = await releasedWorkspace("0.3.0", {
      "src/index.ts": 'export type { Operations } from "./generated/operations.gen.ts";\n',
      "examples/names.ts":
        'import type { Operations } from "acme-client";\nexport const role: NonNullable<Operations["listUsers"]["input"]["query"]>["role"] = "member";\n',
    });
    workspace.edit(PAGE, "              - member\n", "");
    workspace.acceptPage("acme", "users.md");
    await workspace.run(["generate"]);
    const { output } = await workspace.run(["diff", "--format", "markdown"]);
    expect(output).toContain("`breaks examples/names.ts:2: ");
    expect(output).toContain("### `GET /users`");
    expect(output).toContain('"member" no longer allowed');
    expect([...workspace.snapshot().keys()].filter((path) => path.startsWith(".work"))).toEqual([]);
  });

  test("tells a change of the vendor from a correction of ours", async () => {
    const workspace = await releasedWorkspace();
    workspace.edit(PAGE, "              - member\n", "              - member\n              - guest\n");
    workspace.acceptPage("acme", "users.md");
    workspace.write(
      "specs/acme/overlays/020-say-what-an-id-is.yaml",
      `overlay: 1.0.0
info: { title: Say what an id is, version: 1.0.0 }
actions:
  - target: $.components.schemas.User.properties.id
    description: Every id that was seen is one.
    update: { format: uuid }
`,
    );
    const { output } = await workspace.run(["diff", "--json"]);
    const report = parseJson(output);
    expect(report).toMatchObject({
      bump: "minor",
      comparisons: [{ name: "acme", base: "acme-client@0.3.0", bump: "minor" }],
      changes: [
        { bump: "minor", kind: "input-value-added", cause: "vendor", places: [{ part: "query", field: "role" }] },
        { bump: "patch", kind: "output-rule-added", cause: "correction" },
      ],
    });
  });

  test("compares with the revision or file that --base names", async () => {
    const workspace = await releasedWorkspace();
    workspace.write(
      "old.yaml",
      workspace.read("specs/acme/openapi.gen.yaml").replace("- member", "- member\n              - owner"),
    );
    expect((await workspace.run(["diff", "--base", "HEAD"])).output).toContain("none: nothing changes for users  since HEAD");
    expect((await workspace.run(["diff", "--base", "old.yaml"])).output).toContain('"owner" no longer allowed');
    const failed = await workspace.run(["diff", "--base", "nowhere"]);
    expect(failed).toMatchObject({ exitCode: 1, errors: expect.stringContaining("neither a file nor a git revision") });
    expect(await workspace.run(["diff", "--base", "--output=stolen"])).toMatchObject({ exitCode: 2 });
  });

  test("a release whose tag is not here is named, with the way to get it", async () => {
    const workspace = await releasedWorkspace("0.4.0");
    expect(await workspace.run(["diff"])).toMatchObject({ exitCode: 1, errors: expect.stringContaining("acme-client@0.4.0") });
  });

  test("a vendor with problems is not compared, and the error is named with its place, not a note before it", async () => {
    const workspace = await releasedWorkspace();
    // The page has a nullable, which is repaired with a note before the overlay fails.
    workspace.write(PAGE, workspace.read(PAGE).replaceAll("/users", "/members"));
    workspace.acceptPage("acme", "users.md");
    const { exitCode, errors } = await workspace.run(["diff"]);
    expect(exitCode).toBe(1);
    expect(errors).toContain("acme cannot be compared: specs/acme/overlays/010-name-operations.yaml:6: $.paths['/users'].get: ");
    expect(errors).not.toContain("nullable");
  });
});

describe("diff of two documents", () => {
  const OLD = JSON.stringify({
    openapi: "3.0.3",
    info: { title: "A", version: "1" },
    paths: { "/a": { get: { operationId: "a", responses: { 200: { description: "Yes." } } } } },
  });

  test("gives the bump and the changes", async () => {
    const workspace = createWorkspace();
    linkTypeScript(workspace);
    workspace.write("old.json", OLD);
    workspace.write("new.json", OLD.replace('"/a"', '"/b"').replace('"operationId":"a"', '"operationId":"b"'));
    const { exitCode, output } = await workspace.run(["diff", "old.json", "new.json", "--json"]);
    expect(exitCode).toBe(0);
    expect(parseJson(output)).toMatchObject({
      bump: "major",
      changes: [
        { kind: "operation-removed", bump: "major" },
        { kind: "operation-added", bump: "minor" },
      ],
    });
  });

  test("finds nothing in a document that was moved from OpenAPI 3.0 to 3.1, and says its parameters once a path", async () => {
    const workspace = createWorkspace();
    linkTypeScript(workspace);
    const [id, page] = [
      "{ name: id, in: path, required: true, schema: { type: string } }",
      "{ name: page, in: query, schema: { type: integer } }",
    ];
    workspace.write(
      "old.yaml",
      documentOf("3.0.3", `\n    get:\n      operationId: a\n      parameters: [${id}, ${page}]`, [
        "{ type: string, nullable: true, example: Hello }",
        "{ type: number, minimum: 0, exclusiveMinimum: true }",
        '{ nullable: true, allOf: [{ $ref: "#/components/schemas/Owner" }] }',
      ]),
    );
    workspace.write(
      "new.yaml",
      documentOf("3.1.0", `\n    parameters: [${page}, ${id}]\n    get:\n      operationId: a`, [
        '{ type: [string, "null"], examples: [Hello] }',
        "{ type: number, exclusiveMinimum: 0 }",
        '{ oneOf: [{ type: "null" }, { $ref: "#/components/schemas/Owner" }] }',
      ]),
    );
    for (const names of [
      ["old.yaml", "new.yaml"],
      ["new.yaml", "old.yaml"],
    ])
      expect(parseJson((await workspace.run(["diff", ...names, "--json"])).output)).toMatchObject({ bump: "none", changes: [] });
  });

  test("needs no ids, and follows references to the files beside", async () => {
    const workspace = createWorkspace();
    linkTypeScript(workspace);
    for (const [version, type] of [
      ["old", "string"],
      ["new", "integer"],
    ] as const) {
      workspace.write(`${version}.yaml`, documentText(version));
      workspace.write(`${version}/answer.json`, answerText(type));
    }
    const { exitCode, output } = await workspace.run(["diff", "old.yaml", "new.yaml", "--json"]);
    expect(exitCode).toBe(0);
    expect(parseJson(output)).toMatchObject({
      bump: "major",
      changes: [{ kind: "output-type-widened", places: [{ operation: { call: "GET /a" }, field: "id" }] }],
    });
    workspace.write("web.yaml", documentText("old").replace("./old/answer.json", "https://example.com/a.json"));
    expect(await workspace.run(["diff", "old.yaml", "web.yaml"])).toMatchObject({
      exitCode: 1,
      errors: expect.stringContaining("web.yaml"),
    });
  });

  test("writes the report to a file in the format asked for", async () => {
    const workspace = createWorkspace();
    workspace.write("old.json", OLD);
    for (const [format, start] of [
      ["markdown", "## `old.json`: none"],
      ["html", "<!doctype html>"],
      ["terminal", "old.json  none"],
    ] as const) {
      expect(await workspace.run(["diff", "old.json", "old.json", "--format", format, "--output", "report.txt"])).toMatchObject({
        exitCode: 0,
        output: "",
      });
      expect(workspace.read("report.txt").startsWith(start)).toBe(true);
    }
  });

  test("a document with comments, whose version is a number, is read", async () => {
    const workspace = createWorkspace();
    workspace.write("old.json", OLD);
    workspace.write("new.json", `// by hand\n${OLD.replace(/"openapi": ?"3[^"]*"/, '"openapi": 3.1')}`);
    const { exitCode, output } = await workspace.run(["diff", "old.json", "new.json", "--json"]);
    expect(exitCode).toBe(0);
    expect(parseJson(output)).toMatchObject({ bump: "none" });
  });

  test("a file that is not an OpenAPI 3 document is refused in one sentence", async () => {
    const workspace = createWorkspace();
    workspace.write("old.json", OLD);
    const documents = { "swagger.json": '{"swagger":"2.0"}', "list.json": "[]", "broken.yaml": "a: [", "other.yaml": "a: 1" };
    for (const [name, text] of Object.entries(documents)) {
      workspace.write(name, text);
      const { exitCode, errors } = await workspace.run(["diff", "old.json", name]);
      expect([exitCode, errors.split("\n").length]).toEqual([1, 2]);
      expect(errors).toContain(name);
    }
  });

  test("wrong usage is refused", async () => {
    const workspace = createWorkspace();
    workspace.write("old.json", OLD);
    for (const argv of [
      ["old.json"],
      ["old.json", "missing.json"],
      ["old.json", "old.json", "--base", "HEAD"],
      ["--format", "pdf"],
      ["nobody"],
    ]) {
      expect(await workspace.run(["diff", ...argv])).toMatchObject({ exitCode: 2, output: "" });
    }
  });
});

describe("the words of a page in a report", () => {
  const HOSTILE = [
    "`` ![x](https://evil.example/p.png) @octocat closes #1 ``",
    "a\n````\n## Approved\n<img src=x onerror=alert(1)>",
    "b\n::stop-commands::x\n::error file=README.md::forged\u001b]0;pwn\u0007",
    "admin\u202e\u200b",
  ];

  async function report(format: string): Promise<string> {
    const workspace = createWorkspace();
    linkTypeScript(workspace);
    workspace.write("old.json", hostileDocument([]));
    workspace.write("new.json", hostileDocument(HOSTILE));
    const { output } = await workspace.run(["diff", "old.json", "new.json", "--format", format]);
    return output;
  }

  test.each(["markdown", "html", "terminal", "json"])("hide nothing and order nothing in %s", async (format) => {
    const output = await report(format);
    expect(output).toContain("octocat");
    expect(output).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}]/u);
    expect(output.split("\n").filter((line) => /^\s*::/.test(line))).toEqual([]);
  });

  test("are no markup of a pull request", async () => {
    const output = await report("markdown");
    const { kinds, prose } = readMarkdown(output);
    expect(prose).not.toMatch(/[@#]|evil\.example|closes/);
    expect(marked.parse(output)).not.toMatch(/<h\d>[^<]*Approved/);
    expect(kinds.filter((kind) => ["image", "link"].includes(kind))).toEqual([]);
    // The blocks of code are ours, and each line of them is one that went or came.
    const blocks = marked.lexer(output).filter((token) => token.type === "code");
    expect(blocks.length).toBeGreaterThan(0);
    expect(blocks.flatMap(({ raw }) => raw.trim().split("\n").slice(1, -1)).filter((line) => !/^[-+] /.test(line))).toEqual([]);
    expect(kinds.filter((kind) => kind.startsWith("<") && !/^<(?:br|\/?details|\/?summary)/.test(kind))).toEqual([]);
  });

  test("are no tags of a page", async () => {
    // The links are ours, to places of the page.
    expect(await report("html")).not.toMatch(/<img|<a (?!href="#change)/);
  });
});

function hostileDocument(names: readonly string[]): string {
  const kind = { kind: { type: "string", enum: ["a", ...names] } };
  const fields = Object.fromEntries(names.map((name) => [name, { type: "string" }]));
  const content = { "application/json": { schema: { properties: { ...kind, ...fields } } } };
  const operation = { operationId: "pay", responses: { 200: { description: "Yes.", content } } };
  return JSON.stringify({ openapi: "3.1.0", info: { title: "A", version: "1" }, paths: { "/pay": { post: operation } } });
}

function answerText(type: string): string {
  return `{ "type": "object", "required": ["id"], "properties": { "id": { "type": "${type}" } } }`;
}

function documentText(folder: string): string {
  const content = `content: { application/json: { schema: { $ref: ./${folder}/answer.json } } }`;
  return `openapi: 3.0.3
info: { title: A, version: "1" }
paths: { /a: { get: { responses: { "200": { description: Yes., ${content} } } } } }
`;
}

/** An API in either version, with its parameters and three fields written in its way. */
function documentOf(openapi: string, path: string, parts: readonly [string, string, string]): string {
  return `openapi: ${openapi}
info: { title: A, version: "1" }
paths:
  /a/{id}:${path}
      responses:
        "200":
          description: Yes.
          content: { application/json: { schema: { $ref: "#/components/schemas/Answer" } } }
components:
  schemas:
    Owner: { type: object, properties: { name: { type: string } } }
    Answer:
      type: object
      properties:
        note: ${parts[0]}
        share: ${parts[1]}
        owner: ${parts[2]}
`;
}
