import { mediaTypesOf, parameterSchema, type Parameter } from "../model/operation.ts";
import { isEqual, isObject } from "../document/json.ts";
import { callOf, place, shapeOf, textsDiffer, type ComparisonContext, type Pair } from "./comparison-context.ts";

/** What a caller sends: parameters and body. */
export function compareInputs(context: ComparisonContext, pair: Pair): void {
  compareParameters(context, pair);
  compareBodies(context, pair);
}

function compareParameters(context: ComparisonContext, pair: Pair): void {
  const { old: before, new: after } = pair;
  const rights = new Map(after.parameters.map((parameter) => [parameterKey(parameter), parameter]));
  for (const left of before.parameters) {
    const right = rights.get(parameterKey(left));
    const at = [place(after, "input", left.in, left.name)];
    const pointers = { oldPointer: left.pointer, newPointer: right?.pointer };
    if (right === undefined) {
      context.add("input-parameter-removed", `the ${left.in} parameter ${left.name} is gone`, at, {
        before: left.definition,
        ...pointers,
      });
      continue;
    }
    rights.delete(parameterKey(left));
    if (left.required !== right.required) {
      context.add(
        right.required ? "input-parameter-required" : "input-parameter-optional",
        `the ${left.in} parameter ${left.name} ${right.required ? "is required now" : "may be left out now"}`,
        at,
        pointers,
      );
    }
    for (const style of ["style", "explode", "allowReserved", "content"]) {
      const [was, is] = [left.definition[style], right.definition[style]];
      if (style === "content" ? isObject(was) !== isObject(is) : !isEqual(was, is)) {
        context.add("input-parameter-style", `the ${left.in} parameter ${left.name} is written differently: ${style}`, at, {
          before: was,
          after: is,
          ...pointers,
        });
      }
    }
    if (left.definition["deprecated"] !== true && right.definition["deprecated"] === true)
      context.add("input-deprecated", `the ${left.in} parameter ${left.name} is deprecated now`, at, pointers);
    if (textsDiffer(left.definition, right.definition)) {
      context.add("input-text", `the texts or examples of ${left.name} read differently`, at, pointers);
    }
    context.addSchemas(
      pair,
      "input",
      left.in,
      { schema: parameterSchema(left), pointer: `${left.pointer}/schema` },
      { schema: parameterSchema(right), pointer: `${right.pointer}/schema` },
      left.name,
    );
  }
  for (const right of rights.values()) {
    const at = [place(after, "input", right.in, right.name)];
    context.add(
      right.required ? "input-parameter-added-required" : "input-parameter-added",
      `the ${right.in} parameter ${right.name} is new${right.required ? " and required" : ", and may be left out"}`,
      at,
      { after: right.definition, newPointer: right.pointer },
    );
  }
}

function compareBodies(context: ComparisonContext, pair: Pair): void {
  const { old: before, new: after } = pair;
  const [left, right] = [shapeOf(context.old, before).body, shapeOf(context.new, after).body];
  const at = [place(after, "input", "body", "")];
  if (left === undefined && right === undefined) return;
  if (left === undefined || right === undefined) {
    if (left !== undefined)
      context.add("input-body-removed", `${callOf(after)} takes no body any more`, at, { oldPointer: left.pointer });
    else if (right !== undefined)
      context.add(
        right.required ? "input-body-added-required" : "input-body-added",
        `${callOf(after)} takes a body now${right.required ? ", which is required" : ""}`,
        at,
        { newPointer: right.pointer },
      );
    return;
  }
  const pointers = { oldPointer: `${before.pointer}/requestBody`, newPointer: `${after.pointer}/requestBody` };
  if (left.required !== right.required)
    context.add(
      right.required ? "input-body-required" : "input-body-optional",
      `the body of ${callOf(after)} ${right.required ? "is required now" : "may be left out now"}`,
      at,
      pointers,
    );
  if (left.mediaType !== right.mediaType)
    context.add(
      "input-media-type-changed",
      `the body of ${callOf(after)} is sent as ${right.mediaType}, not ${left.mediaType}`,
      at,
      { before: left.mediaType, after: right.mediaType, ...pointers },
    );
  else {
    context.addSchemas(
      pair,
      "input",
      "body",
      { schema: left.schema, pointer: `${left.pointer}/schema` },
      { schema: right.schema, pointer: `${right.pointer}/schema` },
    );
    compareMediaTypes(context, pair);
  }
}

/** Formats that a body may be sent in beside the one that the client writes. */
function compareMediaTypes(context: ComparisonContext, pair: Pair): void {
  const { old: before, new: after } = pair;
  const at = [place(after, "input", "body", "")];
  const lefts = mediaTypesOf(context.old, before.body ?? {});
  const rights = new Map(mediaTypesOf(context.new, after.body ?? {}).map((media) => [media.type, media]));
  if (textsDiffer(before.body, after.body)) addBodyText(context, pair);
  for (const media of lefts) {
    const other = rights.get(media.type);
    rights.delete(media.type);
    const oldPointer = `${before.pointer}/requestBody${media.pointer}`;
    if (other === undefined) {
      context.add("input-media-type-removed", `the body of ${callOf(after)} can no longer be sent as ${media.type}`, at, {
        before: media.type,
        oldPointer,
      });
      continue;
    }
    if (textsDiffer(media.definition, other.definition)) addBodyText(context, pair);
    const [left, right] = [media.definition["encoding"], other.definition["encoding"]];
    if (!isEqual(left, right)) {
      const newPointer = `${after.pointer}/requestBody${other.pointer}/encoding`;
      context.add("input-rule-changed", `the parts of the body of ${callOf(after)} are written differently: encoding`, at, {
        before: left,
        after: right,
        oldPointer: `${oldPointer}/encoding`,
        newPointer,
      });
    }
  }
  for (const media of rights.values()) {
    const newPointer = `${after.pointer}/requestBody${media.pointer}`;
    context.add("input-media-type-added", `the body of ${callOf(after)} can also be sent as ${media.type}`, at, {
      after: media.type,
      newPointer,
    });
  }
}

function addBodyText(context: ComparisonContext, pair: Pair): void {
  const pointers = { oldPointer: `${pair.old.pointer}/requestBody`, newPointer: `${pair.new.pointer}/requestBody` };
  context.add(
    "input-text",
    `the texts or examples of the body of ${callOf(pair.new)} read differently`,
    [place(pair.new, "input", "body", "")],
    pointers,
  );
}

function parameterKey({ in: where, name }: Parameter): string {
  return `${where} ${where === "header" ? name.toLowerCase() : name}`;
}
