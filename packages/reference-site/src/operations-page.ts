/** Writes an API as one Markdown page: every operation, then every schema that they name. */
import type { Api, Json, MediaType, Operation } from "specloom/model";
import { schemaOf, type Schema } from "./schema.ts";

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

function parameterTable({ parameters }: Operation): string {
  const rows = parameters.map(({ name, in: place, required, definition, schema }) => {
    const shown = schemaOf(schema);
    const { description } = definition;
    return `| ${code(name)} | ${place} | ${typeText(shown)} | ${required ? "yes" : ""} | ${describe({ ...shown, ...(typeof description === "string" && { description }) })} |`;
  });
  return rows.length === 0
    ? ""
    : ["| parameter | in | type | required | |", "| --- | --- | --- | --- | --- |", ...rows].join("\n");
}

function contentText(content: readonly MediaType[]): string {
  return content.map(({ type, schema }) => `${code(type)} ${typeText(schemaOf(schema))}`).join("<br>");
}

function operationSection(operation: Operation, methodsOf: ReadonlyMap<string, readonly string[]>): string {
  const { id, method, path, summary, description, security, body, answers, docs } = operation;
  const called = methodsOf.get(id) ?? [];
  const schemes = security.map((choice) => [...choice.keys()].map(code).join(" and ")).join(", or ");
  const rows = answers.map(
    ({ status, definition, content }) =>
      `| ${status} | ${cell(textOf(definition["description"]))} | ${contentText(content) || "nothing"} |`,
  );
  return [
    `## ${id}`,
    `**${method.toUpperCase()}** ${code(path)}${summary ? ` — ${cell(summary)}` : ""}`,
    called.length > 0 ? `Called by ${called.map(code).join(", ")}.` : "",
    description ?? "",
    schemes ? `Credential: ${schemes}.` : "",
    docs ? `From the vendor's page [${docs.split("/").at(-1)}](${docs}).` : "",
    parameterTable(operation),
    body ? `Body${body.required ? "" : " (optional)"}: ${contentText(body.content)}` : "",
    ["| answer | | body |", "| --- | --- | --- |", ...rows].join("\n"),
  ]
    .filter(Boolean)
    .join("\n\n");
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function schemaSection([name, schema]: [string, Schema]): string {
  const fields = fieldTable(schema);
  return [`## ${name}`, schema.description ?? "", fields || typeText(schema)].filter(Boolean).join("\n\n");
}

/** `methodsOf` names the client's methods that call an operation, by operation id. */
export function operationsPage(
  { title, servers, operations, schemas }: Api,
  methodsOf: ReadonlyMap<string, readonly string[]>,
): string {
  const list = operations.map(({ id, method, path }) => `| [${id}](#${anchor(id)}) | ${method.toUpperCase()} | ${code(path)} |`);
  return [
    "---\ntitle: API operations\n---",
    "# API operations",
    `${title} at ${servers.map(({ url }) => code(url ?? "")).join(", ")}: the vendor's pages as they are read here, with their known mistakes corrected.`,
    ["| operation | method | path |", "| --- | --- | --- |", ...list].join("\n"),
    ...operations.map((operation) => operationSection(operation, methodsOf)),
    "# Schemas",
    ...Object.entries(schemas).map(([name, schema]) => schemaSection([name, schemaOf(schema) ?? {}])),
  ].join("\n\n");
}
