import { isList, isObject, resolvePointer, stringMember, type Json, type JsonObject } from "../../document/json.ts";
import { lastWords, readSteps } from "../path-steps.ts";
import { responseShape } from "../response-shape.ts";
import { findItems, type Items } from "./find-items.ts";
import type { PagedOperation, Pages } from "./pages.ts";
import { pagingWords } from "./paging-words.ts";
import { plainName, plainNames } from "./plain-name.ts";
import { shownPlaces } from "./shown-places.ts";
import { listPlaces, placeOf, pointerTo, type ValuePlace } from "./value-places.ts";

/** The facts that a rule looks at. */
interface Facts {
  readonly operation: PagedOperation;
  readonly items: Items;
  /** Members of the response that concern the page as a whole. */
  readonly fields: readonly ValuePlace[];
  /** The possible inputs of a call: its query, and the body of an operation that only reads. */
  readonly params: readonly ValuePlace[];
}

/**
 * Finds how an operation is walked, if the document proves it. The names give a guess. Types, formats, descriptions and examples must agree
 * with it. A walk without a known end is not generated: with wrongly guessed pages, a program would miss rows.
 */
export function recognisePages(document: JsonObject, operation: PagedOperation): Pages | undefined {
  if (!operation.safe || operation.responseKind !== "json") return undefined;
  const [output, ...others] = operation.outputs;
  if (!output || others.length > 0) return undefined;
  const items = findItems(document, operation.path, output.schema);
  if (!items) return undefined;
  const examples = examplesOf(document, operation);
  const isOfThisPage = (path: readonly string[]): boolean => isOfPage(path, items.path);
  const described = listPlaces(document, output.schema, isOfThisPage);
  const params = listParams(document, operation);
  const words = params.map(({ text }) => text);
  const shown = shownPlaces(examples, described, words, isOfThisPage);
  const isAlone = !isPaged(params);
  // Of one thing, whose parts come in pages, more has to be said than examples and addresses do.
  const isOfOne =
    (isAlone || shown.length > 0) &&
    responseShape(document, operation.definition, lastWords(readSteps(operation.path))) === "object";
  const facts: Facts = { operation, items, fields: isOfOne ? described : [...described, ...shown], params };
  const rules = isAlone ? (isOfOne ? [] : [byAddressAlone]) : [byCursor, byItem, byLink, byAddress, byOffset, byPage];
  for (const rule of rules) {
    const found = rule(facts);
    if (found && agreesWithExamples(found, facts, examples)) return found;
  }
  return undefined;
}

/** Whether an object contains the items, or stands beside them and is known to lead to the next page. */
function isOfPage(path: readonly string[], items: readonly string[]): boolean {
  let isBeside = true;
  return path.every((segment, level) => {
    isBeside &&= segment === items[level];
    return isBeside || pagingWords.envelopes.has(plainName(segment));
  });
}

/** The possible inputs of a call in its query, and in its body if that is JSON. */
export function listParams(document: JsonObject, { groups, sent }: PagedOperation): readonly ValuePlace[] {
  const query = groups.find(({ place }) => place === "query")?.parameters ?? [];
  const body = sent?.media.kind === "json" ? listPlaces(document, sent.media.schema, ({ length }) => length < 2) : [];
  return [
    ...query.map(({ name, schema, definition }) =>
      placeOf(document, schema, ["query", name], stringMember(definition, "description")),
    ),
    ...body
      .filter(({ path }) => path.length > 0 && path.length < 3)
      .map((place) => ({ ...place, path: ["body", ...place.path] })),
  ];
}

const nameOf = ({ path }: ValuePlace): string => plainName(path.at(-1) ?? "");
const isParam = (place: ValuePlace, names: ReadonlySet<string>): boolean =>
  plainNames(place.path.at(-1) ?? "").some((name) => names.has(name));
