import type { CanonicalSchema } from "../../model/canonical-schema.ts";
import type { ComponentTypes } from "../../model/component-types.ts";
import type { Operation } from "../../model/operation.ts";
import type { ParamRule } from "../../model/param-rule.ts";
import { isJsonType } from "../../model/value-style.ts";

/** How a method takes the inputs of an operation. The runtime's row of an operation explains the fields. */
export interface ParamsLayout {
  readonly takesBody: "fields" | "optional-fields" | "optional-param" | "param" | undefined;
  readonly isGrouped: boolean;
}

/**
 * If all fields of a body are known, the method takes the fields. An optional body with required fields is treated as required: other
 * documents are rare, and `call` can leave the body out. If two params have one name, a method takes the same argument as `call`.
 */
export function paramsLayout(
  { groups, sent }: Operation,
  rules: Readonly<Partial<Record<string, ParamRule>>>,
  types: ComponentTypes,
): ParamsLayout {
  const rule = rules["body"];
  const known = Object.keys(rule?.properties ?? {});
  // Without known names, there may be more fields than can be listed.
  const fields =
    known.length > 0 && sent?.input && isJsonType(sent.contentType) && rule?.others === undefined
      ? fieldNames(types.canonical(sent.input, "input"), types, [])
      : undefined;
  const isOfFields = fields !== undefined && fields.length > 0 && fields.every((name) => known.includes(name));
  const asParam = sent?.required === true ? "param" : "optional-param";
  const needed = sent?.required === true || (rule?.required ?? []).length > 0;
  const body = isOfFields ? (needed ? "fields" : "optional-fields") : asParam;
  const names = [
    ...groups.flatMap(({ parameters }) => parameters.map(({ name }) => name)),
    ...(sent ? (isOfFields ? new Set([...fields, ...known]) : ["body"]) : []),
  ];
  const isGrouped = new Set(names).size < names.length || names.includes("__proto__");
  return { takesBody: sent && (isGrouped ? asParam : body), isGrouped };
}

/** The fields of an object that can be an interface. Undefined if it may have other fields, or other forms. */
function fieldNames(schema: CanonicalSchema, types: ComponentTypes, entered: readonly string[]): readonly string[] | undefined {
  if (schema.form === "object") return schema.index ? undefined : schema.properties.map(({ name }) => name);
  if (schema.form === "component") {
    const { name } = schema;
    const component = Object.hasOwn(types.schemas, name) && !entered.includes(name) ? types.schemas[name] : undefined;
    return component && fieldNames(component, types, [...entered, name]);
  }
  if (schema.form !== "intersection") return undefined;
  const parts = schema.parts.map((part) => fieldNames(part, types, entered));
  return parts.every((part) => part !== undefined) ? [...new Set(parts.flat())] : undefined;
}
