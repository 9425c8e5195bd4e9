import { readComponentTypes, type ComponentTypes } from "../../model/component-types.ts";
import { describeOperation, type OperationShape } from "../../model/operation-shape.ts";
import { readOperations, type Operation } from "../../model/operation.ts";
import {
  docComment,
  docTag,
  fileHeader,
  indentRest,
  objectKey,
  propertyKey,
  source,
  stringLiteral,
  type DocTag,
} from "../../source/source-text.ts";
import { printType } from "./type-printer.ts";
import { listMember, objectMember, stringMember, type JsonObject } from "../../document/json.ts";
import type { Problem, StageResult } from "../../problems/problem.ts";
import type { EmitSettings } from "../../model/emit-settings.ts";

/** `operations.gen.ts`: what each operation takes and gives, and the table that the runtime calls them by. */
export async function emitOperations(bundled: JsonObject, settings: EmitSettings): Promise<StageResult<string>> {
  const problems: Problem[] = [];
  const report = (problem: Problem): void => void problems.push(problem);
  const operations = readOperations(bundled, report);
  // What is wrong with components is said once, by the stage that emits them.
  const types = readComponentTypes(bundled, operations, () => {});
  const shapes = operations.map((operation) => describeOperation(bundled, operation, settings, report));
  const interfaces = shapes.map((shape) => operationInterface(shape, types)).join("");
  const rows = shapes.map((shape) => operationRow(bundled, shape)).join("");
  const imports = [
    'import type { OperationTable } from "@specloom/client-runtime";\n',
    ...(interfaces.includes('components["schemas"]') ? ['import type { components } from "./schema.gen.ts";\n'] : []),
  ];
  // An annotation checks the table as `as const satisfies` would, and keeps declarations readable without the compiler's inference.
  const value = [
    `${fileHeader(settings.vendor)}\n${imports.join("")}`,
    `/** Input and output of every operation, by its id. */\nexport interface Operations {\n${interfaces}}\n`,
    `/** How every operation is called. */\nexport const operations: OperationTable<keyof Operations> = {\n${rows}};\n`,
  ].join("\n");
  return { value, problems };
}

const INDENT = source`    `;

function operationInterface(shape: OperationShape, types: ComponentTypes): string {
  const { operation } = shape;
  const lines = [
    `${propertyKey(operation.id)}: {`,
    `${INDENT}input: ${indentRest(inputType(shape, types), INDENT)};`,
    `${INDENT}output: ${indentRest(outputType(shape, types), INDENT)};`,
    `${INDENT}stream: ${shape.response === "events"};`,
    "};",
  ];
  return `${docComment(operationComment(operation), INDENT)}${lines.map((line) => `${INDENT}${indentRest(line, INDENT)}\n`).join("")}`;
}

function operationComment(operation: Operation): readonly (string | DocTag)[] {
  const { definition } = operation;
  const docs = docsAddress(definition);
  const texts = [stringMember(definition, "summary"), stringMember(definition, "description")].filter(
    (text): text is string => text !== undefined && text.trim() !== "",
  );
  return [
    ...texts.flatMap((text, index) => (index === 0 ? [text] : ["", text])),
    ...(texts.length > 0 ? [""] : []),
    `\`${operation.method.toUpperCase()} ${operation.path}\``,
    ...(definition["deprecated"] === true ? [docTag("deprecated")] : []),
    ...(docs === "" ? [] : [docTag("see", docs)]),
  ];
}

function inputType({ groups, body }: OperationShape, types: ComponentTypes): string {
  const members = groups.map(({ place, parameters }) => {
    const fields = parameters.map(({ parameter, schema, optional }) => {
      const type = printType(types.canonical(schema, "input", parameter.pointer));
      const comment = docComment(parameterComment(types, schema, parameter.definition, parameter.pointer), INDENT);
      const field = `${propertyKey(parameter.name)}${optional ? "?" : ""}: ${type}${optional ? " | undefined" : ""};`;
      return `${comment}${INDENT}${indentRest(field, INDENT)}\n`;
    });
    const optional = parameters.every((parameter) => parameter.optional);
    return `${place}${optional ? "?" : ""}: {\n${fields.join("")}}${optional ? " | undefined" : ""};`;
  });
  if (body) {
    const type = body.type ?? printType(types.canonical(body.schema, "input", `${body.pointer}/schema`));
    members.push(`body${body.required ? "" : "?"}: ${type}${body.required ? "" : " | undefined"};`);
  }
  if (members.length === 0) return "Record<string, never>";
  return `{\n${members.map((member) => `${INDENT}${indentRest(member, INDENT)}\n`).join("")}}`;
}

