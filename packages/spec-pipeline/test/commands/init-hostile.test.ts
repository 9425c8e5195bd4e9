import { createHash } from "node:crypto";
import { marked, type Token } from "marked";
import ts from "typescript";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { emptyWorkspace } from "../temporary-workspace.ts";

/** A document with a text in every place that a new client is made of. */
function documentWith(text: string): object {
  const response = { description: "ok", content: { "application/json": { schema: { type: "object" } } } };
  const parameter = { name: `${text} q`, in: "query", required: true, schema: { type: "string", enum: [text] } };
  return {
    openapi: "3.1.0",
    info: { title: `An ${text} of ours`, version: "1" },
    servers: [{ url: "https://api.acme.example" }],
    paths: { "/things": { get: { operationId: text, parameters: [parameter], responses: { 200: response, 404: response } } } },
    components: {
      securitySchemes: {
        [text]: { type: "http", scheme: "bearer" },
        [`${text} 2`]: { type: "apiKey", in: "header", name: "X-Key" },
        [`${text} 3`]: { type: "http", scheme: "basic" },
        scheme: { type: "http", scheme: text },
        type: { type: text },
        header: { type: "apiKey", in: "header", name: `${text} h` },
        place: { type: "apiKey", in: text, name: text },
      },
    },
  };
}

/** The files for a vendor that is taken over, so that `vendor.yaml` has the text too. */
async function layOut(text: string): Promise<ReadonlyMap<string, string>> {
  const folder = emptyWorkspace();
  folder.remove("specs");
  const page = JSON.stringify(documentWith(text));
  const sha256 = createHash("sha256").update(page).digest("hex");
  const pages = [{ file: "in.json", retrieved: "2026-01-01", sha256 }];
  const settings = { baseUrl: "https://api.acme.example", dialect: "openapi", clientParameters: [text, `${text} `], pages };
  folder.write("in/pages/in.json", page);
  folder.write("in/vendor.yaml", stringify(settings));
  const { exitCode, output, errors } = await folder.run(["init", "acme", "--from", "in"]);
  expect({ exitCode, errors, output: exitCode === 0 ? "" : output }).toEqual({ exitCode: 0, errors: "", output: "" });
  const files = [...folder.snapshot()];
  return new Map(
    files.filter(([path]) => !path.startsWith("in/") && !path.includes("/generated/") && !path.startsWith("specs/")),
  );
}

/** The kinds of a source's parts in their order: the program without the words of its names and strings. */
function kindsOf(path: string, source: string): readonly string[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const kinds: string[] = [];
  const visit = (node: ts.Node): void => {
    kinds.push(ts.SyntaxKind[node.kind] ?? "");
    // A name is bare, in quotes or computed, depending on its characters.
    if (ts.isPropertyAssignment(node)) visit(node.initializer);
    else ts.forEachChild(node, visit);
  };
  visit(file);
  return kinds;
}

/** The kinds of the parts of a Markdown text in their order. Text beside text is one. */
function markdownKindsOf(tokens: readonly Token[]): readonly string[] {
  return tokens
    .flatMap((token) => [token.type, ...("tokens" in token && token.tokens ? markdownKindsOf(token.tokens) : [])])
    .filter((kind, index, kinds) => kind !== "text" || kinds[index - 1] !== "text");
}

/** The running text of Markdown: neither code nor our addresses. */
function proseOf(tokens: readonly Token[]): string {
  return tokens
    .map((token) => ("tokens" in token && token.tokens ? proseOf(token.tokens) : token.type === "text" ? token.raw : " "))
    .join("");
}

function partsOf(path: string, text: string): unknown {
  if (path.endsWith(".ts")) return kindsOf(path, text);
  if (path.endsWith(".md")) return markdownKindsOf(marked.lexer(text));
  return path.endsWith(".json") ? Object.keys(JSON.parse(text)) : text;
}

test.each([
  "*/ evil() /*",
  '"; evil(); "',
  "'; evil(); '",
  "`${evil()}`",
  "a\nevil()\n```\n# evil",
  "a\r\u2028evil()\u2029\u0085evil()",
  "</script><img src=x onerror=evil()>",
  "![evil](https://evil.example/a.png) [evil](javascript:evil)",
  "https://evil.example www.evil.example evil@evil.example",
  "@evil closes #1, fixes evil/evil#2, resolves GH-3",
  "&lt;b&gt; **evil** _evil_ ~~evil~~ | evil |",
  "__proto__",
  "constructor",
  "$type$ $evil$ ${evil} $& $` $'",
  "{{evil}} <%= evil %> #end // #end",
  "\u202eevil\u202c \u200bevil\u{E0041}",
])("%j stays a text in all files of a new client", async (text) => {
  // A scheme of one word is sent, and the README of a client says of the others that they are not.
  const [hostile, harmless] = [await layOut(text), await layOut(/^\w+$/.test(text) ? "plain" : "plain words")];
  expect([...hostile.keys()]).toEqual([...harmless.keys()]);
  for (const [path, content] of hostile) {
    expect({ path, parts: partsOf(path, content) }).toEqual({ path, parts: partsOf(path, harmless.get(path) ?? "") });
  }
  const prose = [...hostile].map(([path, content]) => (path.endsWith(".md") ? proseOf(marked.lexer(content)) : ""));
  expect(prose.join("\n")).not.toMatch(/@|#|\w-\d|:\/\/|www\.|[\p{Cf}\p{Zl}\p{Zp}]/u);
});
