import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import type { Json } from "../../src/document/json.ts";
import {
  docComment,
  docTag,
  fileHeader,
  fillMarks,
  identifier,
  indentRest,
  joinSource,
  jsonLiteral,
  lineComment,
  objectKey,
  propertyKey,
  source,
  stringLiteral,
  variableName,
} from "../../src/source/source-text.ts";

const SRC = join(import.meta.dirname, "../../src");

// Characters that end or begin something in source, in a comment, in a page or on a terminal.
const UNITS = [
  "*/",
  "/*",
  "//",
  "/",
  "*",
  "@",
  "@internal",
  "{@link ",
  "`",
  "${",
  "}",
  '"',
  "'",
  "\\",
  " ",
  "\t",
  "\n",
  "\r",
  "\u0085",
  "\u2028",
  "\u2029",
  "\0",
  "\u001b[31m",
  "\u007f",
  "<!--",
  "-->",
  "</script>",
  "\u202e",
  "\u200b",
  "\ufeff",
  "\ud83d",
  "\ude42",
  "🙂",
  "\u{e0041}",
  "__proto__",
  "a",
];
const hostile = fc.array(fc.oneof(fc.constantFrom(...UNITS), fc.string({ unit: "binary", maxLength: 2 })), { maxLength: 12 });
const anyText: fc.Arbitrary<string> = hostile.map((units) => units.join(""));
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

function parse(text: string): ts.SourceFile {
  const file = ts.createSourceFile("a.ts", text, ts.ScriptTarget.Latest, true);
  const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true });
  expect(diagnostics.map(({ messageText }) => messageText)).toEqual([]);
  return file;
}

/** The value of the one expression of a module. */
function valueOf(expression: string): unknown {
  const file = parse(`(${expression});`);
  expect(file.statements).toHaveLength(1);
  return read(file.statements[0]);
}

function read(node: ts.Node | undefined): unknown {
  if (node === undefined) throw new TypeError("nothing to read");
  if (ts.isExpressionStatement(node) || ts.isParenthesizedExpression(node)) return read(node.expression);
  if (ts.isStringLiteral(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isPrefixUnaryExpression(node)) return -Number(read(node.operand));
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(read);
  if (ts.isObjectLiteralExpression(node)) {
    return new Map(
      node.properties.map((property) => {
        if (!ts.isPropertyAssignment(property)) throw new TypeError(`no member: ${property.getText()}`);
        const { name, initializer } = property;
        if (ts.isComputedPropertyName(name)) return [read(name.expression), read(initializer)];
        return [ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : "", read(initializer)];
      }),
    );
  }
  return { true: true, false: false, null: null }[node.getText()];
}

/** Objects as maps: `__proto__` is a key like any other. */
function withMaps(value: Json): unknown {
  if (Array.isArray(value)) return value.map(withMaps);
  if (typeof value !== "object" || value === null) return value;
  return new Map(Object.entries(value).map(([name, member]) => [name, withMaps(member)]));
}

describe("a string literal", () => {
  test("has its text on one line, without invisible characters", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const literal = stringLiteral(text);
        expect(valueOf(literal)).toBe(text);
        expect(literal).not.toMatch(unseen);
      }),
      { numRuns: 150, seed: 20261128 },
    );
  });

  test("neither hides nor ends the script that it stands in", () => {
    expect(stringLiteral("<!-- a </SCRIPT> < b")).toBe(String.raw`"\u003c!-- a \u003c/SCRIPT> < b"`);
    expect(stringLiteral("\u2028🙂\ud83d\u{e0041}")).toBe(String.raw`"\u2028🙂\ud83d\udb40\udc41"`);
  });
});

describe("a value of JSON", () => {
  test("is the same when it is read back, with any keys", () => {
    const { value } = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom<Json>(null, true, false, 0, -0, -1.5, 1e21, 1e-7),
        anyText,
        fc.array(tie("value"), { maxLength: 3 }),
        fc
          .array(fc.tuple(anyText, tie("value")), { maxLength: 3 })
          .map((members): Json =>
            JSON.parse(`{${members.map(([name, member]) => `${JSON.stringify(name)}:${JSON.stringify(member)}`).join()}}`),
          ),
      ),
    }));
    fc.assert(
      fc.property(value, (json) => {
        expect(valueOf(jsonLiteral(json))).toEqual(withMaps(json));
      }),
      { numRuns: 150, seed: 20261128 },
    );
  });

  test("may be a number that JSON cannot write", () => {
    expect(jsonLiteral([Number.POSITIVE_INFINITY, -0])).toBe("[Infinity, -0]");
  });
});

