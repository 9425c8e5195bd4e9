import { objectMember, stringMember, type JsonObject } from "../document/json.ts";
import type { Problem } from "../problems/problem.ts";
import { defaultFirst } from "./body.ts";
import type { EventShape } from "./event-shape.ts";
import { readContent, type MediaKind, type MediaType, type SchemaPlace } from "./media-type.ts";
import { resolveObject } from "./reference.ts";
import { NO_SIGNS, readStreamSigns, type StreamSigns } from "./stream-signs.ts";

/** One response of an operation: `200`, `2XX` or `default`, with its references followed. */
export interface DocumentedResponse {
  readonly status: string;
  /** Whether a client treats it as success. */
  readonly succeeds: boolean;
  readonly content: readonly MediaType[];
  readonly headers: readonly Header[];
  readonly definition: JsonObject;
  readonly pointer: string;
}

export interface Header extends SchemaPlace {
  readonly name: string;
  readonly required: boolean;
  /** The place of the header. `pointer` is the place of its schema. */
  readonly at: string;
}

export type ResponseKind = MediaKind | "none";

/** How a client reads successful responses, if it asks for one media type. */
export interface ReadResponse {
  /** The media type. Undefined if no response has a body. */
  readonly media: string | undefined;
  /** The `Accept` header, if it is not the default for this kind of response. */
  readonly accept: string | undefined;
  /** How a response is read whose status is not in `statuses`. */
  readonly responseKind: ResponseKind;
  /** Statuses, or `2XX`, whose responses are read in another way: `{ "204": "none" }`. */
  readonly statuses: Readonly<Record<string, ResponseKind>>;
  /** The possible values of a JSON response, or of a line in a stream of lines. */
  readonly outputs: readonly SchemaPlace[];
  /** The possible events of an event stream. */
  readonly events: readonly EventShape[];
  /** How a stream tells its end and its errors from its items. */
  readonly signs: StreamSigns;
}

/** `pointer`: the place of the operation. */
export function readResponses(
  document: JsonObject,
  definition: JsonObject,
  pointer: string,
  report: (problem: Problem) => void,
): readonly DocumentedResponse[] {
  const entries = Object.entries(objectMember(definition, "responses")).filter(([status]) => !status.startsWith("x-"));
  const isSuccess = successOf(entries.map(([status]) => status));
  return entries.flatMap(([status, entry]) => {
    const at = `${pointer}/responses/${status}`;
    const resolved = resolveObject(document, entry);
    if (!resolved) {
      report({ rule: "dangling-reference", severity: "error", message: `the response ${status} leads nowhere`, pointer: at });
      return [];
    }
    return [
      {
        status,
        succeeds: isSuccess(status),
        content: WITHOUT_BODY.has(status) ? [] : readContent(document, resolved, at),
        headers: readHeaders(document, resolved, at),
        definition: resolved,
        pointer: at,
      },
    ];
  });
}

/** HTTP allows no body with these statuses. */
const WITHOUT_BODY: ReadonlySet<string> = new Set(["204", "205", "304"]);

/** `default` means success only if no other status does. */
function successOf(statuses: readonly string[]): (status: string) => boolean {
  if (statuses.some(isTwo) || statuses.some((status) => /^[13]/.test(status))) return isTwo;
  return (status) => status === "default";
}

function isTwo(status: string): boolean {
  return /^2(?:\d\d|XX)$/i.test(status);
}

/** OpenAPI ignores a header with the name Content-Type: the content gives the types. */
export function readHeaders(document: JsonObject, documented: JsonObject, pointer: string): readonly Header[] {
  const entries = Object.entries(objectMember(documented, "headers")).filter(([name]) => name.toLowerCase() !== "content-type");
  return entries.map(([name, entry]) => {
    const at = `${pointer}/headers/${name}`;
    const header = resolveObject(document, entry);
    return { name, required: header?.["required"] === true, schema: header?.["schema"], pointer: `${at}/schema`, at };
  });
}

interface Owner {
  readonly id: string;
  readonly method: string;
  readonly definition: JsonObject;
}

const NOTHING: ReadResponse = {
  media: undefined,
  accept: undefined,
  responseKind: "none",
  statuses: {},
  outputs: [],
  events: [],
  signs: NO_SIGNS,
};

/** Kinds by their use to a program, best first. */
const KINDS = ["json", "events", "lines", "text", "binary"] as const;

/**
 * The ways in which a client can read the responses, the default first. The default is the media type that `x-client-accept` names, or else
 * the most useful one. There are several if one response has several media types.
 */
