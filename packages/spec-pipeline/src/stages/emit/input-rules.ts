import type { JsonObject } from "../../document/json.ts";
import type { Api } from "../../model/api.ts";
import type { SentBody } from "../../model/body.ts";
import type { Operation } from "../../model/operation.ts";
import { type ParamRule, readParamRule } from "../../model/param-rule.ts";
import { identifier, joinSource, jsonLiteral, objectKey, source, type SourceText } from "../../source/source-text.ts";
import { freeName } from "./free-name.ts";

/** The rules for requests that a client checks before it sends anything. */
export interface InputRules {
  /** The constants that the rules refer to: lists of values that are used in several places. */
  readonly constants: SourceText;
  /** The rules of an operation as an object, on the lines of a row. Undefined if it has none. */
  readonly print: (operation: Operation, indent: SourceText) => SourceText | undefined;
  /** The rule of one body of an operation that has several. */
  readonly printBody: (body: SentBody, indent: SourceText) => SourceText | undefined;
  readonly of: (operation: Operation) => Readonly<Partial<Record<keyof OperationRules, ParamRule>>>;
}

type OperationRules = Readonly<Record<"body" | "cookie" | "header" | "path" | "query", ParamRule>>;

/** The rules of all operations. `names`: constants that the file already has. */
export function readInputRules({ document, operations }: Api, names: Set<SourceText>): InputRules {
  const found = new Map(operations.map((operation) => [operation, rulesOf(document, operation)]));
  const lists = sharedLists(
    [...found.values()].flatMap((rules) => Object.values(rules)),
    names,
  );
  const constants = [...lists].map(([list, name]) => source`const ${name}: readonly string[] = ${list};\n`);
  const of: InputRules["of"] = (operation) => found.get(operation) ?? {};
  return {
    constants: joinSource(constants.toSorted(), source``),
    of,
    printBody: ({ input }, indent) => (input ? literal(readParamRule(document, input.schema), lists, indent) : undefined),
    print: (operation, indent) => {
      const inner = source`${indent}    `;
      const lines = Object.entries(of(operation)).map(
        ([part, rule]) => source`${inner}${objectKey(part)}: ${literal(rule, lists, inner)},\n`,
      );
      return lines.length === 0 ? undefined : source`{\n${joinSource(lines, source``)}${indent}}`;
    },
  };
}

/** A shorter list is written out, since the name of a constant is longer. */
const MIN_SHARED_VALUES = 4;

/** The lists of values that are used in several places, as source, with the name of the constant for each. */
function sharedLists(rules: readonly ParamRule[], names: Set<SourceText>): ReadonlyMap<SourceText, SourceText> {
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
  const shared = [...found].filter(([, { count }]) => count > 1);
  return new Map(shared.map(([list, { name }]) => [list, freeName(identifier(source`values`, name), names)]));
}

/** The rules of an operation's parameters and of its body, if that is JSON or a form, by part. */
function rulesOf(document: JsonObject, { groups, sent }: Operation): Partial<OperationRules> {
  const rules = groups.map(({ place, parameters }) => {
    const properties = parameters.map(({ name, input }) => [name, readParamRule(document, input.schema)] as const);
    const required = parameters.filter(({ optional }) => !optional).map(({ name }) => name);
    const rule: ParamRule = {
      properties: Object.fromEntries(properties),
      ...(required.length > 0 && { required }),
    };
    return [place, rule] as const;
  });
  const body = sent?.input ? [["body", readParamRule(document, sent.input.schema)] as const] : [];
  return Object.fromEntries([...rules, ...body]);
}

/** A rule on its own line, with a line for each of its properties. */
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
