import type { ParamRule } from "@specloom/client-runtime";
import { kebabCase } from "./kebab-case.ts";
import type { Method } from "./method.ts";

/** A param of a method, as an option. */
export interface MethodParam {
  /** The place of its value in the method's params: `["pagination", "limit"]`. */
  readonly path: readonly string[];
  /** The option without its dashes: `pagination-limit`. */
  readonly option: string;
  readonly rule: ParamRule;
  readonly isRequired: boolean;
}

/** Options of every command. A param with one of these names gets the prefix `param-`. */
export const OWN_OPTIONS: readonly string[] = [
  "all",
  "chart",
  "columns",
  "format",
  "help",
  "json",
  "limit",
  "mock",
  "output",
  "profile",
  "resume",
  "timeout",
  "version",
  "yes",
];

const PLACES = ["path", "query", "header", "cookie"] as const;

/** The params of a method in the order of its address, then of its body. */
export function methodParams({ operation, without }: Method): readonly MethodParam[] {
  const { rules = {}, takesBody, isGrouped = false } = operation;
  const params: MethodParam[] = [];
  const add = (rule: ParamRule | undefined, prefix: readonly string[], isFilledIn = false): void => {
    for (const [name, own] of Object.entries(rule?.properties ?? {})) {
      const isRequired = rule?.required?.includes(name) === true;
      // The client fills in optional params of a path.
      if (without.includes(name) || (isFilledIn && !isRequired)) continue;
      params.push({ path: [...prefix, name], option: optionOf([...prefix, name]), rule: own, isRequired });
      if (!isGrouped && isPlain(own))
        for (const [inner, rest] of Object.entries(own.properties ?? {}))
          params.push({
            path: [...prefix, name, inner],
            option: optionOf([...prefix, name, inner]),
            rule: rest,
            isRequired: false,
          });
    }
  };
  for (const place of PLACES) add(rules[place], isGrouped ? [place] : [], place === "path");
  if (takesBody?.endsWith("fields")) add(rules.body, isGrouped ? ["body"] : []);
  else if (takesBody) params.push({ path: ["body"], option: "body", rule: rules.body ?? {}, isRequired: takesBody === "param" });
  return withoutDoubles(params);
}

function optionOf(path: readonly string[]): string {
  const name = kebabCase(path.join("-"));
  return OWN_OPTIONS.includes(name) && name !== "limit" ? `param-${name}` : name;
}

/** An object with few plain values. Each can be an option of its own. */
function isPlain({ types = [], properties, others }: ParamRule): boolean {
  const rules = Object.values(properties ?? {});
  return (
    types.includes("object") &&
    others === undefined &&
    rules.length > 0 &&
    rules.length <= 6 &&
    rules.every((rule) => rule.types?.every((type) => !["array", "object"].includes(type)))
  );
}

/** If two params would have one option, the later one can be given by `--json` only. */
function withoutDoubles(params: readonly MethodParam[]): readonly MethodParam[] {
  const taken = new Set<string>();
  return params.filter(({ option }) => option !== "" && !taken.has(option) && taken.add(option));
}