const has = ({ types }: ValuePlace, ...wanted: readonly string[]): boolean =>
  wanted.some((type) => types.has(type)) && [...types].every((type) => type === "null" || wanted.includes(type));
const isNumber = (place: ValuePlace): boolean => has(place, "integer", "number");

/** A point in time is no position: rows of the same second would be lost or come twice. */
function isTime({ format = "", text }: ValuePlace): boolean {
  return format.startsWith("date") || /\b(?:timestamps?|epoch|unix time|date(?:time)?s?|milliseconds)\b/i.test(text);
}

function isAddress(place: ValuePlace): boolean {
  const { format = "", text, examples } = place;
  return (
    /^(?:uri|url)/.test(format) ||
    /(?:url|uri|href|link)$/.test(nameOf(place)) ||
    /\b(?:url|uri|link|href)\b/i.test(text) ||
    examples.some((value) => typeof value === "string" && /^(?:https?:\/\/|\/)/.test(value.trim()))
  );
}

/** A field whose value can be sent as a parameter. A number may be written as text, but text is no number. */
function fits(field: ValuePlace, param: ValuePlace): boolean {
  if (param.isListed || isTime(param) || isTime(field) || isAddress(field)) return false;
  if (param.format === "uuid" && field.format !== "uuid") return false;
  if (has(field, "string")) return param.types.has("string");
  return isNumber(field) && (param.types.has("string") || isNumber(param));
}

/** The next position is a field of the response. */
function byCursor({ items, fields, params }: Facts): Pages | undefined {
  const takers = params.filter((param) => isParam(param, pagingWords.cursorParams));
  for (const pairs of PAIRINGS) {
    const found = takers.flatMap((param) =>
      fields.filter((field) => pairs(field, param) && fits(field, param)).map((field) => ({ field, param })),
    );
    const [only, ...others] = found;
    if (!only) continue;
    if (others.length > 0) return undefined;
    return {
      by: "cursor",
      items: items.pointer,
      param: pointerTo(only.param.path),
      next: pointerTo(only.field.path),
      ...flags(fields),
    };
  }
  return undefined;
}

const LEADS_ON = /\b(?:next|subsequent|following|more)\b/i;

/** Pairs of fields and parameters, the surest first. */
const PAIRINGS: readonly ((field: ValuePlace, param: ValuePlace) => boolean)[] = [
  // `next_page` and `page`, or `next_token` twice.
  (field, param) => {
    const name = nameOf(field);
    return plainNames(param.path.at(-1) ?? "").some(
      (taken) => name === `next${taken}` || (name === taken && taken.startsWith("next")),
    );
  },
  // `cursors.after` and `after`: the same name, if the document says that it leads to the next page.
  (field, param) => {
    const leads = field.path.slice(0, -1).some((segment) => pagingWords.forwardEnvelopes.has(plainName(segment)));
    return plainNames(param.path.at(-1) ?? "").includes(nameOf(field)) && (leads || LEADS_ON.test(field.text));
  },
  // `next_token` and `pagination_token`.
  (field, param) => pagingWords.cursorFamilies.some(({ params, fields }) => isParam(param, params) && fields.has(nameOf(field))),
];

/** The next position is a field of the last item, and a flag says whether there is a next page. */
function byItem({ items, fields, params }: Facts): Pages | undefined {
  const ends = flags(fields);
  if (Object.keys(ends).length === 0) return undefined;
  const found = params.flatMap((param) => {
    if (!isParam(param, pagingWords.itemParams) || !/\bids?\b|identifier/i.test(param.text)) return [];
    const field = items.members().find((member) => nameOf(member) === "id" && fits(member, param));
    return field ? [{ param, field }] : [];
  });
  const [only, ...others] = found;
  if (!only || others.length > 0) return undefined;
  return { by: "item", items: items.pointer, param: pointerTo(only.param.path), field: pointerTo(only.field.path), ...ends };
}

