import { readEvents } from "../model/event-shape.ts";
import type { OperationShape } from "../model/operation-shape.ts";
import { mediaTypesOf, successfulAnswers, type Answer } from "../model/operation.ts";
import { resolveObject } from "../model/reference.ts";
import { objectMember, type JsonObject } from "../document/json.ts";
import type { Place } from "./change.ts";
import { callOf, place, shapeOf, textsDiffer, type ComparisonContext, type Pair } from "./comparison-context.ts";

/** What a caller reads: answers with their content, headers and events. */
export function compareAnswers(context: ComparisonContext, pair: Pair): void {
  const { old: before, new: after } = pair;
  const [left, right] = [shapeOf(context.old, before), shapeOf(context.new, after)];
  if (left.response !== right.response) {
    context.add(
      "output-kind-changed",
      `${callOf(after)} answers with ${kindText(right.response)}, not ${kindText(left.response)}`,
      [place(after, "output", "answer", "")],
      {
        before: left.response,
        after: right.response,
        oldPointer: `${before.pointer}/responses`,
        newPointer: `${after.pointer}/responses`,
      },
    );
  }
  const rights = new Map(after.answers.map((answer) => [answer.status.toUpperCase(), answer]));
  for (const answer of before.answers) {
    const other = rights.get(answer.status.toUpperCase());
    rights.delete(answer.status.toUpperCase());
    if (other === undefined) {
      context.add(
        "output-removed",
        `the answer ${answer.status} of ${callOf(after)} is gone`,
        [place(after, "output", answer.status, "")],
        { before: answer.status, oldPointer: answer.pointer },
      );
    } else compareAnswer(context, pair, answer, other);
  }
  for (const answer of rights.values()) {
    const succeeds = successfulAnswers(after).includes(answer);
    // Another way to succeed is a variant of what is read, also where it has no content: a call that reads one then fails.
    const isVariant = succeeds && left.response === right.response && right.response !== "none";
    const kind = isVariant ? "output-variant-added" : "output-added";
    context.add(kind, `the answer ${answer.status} of ${callOf(after)} is new`, [place(after, "output", answer.status, "")], {
      after: answer.status,
      newPointer: answer.pointer,
    });
  }
}

function compareAnswer(context: ComparisonContext, pair: Pair, left: Answer, right: Answer): void {
  const after = pair.new;
  const at = [place(after, "output", left.status, "")];
  const rights = new Map(mediaTypesOf(context.new, right.definition).map((media) => [media.type, media]));
  for (const media of mediaTypesOf(context.old, left.definition)) {
    const other = rights.get(media.type);
    rights.delete(media.type);
    const [oldPointer, newPointer] = [`${left.pointer}${media.pointer}`, `${right.pointer}${other?.pointer ?? ""}`];
    if (other !== undefined && textsDiffer(media.definition, other.definition)) addAnswerText(context, pair, left, right);
    if (other === undefined)
      context.add(
        "output-media-type-removed",
        `the answer ${left.status} of ${callOf(after)} is no longer given as ${media.type}`,
        at,
        { before: media.type, oldPointer },
      );
    else if (media.type === "text/event-stream")
      compareEvents(context, pair, left, media.definition, other.definition, oldPointer, newPointer);
    else
      context.addSchemas(
        pair,
        "output",
        left.status,
        { schema: media.definition["schema"], pointer: `${oldPointer}/schema` },
        { schema: other.definition["schema"], pointer: `${newPointer}/schema` },
      );
  }
  for (const media of rights.values())
    context.add("output-media-type-added", `the answer ${left.status} of ${callOf(after)} is also given as ${media.type}`, at, {
      after: media.type,
      newPointer: `${right.pointer}${media.pointer}`,
    });
  if (textsDiffer(left.definition, right.definition)) addAnswerText(context, pair, left, right);
  compareHeaders(context, pair, left, right);
}

function addAnswerText(context: ComparisonContext, pair: Pair, left: Answer, right: Answer): void {
  const pointers = { oldPointer: left.pointer, newPointer: right.pointer };
  const message = `the texts or examples of the answer ${left.status} of ${callOf(pair.new)} read differently`;
  context.add("output-text", message, [place(pair.new, "output", left.status, "")], pointers);
}

function compareHeaders(context: ComparisonContext, pair: Pair, left: Answer, right: Answer): void {
  const at = (name: string): readonly Place[] => [place(pair.new, "output", `${left.status} header`, name)];
  const after = objectMember(right.definition, "headers");
  for (const [name, header] of Object.entries(objectMember(left.definition, "headers"))) {
    const [oldPointer, newPointer] = [`${left.pointer}/headers/${name}`, `${right.pointer}/headers/${name}`];
    if (!Object.hasOwn(after, name)) {
      context.add("output-header-removed", `the header ${name} of the answer ${left.status} is gone`, at(name), { oldPointer });
      continue;
    }
    const [was, is] = [resolveObject(context.old, header), resolveObject(context.new, after[name])];
    const isAlways = is?.["required"] === true;
    if (isAlways !== (was?.["required"] === true)) {
      const kind = isAlways ? "output-field-required" : "output-field-optional";
      const message = `the header ${name} of the answer ${left.status} ${isAlways ? "is always there now" : "may be missing now"}`;
      context.add(kind, message, at(name), { oldPointer, newPointer });
    }
    context.addSchemas(
      pair,
      "output",
      `${left.status} header`,
      { schema: was?.["schema"], pointer: `${oldPointer}/schema` },
      { schema: is?.["schema"], pointer: `${newPointer}/schema` },
      name,
    );
  }
  for (const name of Object.keys(after)) {
    if (!Object.hasOwn(objectMember(left.definition, "headers"), name))
      context.add("output-header-added", `the header ${name} of the answer ${left.status} is new`, at(name), {
        newPointer: `${right.pointer}/headers/${name}`,
      });
  }
}

function compareEvents(
  context: ComparisonContext,
  pair: Pair,
  answer: Answer,
  left: JsonObject,
  right: JsonObject,
  oldPointer: string,
  newPointer: string,
): void {
  const after = new Map(readEvents(context.new, right, "", newPointer, () => {}).map((event) => [event.name, event]));
  for (const event of readEvents(context.old, left, "", oldPointer, () => {})) {
    const other = after.get(event.name);
    after.delete(event.name);
    const part = `event ${event.name ?? "of any name"}`;
    if (other === undefined)
      context.add("output-event-removed", `the ${part} of ${callOf(pair.new)} is gone`, [place(pair.new, "output", part, "")], {
        oldPointer: event.pointer,
      });
    else
      context.addSchemas(
        pair,
        "output",
        part,
        { schema: event.schema, pointer: `${event.pointer}/properties/data/contentSchema` },
        { schema: other.schema, pointer: `${other.pointer}/properties/data/contentSchema` },
      );
  }
  for (const event of after.values()) {
    context.add(
      "output-event-added",
      `the event ${event.name ?? "of any name"} of ${callOf(pair.new)} is new`,
      [place(pair.new, "output", answer.status, "")],
      { newPointer: event.pointer },
    );
  }
}

function kindText(kind: OperationShape["response"]): string {
  return { json: "JSON", events: "events", text: "text", binary: "bytes", none: "nothing" }[kind];
}
