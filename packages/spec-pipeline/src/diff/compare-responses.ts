import type { DocumentedResponse, ResponseKind } from "../model/documented-response.ts";
import { withoutCharset, type MediaType } from "../model/media-type.ts";
import type { Operation } from "../model/operation.ts";
import type { Place } from "./change.ts";
import { place, textsDiffer, type ComparisonContext, type Pair } from "./comparison-context.ts";

/** Compares the side that a caller reads: responses with their content, headers and events. */
export function compareResponses(context: ComparisonContext, pair: Pair): void {
  const { old: before, new: after } = pair;
  compareReads(context, pair);
  const rights = new Map(after.responses.map((response) => [response.status.toUpperCase(), response]));
  for (const response of before.responses) {
    const own = response.status.toUpperCase();
    const other = rights.get(own) ?? (response.succeeds ? sameSuccess(before, after) : undefined);
    rights.delete(other?.status.toUpperCase() ?? own);
    if (other === undefined) {
      context.add(
        "output-removed",
        `the response ${response.status} of ${after.call} is gone`,
        [place(after, "output", response.status, "")],
        { before: response.status, oldPointer: response.pointer },
      );
      continue;
    }
    if (own !== other.status.toUpperCase() && ![own, other.status.toUpperCase()].includes("2XX"))
      context.add(
        "output-status-changed",
        `${after.call} succeeds with ${other.status} now, not ${response.status}`,
        [place(after, "output", other.status, "")],
        { before: response.status, after: other.status, oldPointer: response.pointer, newPointer: other.pointer },
      );
    compareResponse(context, pair, response, other);
  }
  for (const response of rights.values()) {
    // A new success is a further variant of the data that is read. A response without content is `undefined`, which is new if no other
    // response was without content.
    const isKnown = response.content.length === 0 && Object.values(before.statuses).includes("none");
    const isVariant =
      response.succeeds && before.responseKind === after.responseKind && after.responseKind !== "none" && !isKnown;
    const kind = isVariant ? "output-variant-added" : "output-added";
    context.add(kind, `the response ${response.status} of ${after.call} is new`, [place(after, "output", response.status, "")], {
      after: response.status,
      newPointer: response.pointer,
    });
  }
}

/** The one way to succeed on both sides, whatever its status is: a caller reads the same. */
function sameSuccess(before: Operation, after: Operation): DocumentedResponse | undefined {
  const [lefts, rights] = [before, after].map(({ responses }) => responses.filter(({ succeeds }) => succeeds));
  const isSole = lefts?.length === 1 && rights?.length === 1;
  return isSole && before.responseKind === after.responseKind ? rights[0] : undefined;
}

/** The response that a caller gets without asking for a media type. */
function compareReads(context: ComparisonContext, { old: before, new: after }: Pair): void {
  // A type that is gone is reported at its old place.
  const isOther = after.media !== before.media && after.reads.some(({ media }) => media === before.media);
  if (before.responseKind !== after.responseKind || isOther) {
    // A caller who read nothing also reads nothing of the new content. A stream would have to be closed.
    const adds = before.responseKind === "none" && after.responseKind !== "events";
    context.add(
      adds ? "output-added" : "output-kind-changed",
      `${after.call} responds with ${isOther ? after.media : kindText(after.responseKind)}, not ${isOther ? before.media : kindText(before.responseKind)}`,
      [place(after, "output", "response", "")],
      {
        before: isOther ? before.media : before.responseKind,
        after: isOther ? after.media : after.responseKind,
        oldPointer: `${before.pointer}/responses`,
        newPointer: `${after.pointer}/responses`,
      },
    );
  }
  const [was, is] = [before.streamFlag?.field, after.streamFlag?.field];
  if (was !== undefined && was !== is)
    context.add(
      "output-kind-changed",
      `${after.call} no longer responds with a stream if ${was} is true`,
      [place(after, "output", "response", "")],
      { before: was, after: is, oldPointer: before.pointer, newPointer: after.pointer },
    );
}

