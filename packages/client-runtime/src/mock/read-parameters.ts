import type { OperationDescriptor, ParamRule, ValueStyle } from "../operation.ts";
import { parseJson } from "../read-body.ts";
import { isJson } from "../write-parameter.ts";

type Styles = Readonly<Record<string, ValueStyle>>;
type Values = Readonly<Record<string, unknown>>;
/** A name with what stands for it, a file or a text as it is written. */
type Pair = readonly [name: string, value: unknown];

/** How texts are written in a place. */
interface Place {
  readonly decode: (text: string) => string;
  /** An object without a style is its JSON. */
  readonly isForm?: boolean;
}

/** The parts of a request other than its body. */
export interface ReadParameters {
  readonly path: Values;
  readonly query: Values;
  /** There where some of the operation's came. */
  readonly header?: Values;
  readonly cookie?: Values;
}

/** Reads back what a call writes into address and headers. `written`: the path's parameters, as the address has them. */
export function readParameters(
  { url, headers }: Request,
  written: Readonly<Record<string, string>>,
  operation: OperationDescriptor,
): ReadParameters {
  const header = readHeaders(headers, operation);
  const cookie = readCookies(headers, operation);
  return {
    path: readPath(written, operation),
    query: readQuery(new URL(url).search.slice(1), operation.styles?.query, operation.rules?.query),
    ...(header && { header }),
    ...(cookie && { cookie }),
  };
}

/** A query, or a form that is written as one. */
export function readQuery(search: string, styles: Styles = {}, rule?: ParamRule, isForm = false): Values {
  const [whole] = Object.entries(styles).filter(([, { style }]) => style === "simple");
  if (whole && search !== "") {
    const [name, { fields }] = whole;
    const own = rule?.properties?.[name];
    const text = decodeQuery(search.replace(/=$/, ""));
    return { [name]: fields ? readQuery(search, fields, own, true) : (parseJson(text) ?? text) };
  }
  const pairs = search
    .split("&")
    .filter(Boolean)
    .map((part) => splitPair(part, decodeQuery));
  return readPairs(pairs, styles, rule, { decode: decodeQuery, isForm });
}

/** The parts of a form; a part is a text or a file. */
export function readParts(form: FormData, styles: Styles = {}, rule?: ParamRule): Values {
  return readPairs([...form], styles, rule, { decode: (text) => text, isForm: true });
}

/** The values of a path's parameters, as the address has them. */
function readPath(written: Readonly<Record<string, string>>, { styles, rules }: OperationDescriptor): Values {
  return Object.fromEntries(
    Object.entries(written).map(([name, text]) => {
      const style = styles?.path?.[name] ?? {};
      return [name, readSegment(name, text, style, rules?.path?.properties?.[name], decodeText)];
    }),
  );
}

