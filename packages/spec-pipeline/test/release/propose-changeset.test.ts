import { describe, expect, test } from "vitest";
import type { JudgedChange } from "../../src/diff/change.ts";
import type { Comparison } from "../../src/diff/comparison.ts";
import type { TypeChange } from "../../src/diff/type-changes.ts";
import { strictest, type Bump } from "../../src/diff/policy.ts";
import { readMarkdown } from "../print/read-markdown.ts";
import { proposeChangeset } from "../../src/release/propose-changeset.ts";

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

function propose(changes: readonly JudgedChange[], existing?: string, belowOne = true, types: readonly TypeChange[] = []) {
  return proposeChangeset({ package: "acme-client", comparison: comparison(changes, belowOne), types, existing });
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

  test("says that the API itself is as it was where only corrections of ours changed", () => {
    expect(textOf([change("major", "a", "correction")])).toContain(
      "Corrects what the types say; the API itself has not changed.",
    );
    expect(textOf([change("major", "a", "correction"), change("minor", "b", "vendor")])).toContain(
      "Follows changes of the vendor's documentation, and corrects what the types say.",
    );
  });

  test("counts what breaks", () => {
    expect(textOf([change("major", "a"), change("major", "b")])).toContain(
      "2 changes break code that uses what is listed below.",
    );
    expect(textOf([change("patch", "a")])).toContain("Nothing to do.");
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

  test("stays where it says all already", () => {
    expect(propose(changes, ours).value).toEqual({ action: "keep" });
    expect(propose(changes, ours.replaceAll("\n", "\r\n")).value.action).toBe("write");
  });

  test("is written anew while nobody has taken it over, and goes when nothing is left to say", () => {
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
