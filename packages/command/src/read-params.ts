import type { Params, TextForm } from "@specloom/client-runtime/start-command";
import type { Host } from "./host.ts";
import type { MethodParam } from "./method-params.ts";
import type { Method } from "./method.ts";
import { readFileOption, readInput } from "./read-input.ts";
import { readJsonText, readValue } from "./read-value.ts";
import { UsageError } from "./usage-error.ts";

/** The typed texts of the options, by their names without dashes. */
export type Typed = ReadonlyMap<string, readonly string[]>;

/** The typed params, over those of `--json`. @throws {UsageError} names the option, and the expected value. */
export async function readParams(
  method: Method,
  params: readonly MethodParam[],
  typed: Typed,
  forms: Readonly<Record<string, TextForm>>,
  host: Host,
): Promise<Params> {
  const result: Record<string, unknown> = {};
  const json = typed.get("json")?.at(-1);
  if (json !== undefined) {
    const given = readJsonParams(await readInput("json", json, host), json);
    if (method.operation.takesBody?.endsWith("param") === true && method.operation.isGrouped !== true) result["body"] = given;
    // A name that objects have of their own is a name like any other, and is refused where the call checks names.
    else if (isRecord(given)) for (const [name, value] of Object.entries(given)) define(result, name, value);
    else throw new UsageError('--json: an object of params is expected, as {"name": "value"}');
  }
  for (const param of params) {
    const texts = typed.get(param.option);
    if (texts === undefined || texts.length === 0) continue;
    setAt(result, param.path, await readParam(method, param, texts, forms, host));
  }
  return result;
}

function readJsonParams(content: string, given: string): unknown {
  try {
    return readJsonText(content);
  } catch (error) {
    const place = given === "-" ? " (standard input)" : given.startsWith("@") ? ` (${given.slice(1)})` : "";
    throw new UsageError(`--json${place}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

async function readParam(
  { operation }: Method,
  { path, option, rule }: MethodParam,
  texts: readonly string[],
  forms: Readonly<Record<string, TextForm>>,
  host: Host,
): Promise<unknown> {
  const form = path.length === 1 ? forms[path[0] ?? ""] : undefined;
  const last = texts.at(-1) ?? "";
  const wrap = <Value>(read: () => Value, shown: string): Value => {
    try {
      return read();
    } catch (error) {
      throw new UsageError(`--${option} ${shown}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  };
  if (form && !/^\s*[[{]/.test(last)) return wrap(() => form.read(last), JSON.stringify(last));
  if (option === "body" && path[0] === "body") {
    const type = operation.contentType ?? "application/json";
    if (!/^(?:text\/|multipart\/form-data\b|[^;]*\bjson\b|[^;]*-urlencoded\b)/.test(type))
      return readFileOption(option, last, type);
    const content = await readInput(option, last, host);
    return type.startsWith("text/") ? content : wrap(() => readJsonText(content), last.slice(0, 40));
  }
  if (isListOnly(rule.types)) {
    const [only = ""] = texts;
    if (texts.length === 1 && /^\s*\[/.test(only)) return wrap(() => readJsonText(only), JSON.stringify(only));
    const items = rule.items ?? {};
    // A comma may be part of a free text. It is never part of a number or of a word that the spec lists.
    const isCut = items.values !== undefined || items.types?.every((type) => type === "integer" || type === "number") === true;
    return texts
      .flatMap((text) => (isCut ? text.split(",").map((part) => part.trim()) : [text]))
      .map((text) => wrap(() => readValue(items, text), JSON.stringify(text)));
  }
  const content = /^@./.test(last) && rule.types?.includes("object") === true ? await readInput(option, last, host) : last;
  return wrap(() => readValue(rule, content), JSON.stringify(last));
}

/** Whether the value is a list, and nothing else that can be typed. */
export function isListOnly(types: readonly string[] | undefined): boolean {
  return types?.includes("array") === true && types.every((type) => type === "array" || type === "null");
}

function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
}

function setAt(target: Record<string, unknown>, [name = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  const inner = target[name];
  const next: Record<string, unknown> = isRecord(inner) ? { ...inner } : {};
  target[name] = next;
  setAt(next, rest, value);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