describe("a documentation comment", () => {
  test("holds any text, and only the tags that it was given", () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 3 }), anyText, (texts, text) => {
        const tags = (["deprecated", "default", "example", "see"] as const).map((tag) => docTag(tag, text));
        const comment = docComment([...texts, ...tags], source`    `);
        const file = parse(`interface A {\n${comment}    a: string;\n}\n`);
        const [declaration] = file.statements;
        expect(file.statements).toHaveLength(1);
        if (!declaration || !ts.isInterfaceDeclaration(declaration)) throw new TypeError("no interface");
        expect(declaration.members).toHaveLength(1);
        expect(ts.getJSDocTags(declaration.members[0] ?? declaration).map(({ tagName }) => tagName.text)).toEqual([
          "deprecated",
          "default",
          "example",
          "see",
        ]);
        expect(comment.replaceAll("\n", "")).not.toMatch(unseen);
      }),
      { numRuns: 150, seed: 20261128 },
    );
  });

  test("keeps the lines and the code of its text", () => {
    expect(
      docComment(["One.\r\nTwo `@a */`, to a@b.example.\u2028 @internal {@link x}", "", docTag("default", "1\n2")], source`  `),
    ).toBe(
      [
        "  /**",
        "   * One.",
        String.raw`   * Two ${"`@a *\\/`"}, to a@b.example.`,
        String.raw`   *  \@internal {\@link x}`,
        "   *",
        "   * @default 1",
        "   * 2",
        "   */",
        "",
      ].join("\n"),
    );
  });

  test.each([
    ["See [the guide](https://evil.example/x) and ![a picture](https://evil.example/y.png).", "See the guide and a picture."],
    ["<b>Bold</b>, <img src=x onerror=alert(1)> and <!-- a note --> <https://a.example>", "Bold,  and"],
    ["One.<br>Two.<br/>Three.</li>Four.", "One.\nTwo.\nThree.\nFour."],
    ["Kinds:<ul><li>one</li><li class=x>two</li></ul>", "Kinds:\n- one\n- two"],
    ["`<b>` and `[a](b)` are code, a < b, c > d, x[0](1) too", "`<b>` and `[a](b)` are code, a < b, c > d, x0 too"],
    [`${"word ".repeat(250)}end`, `${"word ".repeat(200).trimEnd()}…`],
  ])("has the words without images, links or HTML of an editor: %j", (text, words) => {
    const lines = docComment([text, docTag("throws", text)], source``).split("\n");
    const shown = lines.map((line) => line.replace(/^(?:\/\*\*| \*\/?) ?(?:@throws )?/, "")).filter((line) => line !== "");
    expect(shown.join("\n")).toBe(`${words}\n${words}`);
  });

  test("keeps a value as it is", () => {
    expect(docComment([docTag("default", '"<b>[a](b)</b>"')], source``)).toBe('/** @default "<b>[a](b)</b>" */\n');
  });

  test("is one line if it fits, and nothing if it is empty", () => {
    expect(docComment(["One."], source``)).toBe("/** One. */\n");
    expect(docComment([docTag("deprecated")], source``)).toBe("/** @deprecated */\n");
    expect(docComment([" ", "\n"], source`  `)).toBe("");
  });
});

test("a line of comment stays one line, with its text in it", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const comment = lineComment(text);
      expect(parse(`${comment}export {};\n`).statements).toHaveLength(1);
      expect(comment.indexOf("\n")).toBe(comment.length - 1);
    }),
    { numRuns: 100, seed: 20261128 },
  );
  expect(fileHeader("acme")).toBe("// Generated by `specloom generate acme` from specs/acme/openapi.gen.yaml. Do not edit.\n");
});

test("a key names the property that it was made of, and never the prototype", () => {
  fc.assert(
    fc.property(anyText, (name) => {
      expect(valueOf(`{ ${objectKey(name)}: 1 }`)).toEqual(new Map([[name, 1]]));
      expect(parse(`interface A { ${propertyKey(name)}: 1 }`).statements).toHaveLength(1);
    }),
    { numRuns: 100, seed: 20261128 },
  );
  expect(objectKey("__proto__")).toBe('["__proto__"]');
  expect(propertyKey("a$_1")).toBe("a$_1");
  expect(propertyKey("1a")).toBe('"1a"');
});

test("an identifier keeps the letters and digits of a text, behind a word of ours", () => {
  expect(identifier(source`input`, "a-b.c d_é1")).toBe("inputABCD1");
  expect(identifier(source`input`, "…")).toBe("input");
  expect(["getPet", "a-b.c", "2fa", "…", ""].map(variableName)).toEqual(["getPet", "a_b_c", "_2fa", "_", "_"]);
});

test("source is put together from source, numbers and truth values", () => {
  const parts = joinSource([stringLiteral("`${1}`"), source`${-1}`, source`${true}`], source`, `);
  expect(source`[${parts}]`).toBe('["`${1}`", -1, true]');
  expect(indentRest(source`{\n    a\n}`, source`  `)).toBe("{\n      a\n  }");
  // @ts-expect-error -- text of a document is no source
  expect(source`${"x"}`).toBe("x");
});

describe("a layout of marks", () => {
  test("is filled with names, types and comments, each in the form that its place asks for", () => {
    const layout =
      'export interface paths {\n    /** $0 */\n    "/$1": {\n        $2: $3;\n        get: operations["$2"];\n    };\n}\n';
    const fillings = [
      { comment: ["One.", docTag("deprecated")] },
      { name: '/a"' },
      { name: "b-c" },
      { type: source`{\n    d: 1;\n}` },
    ];
    expect(fillMarks(layout, fillings)).toBe(
      [
        "export interface paths {",
        "    /**",
        "     * One.",
        "     * @deprecated",
        "     */",
        String.raw`    "/a\"": {`,
        '        "b-c": {',
        "            d: 1;",
        "        };",
        '        get: operations["b-c"];',
        "    };",
        "}",
        "",
      ].join("\n"),
    );
  });

  test("holds no word of its own, and each mark in its place", () => {
    const fillings = [{ name: "a" }, { type: source`string` }, { comment: ["One."] }];
    for (const layout of ["alert: string", "get: string + 1", "/** get */", "`get`", "get: 'a'", "get: eval", "$0: $0.a"])
      expect(() => fillMarks(layout, fillings)).toThrow("no line of a layout");
    for (const layout of ['get: "$1"', "/** $0 */", "$2: string", "$3: string"])
      expect(() => fillMarks(layout, fillings)).toThrow("no mark for what it is to be");
  });
});

test("no other file turns a text into source", () => {
  const others = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".ts") && /\bas SourceText\b|(?<!\w)<SourceText>/.test(readFileSync(join(SRC, path), "utf8")),
  );
  expect(others).toEqual([join("source", "source-text.ts")]);
});
