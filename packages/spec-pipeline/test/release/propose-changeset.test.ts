import { describe, expect, test } from "vitest";
import type { JudgedChange } from "../../src/diff/change.ts";
import type { Comparison } from "../../src/diff/comparison.ts";
import { strictest, type Bump } from "../../src/diff/policy.ts";
import type { TypeChange } from "../../src/diff/type-changes.ts";
import { proposeChangeset } from "../../src/release/propose-changeset.ts";
import { readMarkdown } from "../print/read-markdown.ts";

const operation = { id: "listUsers", call: "GET /users" };

function change(bump: Bump, message: string, cause?: "vendor" | "correction"): JudgedChange {
  const places = [{ operation, direction: "output", part: "200", field: "[].id" }] as const;
  return {
    kind: bump === "patch" ? "output-text" : "output-field-added",
    message,
    places,
    morePlaces: 0,
    bump,
    verdicts: [],
    cause,
  };
}

function comparison(changes: readonly JudgedChange[], belowOne = true): Comparison {
  const bump = strictest(changes.map((one) => one.bump));
  return { name: "acme", base: "acme-client@0.3.0", belowOne, report: { bump, changes } };
}

const METHODS = new Map([["queryAnswers", "answers.query"]]);

function propose(changes: readonly JudgedChange[], existing?: string, belowOne = true, types: readonly TypeChange[] = []) {
  const about = { package: "acme-client", comparison: comparison(changes, belowOne), methods: METHODS };
  return proposeChangeset({ ...about, types, existing });
}

function textOf(changes: readonly JudgedChange[], belowOne = true, types: readonly TypeChange[] = []): string {
  const { value } = propose(changes, undefined, belowOne, types);
  if (value.action !== "write") throw new Error(`nothing to write: ${value.action}`);
  return value.text;
}

describe("the bump of a proposed changeset", () => {
  test.each([
    ["major", true, "minor"],
    ["minor", true, "patch"],
    ["patch", true, "patch"],
    ["major", false, "major"],
    ["minor", false, "minor"],
    ["patch", false, "patch"],
  ] as const)("of a %s change is right below 1.0.0: %s", (bump, belowOne, wanted) => {
    expect(textOf([change(bump, "something")], belowOne)).toContain(`\n"acme-client": ${wanted}\n---\n`);
  });

  test("follows the strictest change", () => {
    expect(textOf([change("major", "a"), change("patch", "b")])).toContain('"acme-client": minor');
  });
});

