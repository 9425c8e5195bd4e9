import { objectMember, type JsonObject } from "../document/json.ts";
import type { Problem } from "../problems/problem.ts";
import { reportOthers } from "./body.ts";
import type { EventShape } from "./event-shape.ts";
import { readContent, type MediaKind, type MediaType, type SchemaPlace } from "./media-type.ts";
import { resolveObject } from "./reference.ts";

/** One answer of an operation: `200`, `2XX` or `default`, with its references followed. */
export interface Answer {
  readonly status: string;
  /** Whether a client takes it for success. */
  readonly succeeds: boolean;
  readonly content: readonly MediaType[];
  readonly headers: readonly Header[];
  readonly definition: JsonObject;
  readonly pointer: string;
}

export interface Header extends SchemaPlace {
  readonly name: string;
  readonly required: boolean;
  /** Where the header stands; `pointer` is where its schema does. */
  readonly at: string;
}

export type ResponseKind = MediaKind | "none";

/** How a client reads the answers that mean success. */
export interface ReadResponse {
  /** How an answer of a status that is not in `statuses` is read. */
  readonly response: ResponseKind;
  /** The statuses, also `2XX`, whose answers are read otherwise: `{ "204": "none" }`. */
  readonly statuses: Readonly<Record<string, ResponseKind>>;
  /** What a JSON answer, or a line of a stream of lines, may be. */
  readonly outputs: readonly SchemaPlace[];
  /** What an event stream may bring. */
  readonly events: readonly EventShape[];
}

/** `pointer`: where the operation stands. */
export function readAnswers(
  document: JsonObject,
  definition: JsonObject,
  pointer: string,
  report: (problem: Problem) => void,
): readonly Answer[] {
  const entries = Object.entries(objectMember(definition, "responses")).filter(([status]) => !status.startsWith("x-"));
  const isSuccess = successOf(entries.map(([status]) => status));
  return entries.flatMap(([status, entry]) => {
    const at = `${pointer}/responses/${status}`;
    const resolved = resolveObject(document, entry);
    if (!resolved) {
      report({ rule: "dangling-reference", severity: "error", message: `the answer ${status} leads nowhere`, pointer: at });
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

/** HTTP allows no body there, whatever a document says. */
const WITHOUT_BODY: ReadonlySet<string> = new Set(["204", "205", "304"]);

/** `default` stands for success only where nothing else does. */
function successOf(statuses: readonly string[]): (status: string) => boolean {
  if (statuses.some(isTwo) || statuses.some((status) => /^[13]/.test(status))) return isTwo;
  return (status) => status === "default";
}

function isTwo(status: string): boolean {
  return /^2(?:\d\d|XX)$/i.test(status);
}

/** OpenAPI has a header called Content-Type ignored: the content says its types. */
export function readHeaders(document: JsonObject, answer: JsonObject, pointer: string): readonly Header[] {
  const entries = Object.entries(objectMember(answer, "headers")).filter(([name]) => name.toLowerCase() !== "content-type");
  return entries.map(([name, entry]) => {
    const at = `${pointer}/headers/${name}`;
    const header = resolveObject(document, entry);
    return { name, required: header?.["required"] === true, schema: header?.["schema"], pointer: `${at}/schema`, at };
  });
}

interface Owner {
  readonly id: string;
  readonly method: string;
  readonly pointer: string;
}

const NOTHING: ReadResponse = { response: "none", statuses: {}, outputs: [], events: [] };

/** Kinds by how much a program can do with them, best first. */
const KINDS = ["json", "events", "lines", "text", "binary"] as const;

/** The kind that a client decodes, and what it may find there. What is left out is reported. */
export function chooseResponse(owner: Owner, answers: readonly Answer[], report: (problem: Problem) => void): ReadResponse {
  if (owner.method === "head") return NOTHING;
  const successes = answers.filter(({ succeeds }) => succeeds);
  const media = successes.flatMap(({ content }) => content);
  const response = bestKind(media);
  if (response === "none") return NOTHING;
  const read = successes.map((answer) => ({ ...answer, kind: kindOf(answer, response) }));
  const chosen = read.flatMap(({ content, kind }) => content.filter((type) => type.kind === kind));
  const first = chosen.find(({ kind }) => kind === response);
  const isLeftOut = media.some(({ kind }) => !chosen.some((type) => type.kind === kind));
  if (first && isLeftOut) reportOthers(owner, media, first, "read", report);
  const events = response === "events" ? chosen : [];
  const values =
    response === "lines" ? chosen.map(({ items, ...whole }) => items ?? whole) : chosen.filter(({ kind }) => kind === "json");
  for (const { events: shapes, at } of events) {
    if (shapes.every(({ name, schema }) => name !== undefined || schema !== undefined)) continue;
    report({
      rule: "events-undescribed",
      severity: "warning",
      message: `${owner.id}: the event stream does not say which events it has, so their data is unknown`,
      fix: "describe each event with its name in `event` and the schema of its data in `data.contentSchema`, with an overlay",
      pointer: at,
    });
  }
  return {
    response,
    statuses: otherwiseRead(read, response),
    outputs: values,
    events: events.flatMap((type) => type.events),
  };
}

/** Whether answers are read piece by piece. */
export function isStream(kind: ResponseKind): boolean {
  return kind === "events" || kind === "lines";
}

function bestKind(media: readonly MediaType[]): ResponseKind {
  return KINDS.find((kind) => media.some((type) => type.kind === kind)) ?? "none";
}

/** How the answers of one status are read: as the others where they can be. A call gives either one value or events. */
function kindOf({ content }: Answer, response: ResponseKind): ResponseKind {
  if (content.length === 0) return "none";
  if (isStream(response) || content.some(({ kind }) => kind === response)) return response;
  const own = bestKind(content.filter(({ kind }) => !isStream(kind)));
  return own === "none" ? response : own;
}

/** A range stands for the statuses that are not named, so that all of these are named where it differs. */
function otherwiseRead(
  read: readonly { readonly status: string; readonly kind: ResponseKind }[],
  response: ResponseKind,
): Readonly<Record<string, ResponseKind>> {
  const isRangeOther = read.some(({ status, kind }) => /X/i.test(status) && kind !== response);
  const named = read.filter(({ kind }) => isRangeOther || kind !== response);
  return Object.fromEntries(named.map(({ status, kind }) => [status.toUpperCase(), kind]));
}
