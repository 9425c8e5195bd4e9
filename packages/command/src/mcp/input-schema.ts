import type { ParamRule } from "@specloom/client-runtime";
import type { ClientCommand } from "@specloom/client-runtime/start-command";
import type { Method } from "../method.ts";

/** A JSON schema, as a tool has it. */
export type JsonSchema = { readonly [key: string]: unknown };

const PLACES = ["path", "query", "header", "cookie"] as const;

/** The arguments of a tool: the params of the method by their names. */
export function inputSchema({ operation, without, name }: Method, settings: ClientCommand): JsonSchema & { type: "object" } {
  const { rules = {}, takesBody, isGrouped = false } = operation;
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  const add = (rule: ParamRule | undefined, isFilledIn = false): void => {
    for (const [param, own] of Object.entries(rule?.properties ?? {})) {
      const isRequired = rule?.required?.includes(param) === true;
      if (without.includes(param) || (isFilledIn && !isRequired)) continue;
      properties[param] = withWords(schemaOf(own), param, settings);
      if (isRequired && settings.defaults?.[name]?.[param] === undefined) required.push(param);
    }
  };
  if (isGrouped) {
    for (const place of PLACES) if (rules[place]) properties[place] = schemaOf(rules[place]);
    if (takesBody) properties["body"] = schemaOf(rules.body ?? {});
    if (takesBody === "param") required.push("body");
  } else {
    for (const place of PLACES) add(rules[place], place === "path");
    if (takesBody?.endsWith("fields")) add(rules.body);
    else if (takesBody) properties["body"] = schemaOf(rules.body ?? {});
    if (takesBody === "param") required.push("body");
  }
  return { type: "object", properties, ...(required.length > 0 ? { required } : {}), additionalProperties: false };
}

/** Only our own words: a page's text about a param is not for an agent. */
function withWords(schema: JsonSchema, param: string, { params, forms }: ClientCommand): JsonSchema {
  const form = forms?.[param];
  const description = [params?.[param], form?.about].filter((part) => part !== undefined && part !== "").join("; ");
  const described = description === "" ? {} : { description };
  return form ? { anyOf: [{ type: "string" }, schema], ...described } : { ...schema, ...described };
}

/** The rule of a value as a schema. The schema is open where the rule says nothing. */
export function schemaOf({ types, values, minimum, maximum, items, properties, others, required }: ParamRule): JsonSchema {
  const isNullable = types?.includes("null") === true;
  return {
    ...(types ? { type: types.length === 1 ? types[0] : types } : {}),
    ...(values ? { enum: isNullable ? [...values, null] : values } : {}),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(items ? { items: schemaOf(items) } : {}),
    ...(properties
      ? { properties: Object.fromEntries(Object.entries(properties).map(([name, rule]) => [name, schemaOf(rule)])) }
      : {}),
    ...(others ? { additionalProperties: schemaOf(others) } : {}),
    ...(required && required.length > 0 ? { required } : {}),
  };
}