function parameterComment(
  types: ComponentTypes,
  schema: Parameters<ComponentTypes["canonical"]>[0],
  definition: JsonObject,
  pointer: string,
): readonly (string | DocTag)[] {
  const canonical = types.canonical(schema, "input", pointer);
  const own = stringMember(definition, "description");
  const title = stringMember(canonical, "title");
  return [
    ...(own === undefined ? [] : [own]),
    ...(title === undefined || title === own ? [] : [title]),
    ...(typeof canonical["format"] === "string" ? [`Format: ${canonical["format"]}`] : []),
    ...(definition["deprecated"] === true ? [docTag("deprecated")] : []),
    ...(canonical["default"] === undefined
      ? []
      : [
          docTag(
            "default",
            typeof canonical["default"] === "string" ? canonical["default"] : JSON.stringify(canonical["default"]),
          ),
        ]),
  ];
}

function outputType(shape: OperationShape, types: ComponentTypes): string {
  switch (shape.response) {
    case "none":
      return "void";
    case "text":
      return "string";
    case "binary":
      return "Blob";
    case "events": {
      const events = shape.events.map(({ name, schema, pointer }) => {
        const data = schema === undefined ? "unknown" : printType(types.canonical(schema, "output", pointer));
        return `{ event: ${name === undefined ? "string" : stringLiteral(name)}; data: ${data} }`;
      });
      return [...new Set(events)].join(" | ");
    }
    default: {
      const outputs = shape.outputs.map(({ schema, pointer }) =>
        schema === undefined ? "unknown" : printType(types.canonical(schema, "output", pointer)),
      );
      return [...new Set(outputs)].join(" | ");
    }
  }
}

function operationRow(document: JsonObject, shape: OperationShape): string {
  const { operation } = shape;
  const security = securityOf(document, operation).map((names) => `[${names.map(stringLiteral).join(", ")}]`);
  const members = [
    `method: ${stringLiteral(operation.method.toUpperCase())}`,
    `path: ${stringLiteral(operation.path)}`,
    `safe: ${isSafe(operation)}`,
    `security: [${security.join(", ")}]`,
    `response: ${stringLiteral(shape.response)}`,
    ...(shape.body && shape.body.mediaType !== "application/json" ? [`contentType: ${stringLiteral(shape.body.mediaType)}`] : []),
    `docs: ${stringLiteral(docsAddress(operation.definition) || generalAddress(document))}`,
  ];
  return `${INDENT}${objectKey(operation.id)}: {\n${members.map((member) => `${INDENT}${INDENT}${member},\n`).join("")}${INDENT}},\n`;
}

function isSafe({ method, definition }: Operation): boolean {
  const declared = definition["x-client-safe"];
  return typeof declared === "boolean" ? declared : ["get", "head", "options", "trace"].includes(method);
}

function securityOf(document: JsonObject, { definition }: Operation): readonly (readonly string[])[] {
  const requirements = definition["security"] ?? document["security"];
  return Array.isArray(requirements) ? requirements.map((requirement: unknown) => Object.keys(Object(requirement))) : [];
}

/** What there is to open for an operation without a page of its own: the document's further documentation, else the API itself. */
function generalAddress(document: JsonObject): string {
  const [server] = listMember(document, "servers");
  return stringMember(document["externalDocs"], "url") ?? stringMember(server, "url") ?? "";
}

/** Where the vendor documents the operation, as the extract stage wrote it down. */
function docsAddress(definition: JsonObject): string {
  return (
    stringMember(objectMember(definition, "x-client-source"), "url") ??
    stringMember(objectMember(definition, "externalDocs"), "url") ??
    ""
  );
}
