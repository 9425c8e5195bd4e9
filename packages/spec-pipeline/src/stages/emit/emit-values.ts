import type { JsonObject } from "../../document/json.ts";
import type { ApiModel } from "../../model/api-model.ts";
import type { Operation } from "../../model/operation.ts";
import { type ParamRule, readParamRule } from "../../model/param-rule.ts";
import type { StageResult } from "../../problems/problem.ts";
import {
  fileHeader,
  identifier,
  joinSource,
  jsonLiteral,
  objectKey,
  source,
  variableName,
  type SourceText,
} from "../../source/source-text.ts";

/** `values.gen.ts`: what requests may hold, for what a client checks before it sends anything. */
export async function emitValues({ document, operations }: ApiModel, vendor: string): Promise<StageResult<SourceText>> {
  const found = operations.flatMap((operation) => rulesOf(document, operation).map((part) => ({ ...part, id: operation.id })));
  const lists = sharedLists(found.map(({ rule }) => rule));
  const names = new Set<SourceText>(lists.values());
  const rules = found.map(
    ({ id, part, rule }) =>
      source`export const ${freeName(source`${variableName(id)}${part}`, names)}: ParamRule = ${literal(rule, lists, source``)};\n`,
  );
  const constants = [...lists].map(([list, name]) => source`const ${name}: readonly string[] = ${list};\n`);
  if (rules.length === 0) return { value: source`${fileHeader(vendor)}\nexport {};\n`, problems: [] };
  const value = source`${fileHeader(vendor)}
import type { ParamRule } from "@specloom/client-runtime";

// What requests may hold, by operation: the names that the spec knows, with types, lists of values and limits.

${joinSource([...constants.toSorted(), ...rules.toSorted()], source`\n`)}`;
  return { value, problems: [] };
}

/** A list of fewer values is shorter than the name of a constant. */
const MIN_SHARED_VALUES = 4;

/** The lists of values that stand in several places, as source, with the name of the constant that holds each. */
function sharedLists(rules: readonly ParamRule[]): ReadonlyMap<SourceText, SourceText> {
  const found = new Map<SourceText, { readonly name: string; readonly count: number }>();
  const queue = rules.map((rule) => ({ rule, name: "" }));
  for (const { rule, name } of queue) {
    if (rule.values !== undefined && rule.values.length >= MIN_SHARED_VALUES) {
      const list = jsonLiteral(rule.values);
      found.set(list, { name: found.get(list)?.name ?? name, count: (found.get(list)?.count ?? 0) + 1 });
    }
    queue.push(...Object.entries(rule.properties ?? {}).map(([property, inner]) => ({ rule: inner, name: property })));
    for (const inner of [rule.items, rule.others]) if (inner) queue.push({ rule: inner, name });
  }
  const names = new Set<SourceText>();
  const shared = [...found].filter(([, { count }]) => count > 1);
  return new Map(shared.map(([list, { name }]) => [list, freeName(identifier(source`values`, name), names)]));
}

const PARTS = { query: source`Query`, header: source`Header`, cookie: source`Cookie` };

/** The rules of an operation's query, headers and body, where that is JSON or a form. A path is checked where it is filled in. */
function rulesOf(document: JsonObject, { groups, sent }: Operation): readonly { part: SourceText; rule: ParamRule }[] {
  const rules = groups.flatMap(({ place, parameters }) => {
    if (place === "path") return [];
    const properties = parameters.map(({ name, input }) => [name, readParamRule(document, input.schema)] as const);
    const required = parameters.filter(({ optional }) => !optional).map(({ name }) => name);
    const rule: ParamRule = {
      types: ["object"],
      properties: Object.fromEntries(properties),
      ...(required.length > 0 && { required }),
    };
    return [{ part: PARTS[place], rule }];
  });
  if (sent?.input) rules.push({ part: source`Body`, rule: readParamRule(document, sent.input.schema) });
  return rules;
}

/** A name that no other operation has: `a-b` and `a_b` would have one. */
function freeName(wanted: SourceText, taken: Set<SourceText>): SourceText {
  let name = wanted;
  for (let count = 2; taken.has(name); count += 1) name = source`${wanted}${count}`;
  taken.add(name);
  return name;
}

/** A rule on a line of its own; with a line for each of its properties. */
function literal(
  { items, properties, others, ...plain }: ParamRule,
  lists: ReadonlyMap<SourceText, SourceText>,
  indent: SourceText,
): SourceText {
  const inner = source`${indent}    `;
  const lines = Object.entries(properties ?? {}).map(
    ([name, rule]) => source`${inner}${objectKey(name)}: ${literal(rule, lists, inner)},\n`,
  );
  const members = [
    ...Object.entries(plain).map(([name, value]) => {
      const text = jsonLiteral(value);
      return source`${objectKey(name)}: ${lists.get(text) ?? text}`;
    }),
    ...(items ? [source`items: ${literal(items, lists, indent)}`] : []),
    ...(properties
      ? [source`properties: {${lines.length > 0 ? source`\n${joinSource(lines, source``)}${indent}` : source``}}`]
      : []),
    ...(others ? [source`others: ${literal(others, lists, indent)}`] : []),
  ];
  return members.length > 0 ? source`{ ${joinSource(members, source`, `)} }` : source`{}`;
}
