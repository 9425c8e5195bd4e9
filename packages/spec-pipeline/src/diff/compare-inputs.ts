import { isEqual, objectMember, type JsonObject } from "../document/json.ts";
import { withoutCharset, type MediaType } from "../model/media-type.ts";
import type { Parameter } from "../model/parameter.ts";
import { place, shapeOf, textsDiffer, type ComparisonContext, type Pair } from "./comparison-context.ts";

/** Compares the side that a caller sends: parameters and body. */
export function compareInputs(context: ComparisonContext, pair: Pair): void {
  compareParameters(context, pair);
  compareBodies(context, pair);
}

function compareParameters(context: ComparisonContext, pair: Pair): void {
  const { old: before, new: after } = pair;
  const rights = new Map(after.parameters.map((parameter) => [parameterKey(parameter), parameter]));
  const renamed = renamedInPath(pair);
  for (const left of before.parameters) {
    const newName = left.in === "path" ? renamed.get(left.name) : undefined;
    const right = rights.get(parameterKey({ in: left.in, name: newName ?? left.name }));
    const at = [place(after, "input", left.in, right?.name ?? left.name)];
    const pointers = { oldPointer: left.pointer, newPointer: right?.pointer };
    if (right === undefined) {
      context.add("input-parameter-removed", `the ${left.in} parameter ${left.name} is gone`, at, {
        before: left.definition,
        ...pointers,
      });
      continue;
    }
    rights.delete(parameterKey(right));
    if (newName !== undefined)
      context.add("input-parameter-renamed", `the path parameter ${left.name} is called ${newName} now`, at, {
        before: left.name,
        after: newName,
        ...pointers,
      });
    if (left.required !== right.required) {
      context.add(
        right.required ? "input-parameter-required" : "input-parameter-optional",
        `the ${left.in} parameter ${left.name} ${right.required ? "is required now" : "may be left out now"}`,
        at,
        pointers,
      );
    }
    const ways = (["style", "explode", "allowReserved", "content", "isWhole"] as const).filter(
      // A deep object has one form alone.
      (way) => left[way] !== right[way] && !(way === "explode" && left.style === "deepObject" && right.style === "deepObject"),
    );
    if (ways.length > 0) {
      const message = `the ${left.in} parameter ${left.name} is written differently: ${ways.join(", ")}`;
      context.add("input-parameter-style", message, at, {
        before: ways.map((way) => left[way] ?? null),
        after: ways.map((way) => right[way] ?? null),
        ...pointers,
      });
    }
    const [was, is] = [left, right].map(({ definition }) => definition["allowEmptyValue"] === true);
    if (was !== is) {
      const kind = is ? "input-rule-removed" : "input-rule-added";
      const message = `the ${left.in} parameter ${left.name} may ${is ? "be sent without a value now" : "no longer be sent without a value"}`;
      context.add(kind, message, at, pointers);
    }
    if (left.definition["deprecated"] !== true && right.definition["deprecated"] === true)
      context.add("input-deprecated", `the ${left.in} parameter ${left.name} is deprecated now`, at, pointers);
    if (textsDiffer(left.definition, right.definition)) {
      context.add("input-text", `the texts or examples of ${left.name} read differently`, at, pointers);
    }
    context.addSchemas(
      pair.name,
      "input",
      left.in,
      { schema: left.schema, pointer: `${left.pointer}/schema` },
      { schema: right.schema, pointer: `${right.pointer}/schema` },
      right.name,
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
  const [left, right] = [before.sent, after.sent];
  const at = [place(after, "input", "body", "")];
  if (left === undefined && right === undefined) return;
  if (left === undefined || right === undefined) {
    if (left !== undefined)
      context.add("input-body-removed", `${after.call} takes no body any more`, at, { oldPointer: left.media.at });
    else if (right !== undefined)
      context.add(
        right.required ? "input-body-added-required" : "input-body-added",
        `${after.call} takes a body now${right.required ? ", which is required" : ""}`,
        at,
        { newPointer: right.media.at },
      );
    return;
  }
  const pointers = { oldPointer: `${before.pointer}/requestBody`, newPointer: `${after.pointer}/requestBody` };
  if (left.required !== right.required)
    context.add(
      right.required ? "input-body-required" : "input-body-optional",
      `the body of ${after.call} ${right.required ? "is required now" : "may be left out now"}`,
      at,
      pointers,
    );
  if (withoutCharset(left.contentType) !== withoutCharset(right.contentType)) {
    context.add(
      "input-media-type-changed",
      `the body of ${after.call} is sent as ${right.contentType}, not ${left.contentType}`,
      at,
      { before: left.contentType, after: right.contentType, ...pointers },
    );
    context.addSchemas(pair.name, "input", "body", left.media, right.media);
  } else compareMediaTypes(context, pair);
}

/** The media types in which a body may be sent. */
function compareMediaTypes(context: ComparisonContext, pair: Pair): void {
  const { old: before, new: after } = pair;
  const at = [place(after, "input", "body", "")];
  const lefts = before.body?.content ?? [];
  const rights = new Map(after.body?.content.map((media) => [withoutCharset(media.fullType), media]));
  if (textsDiffer(before.body?.definition, after.body?.definition)) addBodyText(context, pair);
  for (const media of lefts) {
    const other = rights.get(withoutCharset(media.fullType));
    rights.delete(withoutCharset(media.fullType));
    const oldPointer = media.at;
    if (other === undefined) {
      context.add("input-media-type-removed", `the body of ${after.call} can no longer be sent as ${media.fullType}`, at, {
        before: media.fullType,
        oldPointer,
      });
      continue;
    }
    if (textsDiffer(media.definition, other.definition)) addBodyText(context, pair);
    context.addSchemas(pair.name, "input", "body", media, other);
    const [left, right] = [encodingOf(media), encodingOf(other)];
    if (!isEqual(left, right)) {
      const newPointer = `${other.at}/encoding`;
      context.add("input-rule-changed", `the parts of the body of ${after.call} are written differently: encoding`, at, {
        before: left,
        after: right,
        oldPointer: `${oldPointer}/encoding`,
        newPointer,
      });
    }
  }
  for (const media of rights.values()) {
    context.add("input-media-type-added", `the body of ${after.call} can also be sent as ${media.fullType}`, at, {
      after: media.fullType,
      newPointer: media.at,
    });
  }
}

/** The encoding of the parts of a form. Other bodies have no parts. */
function encodingOf({ type, definition }: MediaType): JsonObject {
  const isForm = /^(?:multipart\/|application\/x-www-form-urlencoded)/i.test(type);
  return isForm ? objectMember(definition, "encoding") : {};
}

function addBodyText(context: ComparisonContext, pair: Pair): void {
  const pointers = { oldPointer: `${pair.old.pointer}/requestBody`, newPointer: `${pair.new.pointer}/requestBody` };
  context.add(
    "input-text",
    `the texts or examples of the body of ${pair.new.call} read differently`,
    [place(pair.new, "input", "body", "")],
    pointers,
  );
}

/** The new names of parameters at the same place of the same path. */
function renamedInPath({ old: before, new: after }: Pair): ReadonlyMap<string, string> {
  if (shapeOf(before) !== shapeOf(after)) return new Map();
  const [lefts = [], rights = []] = [before, after].map(({ path }) =>
    [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = ""]) => name),
  );
  return new Map(lefts.flatMap((name, index) => (rights[index] === name ? [] : [[name, rights[index] ?? name]])));
}

function parameterKey({ in: where, name }: Pick<Parameter, "in" | "name">): string {
  return `${where} ${where === "header" ? name.toLowerCase() : name}`;
}