/** The headers that an operation has; undefined where none of them came. */
function readHeaders(headers: Headers, { styles, rules }: OperationDescriptor): Values | undefined {
  const known = rules?.header?.properties ?? {};
  // A document may name what no header can be called, which the platform's own look-up throws at.
  const given = new Map(headers);
  const found = namesOf(known, styles?.header).flatMap((name) => {
    const text = given.get(name.toLowerCase());
    if (text === undefined) return [];
    return [[name, readSegment(name, text, styles?.header?.[name] ?? {}, known[name], (plain) => plain)]];
  });
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

/** The cookies that an operation has; undefined where none of them came. */
function readCookies(headers: Headers, { styles, rules }: OperationDescriptor): Values | undefined {
  const known = rules?.cookie?.properties ?? {};
  const names = namesOf(known, styles?.cookie);
  const parts = (headers.get("cookie") ?? "").split(/; */).filter(Boolean);
  const pairs = parts.map((part) => splitPair(part, decodeText));
  const values = readPairs(pairs, styles?.cookie ?? {}, rules?.cookie, { decode: decodeText });
  const found = Object.entries(values).filter(([name]) => names.includes(name));
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

function namesOf(...known: readonly (object | undefined)[]): readonly string[] {
  return [...new Set(known.flatMap((names) => Object.keys(names ?? {})))];
}

function splitPair(text: string, decode: (name: string) => string): Pair {
  const at = text.indexOf("=");
  return at === -1 ? [decode(text), ""] : [decode(text.slice(0, at)), text.slice(at + 1)];
}

/** Each parameter takes the pairs that are its own. What nobody takes stands under its own name. */
function readPairs(pairs: readonly Pair[], styles: Styles, rule: ParamRule | undefined, place: Place): Values {
  const known = rule?.properties ?? {};
  const values: Record<string, unknown> = {};
  const rest = new Set(pairs);
  const take = (isOwn: (name: string) => boolean): readonly Pair[] => {
    const own = [...rest].filter(([name]) => isOwn(name));
    for (const pair of own) rest.delete(pair);
    return own;
  };
  const names = namesOf(known, styles);
  for (const name of names) {
    const style = styles[name] ?? {};
    const own =
      style.style === "deepObject" ? take((key) => key === name || key.startsWith(`${name}[`)) : take((key) => key === name);
    if (own.length > 0) values[name] = readOwn(name, own, style, known[name], place);
  }
  // An exploded object has the names of its members, and not its own.
  for (const name of names) {
    const { style = "form", explode = style === "form" || style === "cookie", contentType } = styles[name] ?? {};
    const own = known[name];
    if (
      values[name] !== undefined ||
      !explode ||
      !isObjectRule(own) ||
      contentType !== undefined ||
      (place.isForm && !styles[name])
    )
      continue;
    const members = take(
      (key) => own?.others !== undefined || own?.properties === undefined || Object.hasOwn(own.properties, key),
    );
    if (members.length > 0) values[name] = readPairs(members, {}, own, { decode: place.decode });
  }
  for (const [name, texts] of grouped([...rest]))
    values[name] = readOwn(
      name,
      texts.map((text) => [name, text]),
      {},
      rule?.others,
      place,
    );
  return values;
}

function grouped(pairs: readonly Pair[]): ReadonlyMap<string, readonly unknown[]> {
  const groups = new Map<string, unknown[]>();
  for (const [name, value] of pairs) groups.set(name, [...(groups.get(name) ?? []), value]);
  return groups;
}

const DELIMITERS: Readonly<Record<string, RegExp>> = { spaceDelimited: /%20|\+| /, pipeDelimited: /%7C|\|/i };

/** The value of a parameter from the pairs that have its name. */
function readOwn(
  name: string,
  pairs: readonly Pair[],
  { style = "form", contentType, ...rest }: ValueStyle,
  rule: ParamRule | undefined,
  { decode }: Place,
): unknown {
  const { explode = style === "form" || style === "cookie" } = rest;
  if (style === "deepObject") return readDeep(name, pairs, rule, decode);
  const values = pairs.map(([, value]) => value);
  const plain = style === "cookie" ? (text: string) => text : decode;
  const [first] = values;
  if (typeof first === "string" && values.length === 1 && !explode && (isListRule(rule) || isObjectRule(rule)))
    return readJoined(first.split(DELIMITERS[style] ?? ","), false, rule, plain);
  const read = (value: unknown, own: ParamRule | undefined): unknown =>
    typeof value !== "string"
      ? value
      : contentType !== undefined
        ? documentOf(plain(value), contentType)
        : typed(plain(value), own);
  if (contentType !== undefined && isJson(contentType) && values.length === 1) return read(first, undefined);
  if (isListRule(rule) || values.length > 1) return values.map((value) => read(value, rule?.items));
  return read(first, rule);
}

/** `filter[a][b]=1`, and `filter[]=1` for a list. */
function readDeep(name: string, pairs: readonly Pair[], rule: ParamRule | undefined, decode: (text: string) => string): unknown {
  const [first] = pairs;
  if (first?.[0] === name) return typeof first[1] === "string" ? typed(decode(first[1]), rule) : first[1];
  const keyOf = (key: string): string => /^\[([^\]]*)\]/.exec(key.slice(name.length))?.[1] ?? "";
  const members = grouped(pairs.map((pair) => [keyOf(pair[0]), pair]));
  const read = (key: string, own: readonly Pair[], ownRule: ParamRule | undefined): unknown =>
    readDeep(`${name}[${key}]`, own, ownRule, decode);
  const all = [...members].map(([key, own]) => [key, own as readonly Pair[]] as const);
  if (isListRule(rule) || members.has(""))
    return all.flatMap(([key, own]) =>
      key === "" ? own.map((pair) => read(key, [pair], rule?.items)) : [read(key, own, rule?.items)],
    );
  return Object.fromEntries(all.map(([key, own]) => [key, read(key, own, rule?.properties?.[key] ?? rule?.others)]));
}

/** A value that stands alone in its place: in a segment of a path, or in a header. */
function readSegment(
  name: string,
  written: string,
  { style = "simple", explode = false, contentType }: ValueStyle,
  rule: ParamRule | undefined,
  decode: (text: string) => string,
): unknown {
  const [text, delimiter] =
    style === "label"
      ? [written.slice(1), explode ? "." : ","]
      : style === "matrix"
        ? [matrixText(name, written, explode, rule), explode ? ";" : ","]
        : [written, /, */];
  if (contentType !== undefined) return documentOf(decode(text), contentType);
  if (isListRule(rule) || isObjectRule(rule)) return readJoined(text.split(delimiter), explode, rule, decode);
  return typed(decode(text), rule);
}

/** Without what repeats the name; the members of an exploded object have names of their own. */
function matrixText(name: string, written: string, explode: boolean, rule: ParamRule | undefined): string {
  const parts = written.slice(1).split(";");
  if (explode && isObjectRule(rule)) return parts.join(";");
  return parts.map((part) => (part === name ? "" : part.slice(name.length + 1))).join(";");
}

/** The members of a list or an object that are written in one text. */
function readJoined(
  parts: readonly string[],
  isPaired: boolean,
  rule: ParamRule | undefined,
  decode: (text: string) => string,
): unknown {
  if (isListRule(rule)) return parts.map((part) => typed(decode(part), rule?.items));
  const pairs = isPaired
    ? parts.map((part) => splitPair(part, decode))
    : parts.flatMap((part, at): Pair[] => (at % 2 === 0 ? [[decode(part), parts[at + 1] ?? ""]] : []));
  return readPairs(pairs, {}, rule, { decode });
}

function documentOf(text: string, contentType: string): unknown {
  return isJson(contentType) ? (parseJson(text) ?? text) : text;
}

/** A text as the first of its types that it is one of. Without types it stays a text. */
function typed(text: string, { types = [] }: ParamRule = {}): unknown {
  if (types.includes("string")) return text;
  const has = (...names: readonly string[]): boolean => names.some((name) => types.includes(name));
  if (has("number", "integer") && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return Number(text);
  if (has("boolean") && (text === "true" || text === "false")) return text === "true";
  return has("object", "array") ? (parseJson(text) ?? text) : text;
}

/** A value that is a list, and can be no text. */
function isListRule({ types = [] }: ParamRule = {}): boolean {
  return types.includes("array") && !types.includes("string");
}

function isObjectRule({ types = [] }: ParamRule = {}): boolean {
  return types.includes("object") && !types.includes("string") && !types.includes("array");
}

/** An encoding that is none stays as it is. */
function decodeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Forms write a blank as a plus. */
function decodeQuery(text: string): string {
  return decodeText(text.replaceAll("+", " "));
}
