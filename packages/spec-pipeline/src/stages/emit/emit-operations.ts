import type { ApiModel } from "../../model/api-model.ts";
import type { ComponentTypes } from "../../model/component-types.ts";
import type { SchemaPlace } from "../../model/media-type.ts";
import type { Operation } from "../../model/operation.ts";
import type { Parameter } from "../../model/parameter.ts";
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
import { stringMember } from "../../document/json.ts";
import type { StageResult } from "../../problems/problem.ts";
import { printType } from "./type-printer.ts";

/** `operations.gen.ts`: what each operation takes and gives, and the table that the runtime calls them by. */
export async function emitOperations({ operations, types, docs }: ApiModel, vendor: string): Promise<StageResult<string>> {
  const interfaces = operations.map((operation) => operationInterface(operation, types)).join("");
  const rows = operations.map((operation) => operationRow(operation, docs)).join("");
  const imports = [
    'import type { OperationTable } from "@specloom/client-runtime";\n',
    ...(interfaces.includes('components["schemas"]') ? ['import type { components } from "./schema.gen.ts";\n'] : []),
  ];
  // An annotation checks the table as `as const satisfies` would, and keeps declarations readable without the compiler's inference.
  const value = [
    `${fileHeader(vendor)}\n${imports.join("")}`,
    `/** Input and output of every operation, by its id. */\nexport interface Operations {\n${interfaces}}\n`,
    `/** How every operation is called. */\nexport const operations: OperationTable<keyof Operations> = {\n${rows}};\n`,
  ].join("\n");
  return { value, problems: [] };
}

const INDENT = source`    `;

function operationInterface(operation: Operation, types: ComponentTypes): string {
  const lines = [
    `${propertyKey(operation.id)}: {`,
    `${INDENT}input: ${indentRest(inputType(operation, types), INDENT)};`,
    `${INDENT}output: ${indentRest(outputType(operation, types), INDENT)};`,
    `${INDENT}stream: ${operation.response === "events"};`,
    "};",
  ];
  return `${docComment(operationComment(operation), INDENT)}${lines.map((line) => `${INDENT}${indentRest(line, INDENT)}\n`).join("")}`;
}

function operationComment({ summary, description, call, deprecated, docs }: Operation): readonly (string | DocTag)[] {
  const texts = [summary, description].filter((text): text is string => text !== undefined && text.trim() !== "");
  return [
    ...texts.flatMap((text, index) => (index === 0 ? [text] : ["", text])),
    ...(texts.length > 0 ? [""] : []),
    `\`${call}\``,
    ...(deprecated ? [docTag("deprecated")] : []),
    ...(docs === "" ? [] : [docTag("see", docs)]),
  ];
}

function inputType({ groups, sent }: Operation, types: ComponentTypes): string {
  const members = groups.map(({ place, parameters }) => {
    const fields = parameters.map((parameter) => {
      const { name, optional } = parameter;
      const type = printType(types.canonical(parameter.input, "input"));
      const comment = docComment(parameterComment(parameter, types), INDENT);
      const field = `${propertyKey(name)}${optional ? "?" : ""}: ${type}${optional ? " | undefined" : ""};`;
      return `${comment}${INDENT}${indentRest(field, INDENT)}\n`;
    });
    const optional = parameters.every((parameter) => parameter.optional);
    return `${place}${optional ? "?" : ""}: {\n${fields.join("")}}${optional ? " | undefined" : ""};`;
  });
  if (sent) {
    const type = sent.type ?? printType(types.canonical(sent.media, "input"));
    members.push(`body${sent.required ? "" : "?"}: ${type}${sent.required ? "" : " | undefined"};`);
  }
  if (members.length === 0) return "Record<string, never>";
  return `{\n${members.map((member) => `${INDENT}${indentRest(member, INDENT)}\n`).join("")}}`;
}

function parameterComment({ input, definition }: Parameter, types: ComponentTypes): readonly (string | DocTag)[] {
  const canonical = types.canonical(input, "input");
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

function outputType({ response, events, outputs }: Operation, types: ComponentTypes): string {
  const read = (place: SchemaPlace): string =>
    place.schema === undefined ? "unknown" : printType(types.canonical(place, "output"));
  switch (response) {
    case "none":
      return "void";
    case "text":
      return "string";
    case "binary":
      return "Blob";
    case "events":
      return unionOf(
        events.map((event) => {
          const name = event.name === undefined ? "string" : stringLiteral(event.name);
          return `{ event: ${name}; data: ${read(event)} }`;
        }),
      );
    default:
      return unionOf(outputs.map(read));
  }
}

function unionOf(types: readonly string[]): string {
  return [...new Set(types)].join(" | ");
}

/** `apiDocs`: what there is to open for an operation without a page of its own. */
function operationRow(operation: Operation, apiDocs: string): string {
  const { method, path, safe, sent, response, docs } = operation;
  const security = operation.security.map((schemes) => `[${[...schemes.keys()].map(stringLiteral).join(", ")}]`);
  const members = [
    `method: ${stringLiteral(method.toUpperCase())}`,
    `path: ${stringLiteral(path)}`,
    `safe: ${safe}`,
    `security: [${security.join(", ")}]`,
    `response: ${stringLiteral(response)}`,
    ...(sent && sent.contentType !== "application/json" ? [`contentType: ${stringLiteral(sent.contentType)}`] : []),
    `docs: ${stringLiteral(docs || apiDocs)}`,
  ];
  return `${INDENT}${objectKey(operation.id)}: {\n${members.map((member) => `${INDENT}${INDENT}${member},\n`).join("")}${INDENT}},\n`;
}