/** The response's header `Link` names the next page. */
function byLink({ operation, items }: Facts): Pages | undefined {
  const header = operation.responses
    .filter(({ succeeds }) => succeeds)
    .flatMap(({ headers }) => headers)
    .find(({ name }) => name.toLowerCase() === "link");
  return header ? { by: "link", items: items.pointer } : undefined;
}

/** Whether a call takes a parameter that asks for a page. */
function isPaged(params: readonly ValuePlace[]): boolean {
  return params.some((param) =>
    [
      pagingWords.sizeParams,
      pagingWords.pageParams,
      pagingWords.offsetParams,
      pagingWords.cursorParams,
      pagingWords.itemParams,
    ].some((names) => isParam(param, names)),
  );
}

/** The response names the address of the next page. */
function byAddress({ items, fields, operation }: Facts): Pages | undefined {
  const found = fields.filter((field) => {
    const [own = "", above = ""] = field.path.map(plainName).toReversed();
    const name = own === "href" || own === "url" ? above : own;
    if (!pagingWords.nextAddresses.has(name) || !has(field, "string") || !isAddress(field)) return false;
    const isOfThisList = field.examples.every((value) => typeof value !== "string" || leadsTo(operation.path, value));
    return isOfThisList && (name !== "next" || isOneOfSeveral(field, fields) || /\bpages?\b/i.test(field.text));
  });
  const [only, ...others] = found;
  if (!only || others.length > 0) return undefined;
  return { by: "address", items: items.pointer, next: pointerTo(only.path), ...flags(fields) };
}

/** The same where no parameter asks for a page: the document has to say that the address is one of several pages. */
function byAddressAlone(facts: Facts): Pages | undefined {
  const found = byAddress(facts);
  const field = found && facts.fields.find(({ path }) => pointerTo(path) === found.next);
  return field && isOneOfSeveral(field, facts.fields) && /\bpages?\b/i.test(field.text) ? found : undefined;
}

/** Whether addresses of other pages stand beside it. */
function isOneOfSeveral(field: ValuePlace, fields: readonly ValuePlace[]): boolean {
  const depth = field.path.length - (["href", "url"].includes(nameOf(field)) ? 2 : 1);
  const above = pointerTo(field.path.slice(0, depth));
  return fields.some(
    ({ path }) => pointerTo(path.slice(0, depth)) === above && pagingWords.otherAddresses.has(plainName(path[depth] ?? "")),
  );
}

/** Whether an address is the operation's path with other values in its braces. */
function leadsTo(path: string, address: string): boolean {
  if (!URL.canParse(address.trim(), "https://api.invalid/")) return false;
  const given = new URL(address.trim(), "https://api.invalid/").pathname.split("/").filter(Boolean);
  const template = path.split("/").filter(Boolean);
  if (address.trim().startsWith("?")) return true;
  return (
    given.length >= template.length &&
    template.every((segment, index) => segment.includes("{") || segment === given[given.length - template.length + index])
  );
}

/** The next position is the number of items so far. */
function byOffset({ items, fields, params }: Facts): Pages | undefined {
  const found = params.filter(
    (param) =>
      isParam(param, pagingWords.offsetParams) &&
      isNumber(param) &&
      !isTime(param) &&
      !/\bbytes?\b|\bids?\b|\bpage (?:number|index)/i.test(param.text),
  );
  const [param, ...others] = found;
  const ends = { ...flags(fields), ...fieldNamed("total", pagingWords.totals, fields) };
  const isSized = params.some((other) => isParam(other, pagingWords.sizeParams) && isNumber(other));
  if (!param || others.length > 0 || !isSized || Object.keys(ends).length === 0) return undefined;
  const first = firstOf(param) ?? (isParam(param, pagingWords.zeroOffsets) ? 0 : undefined);
  return first === undefined ? undefined : { by: "offset", items: items.pointer, param: pointerTo(param.path), first, ...ends };
}