describe("the text of a proposed changeset", () => {
  test("has its marker in the front matter, so that no changelog shows it", () => {
    const [, frontMatter, body] = textOf([change("minor", "something")]).split("---\n");
    expect(frontMatter).toMatch(/^# Proposed by specloom [0-9a-f]{12}: written anew until this line is deleted/);
    expect(body).not.toContain("specloom");
  });

  test("says that the API is unchanged if only our corrections changed", () => {
    expect(textOf([change("major", "a", "correction")])).toContain(
      "Corrects what the types say; the API itself has not changed.",
    );
    expect(textOf([change("major", "a", "correction"), change("minor", "b", "vendor")])).toContain(
      "Follows changes of the vendor's documentation, and corrects what the types say.",
    );
  });

  test("counts the breaking changes", () => {
    expect(textOf([change("major", "a"), change("major", "b")])).toContain(
      "2 changes break code that uses what is listed below.",
    );
    expect(textOf([change("patch", "a")])).toContain("Nothing to do.");
  });

  test("names methods as users call them, and the call of an operation without one", () => {
    const answers = { id: "queryAnswers", call: "POST /answers" };
    const place = { operation: answers, direction: "input", part: "body", field: "filters[].entity" } as const;
    const added = { ...change("minor", '"page" allowed now'), kind: "input-value-added", places: [place] } as const;
    const fresh = {
      ...change("minor", "GET /users is new"),
      kind: "operation-added",
      places: [{ operation, direction: "input", part: "", field: "" }],
    } as const;
    const text = textOf([added, fresh]);
    expect(text).toContain('- `answers.query`: sent `filters[].entity`: "page" allowed now\n');
    expect(text).toContain('- `listUsers` (`GET /users`) is new. Call it with `call("listUsers", …)`.\n');
  });

  test("names nothing twice", () => {
    const place = { operation, direction: "output", part: "200", field: "[].age" } as const;
    const text = textOf([{ ...change("minor", "age is new"), places: [place] }]);
    expect(text).toContain("- `listUsers` (`GET /users`): read `[].age` is new\n");
  });

  test("names a fix for each breaking change, with the values before and after", () => {
    const place = { operation, direction: "output", part: "200", field: "[].age" } as const;
    const removed = { ...change("major", "age is gone"), kind: "output-field-removed", places: [place] } as const;
    const moved = {
      ...change("major", "the address differs"),
      kind: "server-changed",
      places: [],
      before: "a.example",
      after: "b.example",
    } as const;
    const text = textOf([removed, moved]);
    expect(text).toContain("- `listUsers` (`GET /users`): read `[].age` is gone. Do not read it any more.\n");
    expect(text).toContain('- the address differs (`"a.example"` → `"b.example"`)');
  });

  test("counts texts and examples that read differently in one line, and lists none of them", () => {
    const text = textOf([
      change("minor", "something"),
      change("patch", "the description reads differently"),
      change("patch", "the example reads differently"),
    ]);
    expect(text).toContain("Descriptions or examples read differently in 2 places.");
    expect(text).not.toContain("the description reads");
    expect(text).not.toContain("Other changes");
  });

  test("names no file of the package, and quotes the compiler only if nothing else explains the change", () => {
    const verdict = { judge: "compiler", bump: "major", reason: "Type 'number' is not assignable to type 'string'." } as const;
    const program = {
      ...change("major", "test/client.test-d.ts:7 of the last release no longer compiles"),
      kind: "programs-only",
      places: [],
      verdicts: [verdict],
    } as const;
    const alone = textOf([program]);
    expect(alone).toContain("Code that compiled with the last release may not any more: `Type 'number' is not assignable");
    expect(alone).toContain("One change breaks");
    const explained = textOf([program, change("major", "id is gone")]);
    expect(explained).toContain("One change breaks");
    for (const text of [alone, explained]) expect(text).not.toMatch(/test-d|last release no longer/);
    expect(explained).not.toContain("assignable");
  });

  test("marks the corrections of ours only where changes of the vendor stand beside them", () => {
    const note = "(corrects the types; the API has not changed here)";
    expect(textOf([change("minor", "a", "correction"), change("minor", "b", "vendor")])).toContain(`a ${note}`);
    expect(textOf([change("minor", "a", "correction")])).not.toContain(note);
  });

  test("shows no empty type", () => {
    const types = [
      { path: "Team", after: "Team: { … };" },
      { path: "User.age", after: "age: number;" },
    ];
    const text = textOf([change("minor", "a")], true, types);
    expect(text).not.toContain("Team");
    expect(text).toContain("// User.age\n+ age: number;");
  });

  test("shows a bounded number of types", () => {
    const types = Array.from({ length: 20 }, (_value, index) => ({
      path: `User.field${index}`,
      after: `field${index}: string;`,
    }));
    const text = textOf([change("minor", "a")], true, types);
    expect(text).toContain("+ field11: string;");
    expect(text).not.toContain("+ field12: string;");
    expect(text).toContain("// and 8 more");
  });

  test("cannot be broken out of by the words of a page", () => {
    const types = [{ path: "User.id", after: 'id: "```\n# heading";' }];
    const text = textOf([change("minor", "<script>alert(1)</script> [a](https://evil.example) closes #1")], true, types);
    const { kinds } = readMarkdown(text.split("---\n")[2] ?? "");
    expect(kinds).toEqual(["code", "codespan", "list", "list_item", "paragraph", "space", "strong", "text"]);
  });
});

describe("a changeset that is there", () => {
  const changes = [change("minor", "something new")];
  const ours = textOf(changes);

  test("stays if it is complete", () => {
    expect(propose(changes, ours).value).toEqual({ action: "keep" });
    expect(propose(changes, ours.replaceAll("\n", "\r\n")).value.action).toBe("write");
  });

  test("is written anew while nobody has taken it over, and is deleted when nothing is left", () => {
    expect(propose([change("major", "something breaks")], ours).value).toMatchObject({ action: "write" });
    expect(propose([], ours).value).toEqual({ action: "remove" });
  });

  test.each([
    ["edited its text", (text: string) => text.replace("What is new", "New for you")],
    ["changed its bump", (text: string) => text.replace(": patch", ": minor")],
    ["deleted its marker", (text: string) => text.replace(/^# Proposed.*\n/m, "")],
    ["written one under its name", () => "mine"],
  ])("is never touched again once a person has %s", (_name, edit) => {
    const edited = edit(ours);
    expect(edited).not.toBe(ours);
    for (const now of [changes, [], [change("major", "something breaks")]]) {
      const { value, problems } = propose(now, edited);
      expect(value).toEqual({ action: "keep" });
      expect(problems).toMatchObject([{ rule: "changeset-taken-over", severity: "info" }]);
    }
  });
});
