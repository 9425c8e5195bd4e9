import { follow, isNode, nodeAt, nodesOf, openSchema, type Node } from "./open-schema.ts";
import { readLines } from "./read-lines.ts";
import { choicesOf, sampleText } from "./sample-text.ts";

/** What a line of the programs does with an operation. */
export interface ProgramLine {
  /** `GET /users/{id}`, as the old document has it. */
  readonly call: string;
  readonly direction: "input" | "output";
}

/** Programs that use all of a client, one statement a line. */
export interface Programs {
  readonly text: string;
  /** By line, counted from 1. */
  readonly lines: ReadonlyMap<number, ProgramLine>;
  /** Calls whose body is a form without described fields, of which the types say nothing. */
  readonly untyped: ReadonlySet<string>;
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
/** Calls of one operation: one with what is required alone, and as many as it takes to send every value of every enum once. */
const MOST_CALLS = 40;

/** Programs that call every operation of a bundled document, with little and with all, and read every field of its JSON responses. */
export function writePrograms(document: Node, packageName: string): Programs {
  const factory = `create${pascalCase(packageName)}Client`;
  const texts = [`import { ${factory} } from "../src/index.ts";`, `const client = ${factory}();`];
  const lines = new Map<number, ProgramLine>();
  const untyped = new Set<string>();
  const add = (line: string, what?: ProgramLine): void => {
    texts.push(line);
    if (what !== undefined) lines.set(texts.length, what);
  };
  for (const [path, item] of Object.entries(nodeAt(document, "paths"))) {
    for (const method of METHODS) {
      const operation = nodeAt(item, method);
      const id = operation["operationId"];
      if (typeof id !== "string") continue;
      const call = `${method.toUpperCase()} ${path}`;
      const inputs = inputTexts(document, nodeAt(nodeAt(document, "paths"), path), operation);
      const body = bodyOf(document, operation);
      if (body !== undefined && body.schema === undefined) untyped.add(call);
      add("{");
      for (const input of inputs) add(`await client.call(${JSON.stringify(id)}, ${input});`, { call, direction: "input" });
      const schema = method === "head" ? undefined : successSchema(document, operation);
      if (schema !== undefined && inputs[0] !== undefined) {
        add(`const output = await client.call(${JSON.stringify(id)}, ${inputs[0]});`, { call, direction: "output" });
        for (const line of readLines(document, schema, "output")) add(line, { call, direction: "output" });
      }
      add("}");
    }
  }
  return { text: `${texts.join("\n")}\n`, lines, untyped };
}

function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function inputTexts(document: Node, item: Node, operation: Node): readonly string[] {
  const parameters = [...nodesOf(operation["parameters"]), ...nodesOf(item["parameters"])].map((entry) =>
    resolved(document, entry),
  );
  const body = bodyOf(document, operation);
  const schemas = [...parameters.map((parameter) => nodeAt(parameter, "schema")), ...(body?.schema ? [body.schema] : [])];
  const calls = Math.min(MOST_CALLS, Math.max(1, ...schemas.map((schema) => choicesOf(document, schema))));
  const asked = [{ full: false, choice: 0 }, ...Array.from({ length: calls }, (_, choice) => ({ full: true, choice }))];
  const texts = asked.flatMap(({ full, choice }) => {
    const settings = { document, full, choice };
    const groups = ["path", "query", "header"].flatMap((place) => {
      const own = parameters.filter((parameter) => parameter["in"] === place && (full || parameter["required"] === true));
      const fields = own.flatMap((parameter) => {
        const text = sampleText(nodeAt(parameter, "schema"), settings);
        return text === undefined ? [] : [`${JSON.stringify(parameter["name"])}: ${text}`];
      });
      return fields.length === 0 ? [] : [`${place}: { ${fields.join(", ")} }`];
    });
    const isSent = body !== undefined && (full || body.required);
    const own = { ...settings, isForm: body?.isForm === true };
    const value = isSent ? (body.schema === undefined ? body.text : sampleText(body.schema, own)) : undefined;
    if (isSent && value === undefined) return [];
    return [`{ ${[...groups, ...(value === undefined ? [] : [`body: ${value}`])].join(", ")} }`];
  });
  return [...new Set(texts)];
}

interface Body {
  readonly required: boolean;
  /** Of a JSON body, or of the fields of a form. */
  readonly schema: Node | undefined;
  readonly isForm: boolean;
  /** A body of another kind. */
  readonly text: string;
}

function bodyOf(document: Node, operation: Node): Body | undefined {
  if (!isNode(operation["requestBody"])) return undefined;
  const body = resolved(document, operation["requestBody"]);
  const types = Object.keys(nodeAt(body, "content"));
  const json = types.find((type) => /[/+]json\b/.test(type));
  const required = body["required"] === true;
  const form = FORMS.find((type) => types.includes(type));
  const schema = nodeAt(nodeAt(nodeAt(body, "content"), json ?? form ?? ""), "schema");
  if (json !== undefined) return { required, schema, isForm: false, text: "" };
  const isTyped = form !== undefined && openSchema(document, schema).fields.size > 0;
  const text = form === "multipart/form-data" ? "new FormData()" : "new URLSearchParams()";
  return { required, schema: isTyped ? schema : undefined, isForm: true, text };
}

const FORMS = ["multipart/form-data", "application/x-www-form-urlencoded"];

/** What a client reads of the first successful response; undefined where that is no JSON. */
function successSchema(document: Node, operation: Node): Node | undefined {
  const responses = nodeAt(operation, "responses");
  for (const status of Object.keys(responses).filter((name) => name.startsWith("2"))) {
    const content = nodeAt(resolved(document, nodeAt(responses, status)), "content");
    const json = Object.keys(content).find((type) => /[/+]json\b/.test(type));
    if (json !== undefined) return nodeAt(nodeAt(content, json), "schema");
  }
  return undefined;
}

function resolved(document: Node, node: Node): Node {
  return typeof node["$ref"] === "string" ? follow(document, node["$ref"]) : node;
}
