import { describe, expect, test } from "vitest";
import { fillTemplate } from "../../src/init/fill-template.ts";
import { source, stringLiteral } from "../../src/source/source-text.ts";

describe("a template", () => {
  test("has names in words and in strings, and source in code", () => {
    const template = 'const $type$Client = read("$environment$KEY") ?? $value$;\n';
    const fillings = { type: { name: "Acme" }, environment: { name: "ACME_" }, value: stringLiteral("a $type$") };
    expect(fillTemplate("a.ts", template, fillings)).toBe('const AcmeClient = read("ACME_KEY") ?? "a $type$";\n');
  });

  test("keeps the lines of an #if, or leaves them out", () => {
    const template = "a\n// #if kept\nb\n  // #if value\nc $value$\n  // #end\n// #end\n// #if left\nd\n// #end\ne";
    expect(fillTemplate("a.ts", template, { kept: true, value: source`1`, left: false })).toBe("a\nb\nc 1\ne");
    expect(fillTemplate("a.ts", template, { kept: true, value: undefined, left: true })).toBe("a\nb\nd\ne");
  });

  test("repeats the lines of an #each for every entry", () => {
    const template = "{\n  // #each entry\n  $prefix$$key$: $value$,\n  // #end\n}\n";
    const entry = [
      { key: { name: "A" }, value: source`1` },
      { key: { name: "B" }, value: source`2` },
    ];
    expect(fillTemplate("a.ts", template, { prefix: { name: "x" }, entry })).toBe("{\n  xA: 1,\n  xB: 2,\n}\n");
    expect(fillTemplate("a.ts", template, { prefix: { name: "x" }, entry: [] })).toBe("{\n}\n");
  });

  test("writes a text in the form of its place", () => {
    const fillings = { text: { text: 'a */ "b" <c> `d`\ne' } };
    expect(fillTemplate("a.ts", "/** $text$ */", fillings)).toBe('/** a *\\/ "b" <c> `d` e */');
    expect(fillTemplate("a.ts", "  // $text$", fillings)).toBe('  // a *\\/ "b" <c> `d` e');
    expect(fillTemplate("a.json", '{ "a": "$text$" }', fillings)).toBe(String.raw`{ "a": "a */ \"b\" <c> ${"`d`"}\ne" }`);
    expect(fillTemplate("a.md", "of $text$", fillings)).toBe('of a / "b" d e');
    expect(fillTemplate("a.md", "of $code$", { code: { code: "a`b\n" } })).toBe("of `` a`b  ``");
  });

  test.each([
    ["a name that is not given", "$a$", {}, "nothing is given for a"],
    ["a name that is given as a list", "$a$", { a: [] }, "nothing is given for a"],
    ["a block that is not given", "// #if a\n// #end\n", {}, "nothing is given for a"],
    ["a list in an #if", "// #if a\n// #end\n", { a: [] }, "a does not go with #if"],
    ["a flag in an #each", "// #each a\n// #end\n", { a: true }, "a does not go with #each"],
    ["a block without an end", "// #if a\n", { a: true }, "has no #end"],
    ["an end without a block", "// #end\n", {}, "has no block"],
    ["a block without a name", "// #if\n// #end\n", {}, "a.ts: // #if is not a known directive"],
    ["a word that is no directive", "  // #else\n", {}, "a.ts: // #else is not a known directive"],
  ])("%s is an error", (_what, template, fillings, message) => {
    expect(() => fillTemplate("a.ts", template, fillings)).toThrow(message);
  });

  test("a filling without a place is an error, and so is one of an entry", () => {
    expect(() => fillTemplate("a.ts", "a", { b: true })).toThrow("a.ts has no place for b");
    expect(() => fillTemplate("a.ts", "// #each a\n// #end\n", { a: [{ b: true }] })).toThrow("a.ts has no place for b");
  });

  const code = stringLiteral("a");
  test.each([
    ["source in a comment", "a.ts", "// $a$", code],
    ["source in a documentation comment", "a.ts", " * $a$", code],
    ["source in a string", "a.ts", 'f("x", "$a$")', code],
    ["source in a template string", "a.ts", "f(`$a$`)", code],
    ["source in Markdown", "a.md", "$a$", code],
    ["source in JSON", "a.json", '"$a$"', code],
    ["a text in code", "a.ts", "f($a$)", { text: "a" }],
    ["a text in a string", "a.ts", 'f("$a$")', { text: "a" }],
    ["a text in a fence of Markdown", "a.md", "```ts\nf($a$)\n```\n", { text: "a" }],
    ["a code span in code", "a.ts", "f($a$)", { code: "a" }],
    ["a name that is none", "a.ts", "f($a$)", { name: "a()" }],
  ])("%s is an error", (_what, path, template, a) => {
    expect(() => fillTemplate(path, template, { a })).toThrow("may not stand in");
  });

  test("source stands in an expression of a template string, and in a fence of Markdown", () => {
    expect(fillTemplate("a.ts", "f(`x ${$a$}`)", { a: code })).toBe('f(`x ${"a"}`)');
    expect(fillTemplate("a.md", "```ts\nf($a$)\n```\n", { a: code })).toBe('```ts\nf("a")\n```\n');
  });
});
