import type { ApiModel } from "../../model/api-model.ts";
import { printMethodName } from "../../model/method-name.ts";
import type { StageResult } from "../../problems/problem.ts";
import { fileHeader, joinSource, source, stringLiteral, type SourceText } from "../../source/source-text.ts";
import { byResource } from "./by-resource.ts";
import { operationNames } from "./operation-names.ts";
import { createRowColumns } from "./row-columns.ts";

/** `command.gen.ts`: the row of every method by the method's name, and what the document calls it. Only a client's command imports it. */
export async function emitCommand({ operations, types }: ApiModel, vendor: string): Promise<StageResult<SourceText>> {
  const names = operationNames(operations);
  const rowColumns = createRowColumns(types);
  const methods = [...byResource(operations).values()].flat().map(({ name, operation, isWalk, isFormer }) => ({
    name: printMethodName(name),
    row: names.get(operation)?.row ?? source``,
    summary: operation.summary?.trim() ?? "",
    columns: rowColumns(operation),
    walked: isWalk && !isFormer ? printMethodName(operation.name) : undefined,
  }));
  const rows = [...new Set(methods.map(({ row }) => row))].toSorted();
  const imported = rows.length === 0 ? source`` : source`import {\n${lines(rows)}} from "./operations.gen.ts";\n`;
  const value = source`${fileHeader(vendor)}
import type { OperationDescriptor } from "@specloom/client-runtime";
${imported}
/** The operation behind each method. */
export const methods: Readonly<Record<string, OperationDescriptor>> = {
${lines(methods.map(({ name, row }) => source`${stringLiteral(name)}: ${row}`))}};

/** Methods that walk all pages, with the methods of one page. */
export const walks: Readonly<Record<string, string>> = {
${lines(
  methods.flatMap(({ name, walked }) => (walked === undefined ? [] : [source`${stringLiteral(name)}: ${stringLiteral(walked)}`])),
)}};

/** The documented columns of the rows in each response. A response without rows has no entry. */
export const columns: Readonly<Record<string, readonly string[]>> = {
${lines(
  methods
    .filter((method) => method.columns.length > 0)
    .map(({ name, columns }) => source`${stringLiteral(name)}: [${joinSource(columns.map(stringLiteral), source`, `)}]`),
)}};

/** The vendor's summary of each method. It is for people. */
export const summaries: Readonly<Record<string, string>> = {
${lines(
  methods
    .filter(({ summary }) => summary !== "")
    .map(({ name, summary }) => source`${stringLiteral(name)}: ${stringLiteral(summary)}`),
)}};
`;
  return { value, problems: [] };
}

function lines(parts: readonly SourceText[]): SourceText {
  return joinSource(
    parts.map((part) => source`    ${part},\n`),
    source``,
  );
}
