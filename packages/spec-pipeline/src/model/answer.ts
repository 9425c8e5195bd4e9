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
  readonly response: ResponseKind;
  /** What a JSON answer may be. */
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
        content: readContent(document, resolved, at),
        headers: readHeaders(document, resolved, at),
        definition: resolved,
        pointer: at,
      },
    ];
  });
}

/** `default` stands for success only where nothing else does. */
function successOf(statuses: readonly string[]): (status: string) => boolean {
  if (statuses.some(isTwo) || statuses.some((status) => /^[13]/.test(status))) return isTwo;
  return (status) => status === "default";
}

function isTwo(status: string): boolean {
  return /^2(?:\d\d|XX)$/i.test(status);
}

function readHeaders(document: JsonObject, answer: JsonObject, pointer: string): readonly Header[] {
  return Object.entries(objectMember(answer, "headers")).map(([name, entry]) => {
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

const NOTHING: ReadResponse = { response: "none", outputs: [], events: [] };

/** The kind that a client decodes, and what it may find there. What is left out is reported. */
export function chooseResponse(owner: Owner, answers: readonly Answer[], report: (problem: Problem) => void): ReadResponse {
  if (owner.method === "head") return NOTHING;
  const successes = answers.filter(({ succeeds }) => succeeds);
  const media = successes.flatMap(({ content }) => content);
  const kinds = (["json", "events", "text", "binary"] as const).filter((kind) => media.some((type) => type.kind === kind));
  const [response] = kinds;
  if (response === undefined) return NOTHING;
  const chosen = media.filter(({ kind }) => kind === response);
  const first = chosen[0];
  if (first && kinds.length > 1) reportOthers(owner, media, first, "read", report);
  const [empty, ...others] = successes.filter(({ content }) => content.length === 0);
  if (empty) {
    report({
      rule: "answer-sometimes-empty",
      severity: "warning",
      message: `${owner.id}: ${[empty, ...others].map(({ status }) => status).join(", ")} has no content beside an answer that has, and counts as an error`,
      fix: "remove one of the two with an overlay",
      pointer: empty.pointer,
    });
  }
  for (const { events, at } of response === "events" ? chosen : []) {
    if (events.every(({ name }) => name !== undefined)) continue;
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
    outputs: response === "json" ? chosen : [],
    events: response === "events" ? chosen.flatMap(({ events }) => events) : [],
  };
}
