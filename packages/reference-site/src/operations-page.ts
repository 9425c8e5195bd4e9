/** Writes a bundled spec as one Markdown page: every operation, then every schema that they name. */
import { type Operation, type PlacedOperation, type Schema, type Spec, operationsOf } from "./spec.ts";

const anchor = (name: string): string => name.toLowerCase().replaceAll(/[^\w-]/g, "");

/** Text for a table cell: one line, and nothing that Markdown would take for its own. */
const cell = (text = ""): string =>
  text
    .replaceAll(/\s*\n\s*/g, " ")
    .replaceAll("|", "\\|")
    .replaceAll("<", "&lt;")
    .replaceAll("{@", "{&#64;");

const code = (text: string): string => `\`${text.replaceAll("|", "\\|")}\``;

function refName(ref: string): string {
  return ref.split("/").at(-1) ?? ref;
}

/** One of several objects is told from the others by its title: the events of a stream have theirs. */
function choiceText(schema: Schema): string {
  return schema.title && schema.properties ? code(schema.title) : typeText(schema);
}

/** A schema in a few words, with links to the ones that have a name. */
function typeText(schema: Schema | undefined): string {
  if (!schema) return "";
  if (schema.$ref) return `[${refName(schema.$ref)}](#${anchor(refName(schema.$ref))})`;
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.enum) return schema.enum.map((value) => code(JSON.stringify(value))).join(" or ");
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices) return choices.map(choiceText).join(schema.allOf ? " and " : " or ");
  const types = [schema.type ?? "anything"].flat();
  const named = types.map((type) => {
    if (type === "array") return `list of ${typeText(schema.items) || "anything"}`;
    if (type === "object" && typeof schema.additionalProperties === "object")
      return `object of ${typeText(schema.additionalProperties)}`;
    return schema.format ? `${type} (${schema.format})` : type;
  });
  return named.join(" or ");
}

function describe({ description, default: preset }: Schema): string {
  return [cell(description), preset === undefined ? "" : `Default ${code(JSON.stringify(preset))}.`].filter(Boolean).join(" ");
}

function fieldTable(schema: Schema): string {
  const rows = Object.entries(schema.properties ?? {}).map(
    ([name, field]) =>
      `| ${code(name)} | ${typeText(field)} | ${schema.required?.includes(name) ? "yes" : ""} | ${describe(field)} |`,
  );
  return rows.length === 0 ? "" : ["| field | type | required | |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

function parameterTable({ parameters = [] }: Operation): string {
  const rows = parameters.map(
    ({ name, in: place, required, description, schema }) =>
      `| ${code(name)} | ${place} | ${typeText(schema)} | ${required ? "yes" : ""} | ${describe({ ...schema, ...(description && { description }) })} |`,
  );
  return rows.length === 0
    ? ""
    : ["| parameter | in | type | required | |", "| --- | --- | --- | --- | --- |", ...rows].join("\n");
}

function contentText(content: Record<string, { schema?: Schema }> | undefined): string {
  return Object.entries(content ?? {})
    .map(([mediaType, { schema }]) => `${code(mediaType)} ${typeText(schema)}`)
    .join("<br>");
}

function operationSection(
  { method, path, operation }: PlacedOperation,
  methodsOf: ReadonlyMap<string, readonly string[]>,
): string {
  const { operationId, summary, description, security, requestBody, responses } = operation;
  const source = operation["x-client-source"];
  const called = methodsOf.get(operationId) ?? [];
  const schemes = (security ?? []).map((choice) => Object.keys(choice).map(code).join(" and ")).join(", or ");
  const answers = Object.entries(responses).map(
    ([status, response]) => `| ${status} | ${cell(response.description)} | ${contentText(response.content) || "nothing"} |`,
  );
  return [
    `## ${operationId}`,
    `**${method}** ${code(path)}${summary ? ` — ${cell(summary)}` : ""}`,
    called.length > 0 ? `Called by ${called.map(code).join(", ")}.` : "",
    description ?? "",
    schemes ? `Credential: ${schemes}.` : "",
    source ? `From the vendor's page [${source.page}](${source.url}).` : "",
    parameterTable(operation),
    requestBody ? `Body${requestBody.required ? "" : " (optional)"}: ${contentText(requestBody.content)}` : "",
    ["| answer | | body |", "| --- | --- | --- |", ...answers].join("\n"),
  ]
    .filter(Boolean)
    .join("\n\n");
}

function schemaSection([name, schema]: [string, Schema]): string {
  const fields = fieldTable(schema);
  return [`## ${name}`, schema.description ?? "", fields || typeText(schema)].filter(Boolean).join("\n\n");
}

/** `methodsOf` names the client's methods that call an operation, by operation id. */
export function operationsPage(spec: Spec, methodsOf: ReadonlyMap<string, readonly string[]>): string {
  const operations = operationsOf(spec);
  const list = operations.map(
    ({ method, path, operation: { operationId } }) => `| [${operationId}](#${anchor(operationId)}) | ${method} | ${code(path)} |`,
  );
  return [
    "---\ntitle: API operations\n---",
    "# API operations",
    `${spec.info.title} at ${(spec.servers ?? []).map(({ url }) => code(url)).join(", ")}: the vendor's pages as they are read here, with their known mistakes corrected.`,
    ["| operation | method | path |", "| --- | --- | --- |", ...list].join("\n"),
    ...operations.map((placed) => operationSection(placed, methodsOf)),
    "# Schemas",
    ...Object.entries(spec.components?.schemas ?? {}).map(schemaSection),
  ].join("\n\n");
}
