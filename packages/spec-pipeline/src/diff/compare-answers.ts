import type { Answer, ResponseKind } from "../model/answer.ts";
import type { MediaType } from "../model/media-type.ts";
import type { Operation } from "../model/operation.ts";
import type { Place } from "./change.ts";
import { place, textsDiffer, type ComparisonContext, type Pair } from "./comparison-context.ts";

/** Compares the side that a caller reads: responses with their content, headers and events. */
export function compareAnswers(context: ComparisonContext, pair: Pair): void {
  const { old: before, new: after } = pair;
  compareReads(context, pair);
  const rights = new Map(after.answers.map((answer) => [answer.status.toUpperCase(), answer]));
  for (const answer of before.answers) {
    const own = answer.status.toUpperCase();
    const other = rights.get(own) ?? (answer.succeeds ? sameSuccess(before, after) : undefined);
    rights.delete(other?.status.toUpperCase() ?? own);
    if (other === undefined) {
      context.add(
        "output-removed",
        `the answer ${answer.status} of ${after.call} is gone`,
        [place(after, "output", answer.status, "")],
        { before: answer.status, oldPointer: answer.pointer },
      );
    } else compareAnswer(context, pair, answer, other);
  }
  for (const answer of rights.values()) {
    // A new success is a further variant of the data that is read. A response without content is `undefined`, which is new if no other
    // response was without content.
    const isKnown = answer.content.length === 0 && Object.values(before.statuses).includes("none");
    const isVariant = answer.succeeds && before.response === after.response && after.response !== "none" && !isKnown;
    const kind = isVariant ? "output-variant-added" : "output-added";
    context.add(kind, `the answer ${answer.status} of ${after.call} is new`, [place(after, "output", answer.status, "")], {
      after: answer.status,
      newPointer: answer.pointer,
    });
  }
}

/** The one way to succeed, where it is named by its range on one side: a caller reads the same. */
function sameSuccess(before: Operation, after: Operation): Answer | undefined {
  const [lefts, rights] = [before, after].map(({ answers }) => answers.filter(({ succeeds }) => succeeds));
  const [left, right] = [lefts?.[0], rights?.[0]];
  const isSole = lefts?.length === 1 && rights?.length === 1;
  return isSole && [left, right].some((answer) => answer?.status.toUpperCase() === "2XX") ? right : undefined;
}

/** The response that a caller gets without asking for a media type. */
function compareReads(context: ComparisonContext, { old: before, new: after }: Pair): void {
  // A type that is gone is reported at its old place.
  const isOther = after.media !== before.media && after.reads.some(({ media }) => media === before.media);
  if (before.response !== after.response || isOther) {
    // A caller who read nothing also reads nothing of the new content. A stream would have to be closed.
    const adds = before.response === "none" && after.response !== "events";
    context.add(
      adds ? "output-added" : "output-kind-changed",
      `${after.call} answers with ${isOther ? after.media : kindText(after.response)}, not ${isOther ? before.media : kindText(before.response)}`,
      [place(after, "output", "answer", "")],
      {
        before: isOther ? before.media : before.response,
        after: isOther ? after.media : after.response,
        oldPointer: `${before.pointer}/responses`,
        newPointer: `${after.pointer}/responses`,
      },
    );
  }
  const [was, is] = [before.streamFlag?.field, after.streamFlag?.field];
  if (was !== undefined && was !== is)
    context.add(
      "output-kind-changed",
      `${after.call} no longer answers with a stream where ${was} is true`,
      [place(after, "output", "answer", "")],
      { before: was, after: is, oldPointer: before.pointer, newPointer: after.pointer },
    );
}

function compareAnswer(context: ComparisonContext, pair: Pair, left: Answer, right: Answer): void {
  const after = pair.new;
  const at = [place(after, "output", left.status, "")];
  const rights = new Map(right.content.map((media) => [media.type, media]));
  for (const media of left.content) {
    const other = rights.get(media.type);
    rights.delete(media.type);
    if (other !== undefined && textsDiffer(media.definition, other.definition)) addAnswerText(context, pair, left, right);
    if (other === undefined)
      context.add(
        "output-media-type-removed",
        `the answer ${left.status} of ${after.call} is no longer given as ${media.type}`,
        at,
        { before: media.type, oldPointer: media.at },
      );
    else if (media.kind === "events") compareEvents(context, pair, left, media, other);
    else context.addSchemas(pair.name, "output", left.status, media, other);
  }
  for (const media of rights.values())
    context.add("output-media-type-added", `the answer ${left.status} of ${after.call} is also given as ${media.type}`, at, {
      after: media.type,
      newPointer: media.at,
    });
  if (textsDiffer(left.definition, right.definition)) addAnswerText(context, pair, left, right);
  compareHeaders(context, pair, left, right);
}

function addAnswerText(context: ComparisonContext, pair: Pair, left: Answer, right: Answer): void {
  const pointers = { oldPointer: left.pointer, newPointer: right.pointer };
  const message = `the texts or examples of the answer ${left.status} of ${pair.new.call} read differently`;
  context.add("output-text", message, [place(pair.new, "output", left.status, "")], pointers);
}

function compareHeaders(context: ComparisonContext, pair: Pair, left: Answer, right: Answer): void {
  const at = (name: string): readonly Place[] => [place(pair.new, "output", `${left.status} header`, name)];
  const rights = new Map(right.headers.map((header) => [header.name.toLowerCase(), header]));
  for (const header of left.headers) {
    const { name } = header;
    const other = rights.get(name.toLowerCase());
    rights.delete(name.toLowerCase());
    const pointers = { oldPointer: header.at, newPointer: other?.at };
    if (other === undefined) {
      context.add("output-header-removed", `the header ${name} of the answer ${left.status} is gone`, at(name), pointers);
      continue;
    }
    if (header.required !== other.required) {
      const kind = other.required ? "output-field-required" : "output-field-optional";
      const message = `the header ${name} of the answer ${left.status} ${other.required ? "is always there now" : "may be missing now"}`;
      context.add(kind, message, at(name), pointers);
    }
    context.addSchemas(pair.name, "output", `${left.status} header`, header, other, name);
  }
  for (const { name, at: newPointer } of rights.values())
    context.add("output-header-added", `the header ${name} of the answer ${left.status} is new`, at(name), { newPointer });
}

function compareEvents(context: ComparisonContext, pair: Pair, answer: Answer, left: MediaType, right: MediaType): void {
  const after = new Map(right.events.map((event) => [event.name, event]));
  for (const event of left.events) {
    const other = after.get(event.name);
    after.delete(event.name);
    const part = `event ${event.name ?? "of any name"}`;
    if (other === undefined)
      context.add("output-event-removed", `the ${part} of ${pair.new.call} is gone`, [place(pair.new, "output", part, "")], {
        oldPointer: event.pointer,
      });
    else
      context.addSchemas(
        pair.name,
        "output",
        part,
        { schema: event.schema, pointer: `${event.pointer}/properties/data/contentSchema` },
        { schema: other.schema, pointer: `${other.pointer}/properties/data/contentSchema` },
      );
  }
  for (const event of after.values()) {
    context.add(
      "output-event-added",
      `the event ${event.name ?? "of any name"} of ${pair.new.call} is new`,
      [place(pair.new, "output", answer.status, "")],
      { newPointer: event.pointer },
    );
  }
}

function kindText(kind: ResponseKind): string {
  return { json: "JSON", events: "events", lines: "JSON lines", text: "text", binary: "bytes", none: "nothing" }[kind];
}