/** The next position is the number of the page. */
function byPage({ items, fields, params }: Facts): Pages | undefined {
  const found = params.filter(
    (param) =>
      isParam(param, pagingWords.pageParams) &&
      isNumber(param) &&
      !isTime(param) &&
      !/\bids?\b|cursor|token|client state/i.test(param.text),
  );
  const [param, ...others] = found;
  const ends = {
    ...flags(fields),
    ...fieldNamed("total", pagingWords.totals, fields),
    ...fieldNamed("totalPages", pagingWords.totalPages, fields),
  };
  const first = param && firstOf(param);
  if (!param || others.length > 0 || first === undefined || Object.keys(ends).length === 0) return undefined;
  return { by: "page", items: items.pointer, param: pointerTo(param.path), first, ...ends };
}

/** The number of the first page or item, if the document gives it. */
function firstOf({ default: given, minimum, text }: ValuePlace): number | undefined {
  if (given === 0 || given === 1) return given;
  if (given !== undefined && given !== null) return undefined;
  if (/\b(?:zero|0)[- ](?:based|indexed)|\b(?:start|begin)\w* (?:at|from|with) (?:page )?`?0\b/i.test(text)) return 0;
  if (/\b(?:one|1)[- ](?:based|indexed)|\b(?:start|begin)\w* (?:at|from|with) (?:page )?`?1\b/i.test(text)) return 1;
  return minimum === 1 ? 1 : undefined;
}

/** The fields that tell whether a further page follows. */
function flags(fields: readonly ValuePlace[]): Partial<Pages> {
  return { ...fieldNamed("more", pagingWords.moreFlags, fields), ...fieldNamed("last", pagingWords.lastFlags, fields) };
}

function fieldNamed(
  key: "last" | "more" | "total" | "totalPages",
  names: ReadonlySet<string>,
  fields: readonly ValuePlace[],
): Partial<Pages> {
  const found = fields.find(
    (field) =>
      names.has(nameOf(field)) &&
      (key === "more" || key === "last"
        ? has(field, "boolean")
        : isNumber(field) && !/\b(?:on|in) (?:the|this) page\b/i.test(field.text)),
  );
  return found ? { [key]: pointerTo(found.path) } : {};
}

/** Complete responses that the document gives as examples. */
function examplesOf(document: JsonObject, { outputs, responses }: PagedOperation): readonly Json[] {
  const media = responses
    .filter(({ succeeds }) => succeeds)
    .flatMap(({ content }) => content.filter(({ kind }) => kind === "json"));
  const named = media.flatMap(({ definition }) => {
    const several = definition["examples"];
    return [
      ...("example" in definition ? [definition["example"] ?? null] : []),
      ...(isObject(several)
        ? Object.values(several).flatMap((example) => (isObject(example) && "value" in example ? [example["value"] ?? null] : []))
        : []),
    ];
  });
  return [...named, ...outputs.flatMap(({ schema }) => placeOf(document, schema, []).examples)].filter(
    (value) => isObject(value) || isList(value),
  );
}

/** Whether no example contradicts: a list that is missing, a position of another type, an address of something else. */
function agreesWithExamples(pages: Pages, { operation, fields }: Facts, examples: readonly Json[]): boolean {
  return examples.every((example) => {
    const at = (pointer: string | undefined): Json | undefined =>
      pointer === undefined ? undefined : resolvePointer(example, pointer);
    const items = at(pages.items);
    const next = at(pages.next);
    if (items !== undefined && items !== null && !isList(items)) return false;
    if (pages.by === "address") return typeof next !== "string" || next === "" || leadsTo(operation.path, next);
    if (next === undefined || next === null) return true;
    const field = fields.find(({ path }) => pointerTo(path) === pages.next);
    return typeof next === "string"
      ? !/^https?:\/\//.test(next) && field?.types.has("string") === true
      : typeof next === "number";
  });
}