export function chooseResponses(
  document: JsonObject,
  owner: Owner,
  responses: readonly DocumentedResponse[],
  report: (problem: Problem) => void,
): readonly ReadResponse[] {
  if (owner.method === "head") return [NOTHING];
  const successes = responses.filter(({ succeeds }) => succeeds);
  const media = successes.flatMap(({ content }) => content);
  if (media.length === 0) return [NOTHING];
  for (const { type, events, at } of media) {
    if (type !== "text/event-stream" || events.every(({ name, schema }) => name !== undefined || schema !== undefined)) continue;
    report({
      rule: "events-undescribed",
      severity: "warning",
      message: `${owner.id}: the event stream does not say which events it has, so their data is unknown`,
      fix: "describe each event with its name in `event` and the schema of its data in `data.contentSchema`, with an overlay",
      pointer: at,
    });
  }
  const ranked = media.toSorted((a, b) => rankOf(a) - rankOf(b));
  const types = [...new Set(ranked.map(({ fullType }) => fullType))];
  const isChoice = successes.some(({ content }) => new Set(content.map(({ fullType }) => fullType)).size > 1);
  const reads = (isChoice ? types : types.slice(0, 1)).map((type) => readAs(document, type, ranked, responses));
  const [only] = reads;
  if (!isChoice && only) return [{ ...only, accept: acceptOf(only.responseKind, types) }];
  return defaultFirst(reads, ({ media: type }) => type ?? "", stringMember(owner.definition, "x-client-accept"));
}

function rankOf({ kind, type }: MediaType): number {
  return kind === "json" && type === "application/json" ? -1 : KINDS.indexOf(kind);
}

function readAs(
  document: JsonObject,
  wanted: string,
  media: readonly MediaType[],
  responses: readonly DocumentedResponse[],
): ReadResponse {
  const responseKind = media.find(({ fullType }) => fullType === wanted)?.kind ?? "none";
  const read = responses
    .filter(({ succeeds }) => succeeds)
    .map((documented) => ({ ...documented, kind: kindOf(documented, responseKind) }));
  const chosen = read.flatMap(({ content, kind }) => {
    const wantedOnes = content.filter(({ fullType }) => fullType === wanted);
    return wantedOnes.length > 0 ? wantedOnes : content.filter((type) => type.kind === kind);
  });
  const events = (responseKind === "events" ? chosen : []).flatMap((type) => type.events);
  const failures = responses.filter(({ succeeds }) => !succeeds).flatMap(({ content }) => content);
  const outputs =
    responseKind === "lines" ? chosen.map(({ items, ...whole }) => items ?? whole) : chosen.filter(({ kind }) => kind === "json");
  // A status that does not have it would be refused by a server that asks what a client accepts.
  const others = read.flatMap(({ content, kind }) =>
    content.some(({ fullType }) => fullType === wanted) ? [] : content.filter((type) => type.kind === kind),
  );
  return {
    media: wanted,
    accept: acceptOf(responseKind, [...new Set([wanted, ...others.map(({ fullType }) => fullType)])]),
    responseKind,
    statuses: otherwiseRead(read, responseKind),
    outputs,
    events,
    signs: isStream(responseKind)
      ? readStreamSigns(document, chosen, responseKind === "lines" ? outputs : events, failures)
      : NO_SIGNS,
  };
}

/** The default `Accept` header, by the kind of the response. For lines it has all types of lines. */
const DEFAULT_ACCEPT: Readonly<Record<ResponseKind, string>> = {
  json: "application/json",
  none: "application/json",
  events: "text/event-stream",
  lines: "",
  text: "*/*",
  binary: "*/*",
};

function acceptOf(kind: ResponseKind, types: readonly string[]): string | undefined {
  const accept = types.join(", ");
  const isAnyJson = kind === "json" && types.some((type) => /^[^;]*\*/.test(type));
  return accept === DEFAULT_ACCEPT[kind] || isAnyJson ? undefined : accept;
}

/** Whether responses are read piece by piece. */
export function isStream(kind: ResponseKind): boolean {
  return kind === "events" || kind === "lines";
}

function bestKind(media: readonly MediaType[]): ResponseKind {
  return KINDS.find((kind) => media.some((type) => type.kind === kind)) ?? "none";
}

/** The kind for the responses of one status: the same as for the others, if possible. A call returns either one value or events. */
function kindOf({ content }: DocumentedResponse, response: ResponseKind): ResponseKind {
  if (content.length === 0) return "none";
  if (isStream(response) || content.some(({ kind }) => kind === response)) return response;
  const own = bestKind(content.filter(({ kind }) => !isStream(kind)));
  return own === "none" ? response : own;
}

/** A range stands for the statuses without a name. If the range differs, all of them are named. */
function otherwiseRead(
  read: readonly { readonly status: string; readonly kind: ResponseKind }[],
  response: ResponseKind,
): Readonly<Record<string, ResponseKind>> {
  const isRangeOther = read.some(({ status, kind }) => /X/i.test(status) && kind !== response);
  const named = read.filter(({ kind }) => isRangeOther || kind !== response);
  return Object.fromEntries(named.map(({ status, kind }) => [status.toUpperCase(), kind]));
}