function compareResponse(context: ComparisonContext, pair: Pair, left: DocumentedResponse, right: DocumentedResponse): void {
  const after = pair.new;
  const at = [place(after, "output", left.status, "")];
  const rights = new Map(right.content.map((media) => [withoutCharset(media.fullType), media]));
  const gone = left.content.filter((media) => !rights.has(withoutCharset(media.fullType)));
  const come = right.content.filter(
    (media) => !left.content.some((each) => withoutCharset(each.fullType) === withoutCharset(media.fullType)),
  );
  const [replaced, replacement] = gone.length === 1 && come.length === 1 ? [gone[0], come[0]] : [];
  for (const media of left.content) {
    if (media === replaced && replacement !== undefined) {
      rights.delete(withoutCharset(replacement.fullType));
      const message = `the response ${left.status} of ${after.call} is given as ${replacement.fullType}, not ${media.fullType}`;
      const values = { before: media.fullType, after: replacement.fullType, oldPointer: media.at, newPointer: replacement.at };
      context.add("output-media-type-removed", message, at, values);
      if (media.kind === replacement.kind && media.kind !== "events")
        context.addSchemas(pair.name, "output", left.status, media, replacement);
      continue;
    }
    const other = rights.get(withoutCharset(media.fullType));
    rights.delete(withoutCharset(media.fullType));
    if (other !== undefined && textsDiffer(media.definition, other.definition)) addResponseText(context, pair, left, right);
    if (other === undefined)
      context.add(
        "output-media-type-removed",
        `the response ${left.status} of ${after.call} is no longer given as ${media.fullType}`,
        at,
        { before: media.fullType, oldPointer: media.at },
      );
    else if (media.kind === "events") compareEvents(context, pair, left, media, other);
    else context.addSchemas(pair.name, "output", left.status, media, other);
  }
  for (const media of rights.values())
    context.add(
      "output-media-type-added",
      `the response ${left.status} of ${after.call} is also given as ${media.fullType}`,
      at,
      {
        after: media.fullType,
        newPointer: media.at,
      },
    );
  if (textsDiffer(left.definition, right.definition)) addResponseText(context, pair, left, right);
  compareHeaders(context, pair, left, right);
}

function addResponseText(context: ComparisonContext, pair: Pair, left: DocumentedResponse, right: DocumentedResponse): void {
  const pointers = { oldPointer: left.pointer, newPointer: right.pointer };
  const message = `the texts or examples of the response ${left.status} of ${pair.new.call} read differently`;
  context.add("output-text", message, [place(pair.new, "output", left.status, "")], pointers);
}

function compareHeaders(context: ComparisonContext, pair: Pair, left: DocumentedResponse, right: DocumentedResponse): void {
  const at = (name: string): readonly Place[] => [place(pair.new, "output", `${left.status} header`, name)];
  const rights = new Map(right.headers.map((header) => [header.name.toLowerCase(), header]));
  for (const header of left.headers) {
    const { name } = header;
    const other = rights.get(name.toLowerCase());
    rights.delete(name.toLowerCase());
    const pointers = { oldPointer: header.at, newPointer: other?.at };
    if (other === undefined) {
      context.add("output-header-removed", `the header ${name} of the response ${left.status} is gone`, at(name), pointers);
      continue;
    }
    if (header.required !== other.required) {
      const kind = other.required ? "output-field-required" : "output-field-optional";
      const message = `the header ${name} of the response ${left.status} ${other.required ? "is always there now" : "may be missing now"}`;
      context.add(kind, message, at(name), pointers);
    }
    context.addSchemas(pair.name, "output", `${left.status} header`, header, other, name);
  }
  for (const { name, at: newPointer } of rights.values())
    context.add("output-header-added", `the header ${name} of the response ${left.status} is new`, at(name), { newPointer });
}

function compareEvents(
  context: ComparisonContext,
  pair: Pair,
  response: DocumentedResponse,
  left: MediaType,
  right: MediaType,
): void {
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
      [place(pair.new, "output", response.status, "")],
      { newPointer: event.pointer },
    );
  }
}

function kindText(kind: ResponseKind): string {
  return { json: "JSON", events: "events", lines: "JSON lines", text: "text", binary: "bytes", none: "nothing" }[kind];
}
