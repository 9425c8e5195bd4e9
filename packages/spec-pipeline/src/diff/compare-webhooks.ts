import type { Direction } from "../model/direction.ts";
import type { IncomingCall } from "../model/incoming-call.ts";
import { withoutCharset } from "../model/media-type.ts";
import type { OperationName, Place } from "./change.ts";
import type { ComparisonContext, Pair } from "./comparison-context.ts";

/** Compares the requests that the API sends to its users. Users read their bodies, and write the responses. */
export function compareWebhooks(context: ComparisonContext): void {
  const owner: Owner = { kind: "webhook", nameOf: ({ name }) => ({ id: name, call: name }) };
  compareIncomingCalls(context, context.old.webhooks, context.new.webhooks, owner);
}

/** The requests to users that an operation causes. */
export function compareCallbacks(context: ComparisonContext, { name, old: before, new: after }: Pair): void {
  compareIncomingCalls(context, before.callbacks, after.callbacks, { kind: "callback", nameOf: () => name });
}

interface Owner {
  readonly kind: "webhook" | "callback";
  readonly nameOf: (call: IncomingCall) => OperationName;
}

function compareIncomingCalls(
  context: ComparisonContext,
  before: readonly IncomingCall[],
  after: readonly IncomingCall[],
  { kind, nameOf }: Owner,
): void {
  const at = (call: IncomingCall): readonly Place[] => [{ operation: nameOf(call), direction: "output", part: "", field: "" }];
  const rights = new Map(after.map((call) => [call.name, call]));
  for (const left of before) {
    const right = rights.get(left.name);
    rights.delete(left.name);
    if (right === undefined)
      context.add(`${kind}-removed`, `the ${left.name} is gone`, at(left), { before: left.name, oldPointer: left.pointer });
    else compareIncomingCall(context, nameOf(right), left, right);
  }
  for (const right of rights.values())
    context.add(`${kind}-added`, `the ${right.name} is new`, at(right), { after: right.name, newPointer: right.pointer });
}

function compareIncomingCall(context: ComparisonContext, owner: OperationName, left: IncomingCall, right: IncomingCall): void {
  const at = (direction: Direction): readonly Place[] => [{ operation: owner, direction, part: left.name, field: "" }];
  if (left.body?.required === true && right.body?.required !== true) {
    const pointers = { oldPointer: left.body.pointer, newPointer: right.body?.pointer };
    context.add("output-field-optional", `the body of the ${left.name} may be missing now`, at("output"), pointers);
  }
  const bodies = new Map(right.body?.content.map((media) => [withoutCharset(media.fullType), media]));
  for (const media of left.body?.content ?? []) {
    const other = bodies.get(withoutCharset(media.fullType));
    bodies.delete(withoutCharset(media.fullType));
    const message = `the ${left.name} is no longer sent as ${media.fullType}`;
    if (other) context.addSchemas(owner, "output", left.name, media, other);
    else context.add("output-media-type-removed", message, at("output"), { before: media.fullType, oldPointer: media.at });
  }
  for (const media of bodies.values()) {
    const message = `the ${left.name} is also sent as ${media.fullType}`;
    context.add("output-media-type-added", message, at("output"), { after: media.fullType, newPointer: media.at });
  }
  const responses = new Map(right.responses.map((response) => [response.status.toUpperCase(), response]));
  for (const response of left.responses) {
    const other = responses.get(response.status.toUpperCase());
    responses.delete(response.status.toUpperCase());
    const message = `the ${left.name} no longer accepts the response ${response.status}`;
    if (!other) context.add("input-variant-removed", message, at("input"), { oldPointer: response.pointer });
    for (const media of other ? response.content : []) {
      const same = other?.content.find(({ fullType }) => withoutCharset(fullType) === withoutCharset(media.fullType));
      if (same) context.addSchemas(owner, "input", `${left.name} ${response.status}`, media, same);
    }
  }
  for (const response of responses.values()) {
    const message = `the ${left.name} accepts the response ${response.status} now`;
    context.add("input-variant-added", message, at("input"), { newPointer: response.pointer });
  }
}
