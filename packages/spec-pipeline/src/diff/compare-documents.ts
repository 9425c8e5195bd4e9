import { readOperations, type Operation } from "../emit/operations.ts";
import { isEqual, isList, isObject, objectMember, stringMember, type JsonObject } from "../json.ts";
import type { Change } from "./change.ts";
import { compareAnswers } from "./compare-answers.ts";
import { compareInputs } from "./compare-inputs.ts";
import { callOf, createContext, nameOf, place, type ComparisonContext, type Pair } from "./comparison-context.ts";

/** Every difference between two bundled documents that concerns a caller, in the words of the API. */
export function compareDocuments(oldDocument: JsonObject, newDocument: JsonObject): readonly Change[] {
  const context = createContext(oldDocument, newDocument);
  const [before, after] = [readOperations(oldDocument, () => {}), readOperations(newDocument, () => {})];
  compareServers(context);
  compareSchemes(context);
  const open = new Set(after);
  const byId = new Map(after.map((operation) => [operation.id, operation]));
  const byCall = new Map(after.map((operation) => [callOf(operation), operation]));
  for (const operation of before) {
    const other = byId.get(operation.id) ?? byCall.get(callOf(operation));
    if (other === undefined) {
      context.add("operation-removed", `${callOf(operation)} is gone`, [place(operation, "input", "", "")], {
        before: operation.id,
        oldPointer: operation.pointer,
      });
    } else {
      open.delete(other);
      compareOperations(context, { name: nameOf(other), old: operation, new: other });
    }
  }
  for (const operation of open) {
    context.add("operation-added", `${callOf(operation)} is new`, [place(operation, "input", "", "")], {
      after: operation.id,
      newPointer: operation.pointer,
    });
  }
  return context.changes();
}

function compareServers(context: ComparisonContext): void {
  const [before, after] = [serversOf(context.old), serversOf(context.new)];
  const details = { before: [...before], after: [...after], oldPointer: "#/servers", newPointer: "#/servers" };
  const lost = before.filter((url) => !after.includes(url));
  const gained = after.filter((url) => !before.includes(url));
  if (lost.length > 0) context.add("server-changed", `the server ${lost.join(", ")} is no longer named`, [], details);
  if (gained.length > 0) context.add("server-added", `the server ${gained.join(", ")} is named now`, [], details);
}

function compareSchemes(context: ComparisonContext): void {
  const [before, after] = [context.old, context.new].map((document) =>
    objectMember(objectMember(document, "components"), "securitySchemes"),
  );
  for (const [name, scheme] of Object.entries(before ?? {})) {
    const other = objectMember(after, name);
    const changed = ["type", "scheme", "in", "name", "bearerFormat", "openIdConnectUrl"].filter(
      (key) => stringMember(scheme, key) !== stringMember(other, key),
    );
    if (changed.length === 0) continue;
    const pointer = `#/components/securitySchemes/${name}`;
    context.add("security-scheme-changed", `the security scheme ${name} has another ${changed.join(", ")}`, [], {
      before: scheme,
      after: other,
      oldPointer: pointer,
      newPointer: pointer,
    });
  }
}

function compareOperations(context: ComparisonContext, pair: Pair): void {
  const { old: before, new: after } = pair;
  const at = [place(after, "input", "", "")];
  const pointers = { oldPointer: before.pointer, newPointer: after.pointer };
  if (before.id !== after.id)
    context.add("operation-renamed", `${callOf(after)} is called by the id ${after.id}, not ${before.id}`, at, {
      before: before.id,
      after: after.id,
      ...pointers,
    });
  if (before.path !== after.path || before.method !== after.method)
    context.add("operation-moved", `${after.id} is ${callOf(after)}, not ${callOf(before)}`, at, {
      before: callOf(before),
      after: callOf(after),
      ...pointers,
    });
  const [was, is] = [before.definition["deprecated"] === true, after.definition["deprecated"] === true];
  if (was !== is)
    context.add(
      is ? "operation-deprecated" : "operation-restored",
      `${callOf(after)} is ${is ? "deprecated now" : "no longer deprecated"}`,
      at,
      pointers,
    );
  if (isSafe(before) !== isSafe(after)) {
    context.add(
      isSafe(after) ? "operation-safety-gained" : "operation-safety-lost",
      `${callOf(after)} is ${isSafe(after) ? "safe to repeat now" : "no longer safe to repeat"}`,
      at,
      pointers,
    );
  }
  for (const key of ["summary", "description"]) {
    if (!isEqual(before.definition[key], after.definition[key])) {
      context.add("operation-text", `the ${key} of ${callOf(after)} reads differently`, at, {
        before: before.definition[key],
        after: after.definition[key],
        ...pointers,
      });
    }
  }
  compareSecurity(context, pair);
  compareInputs(context, pair);
  compareAnswers(context, pair);
}

function compareSecurity(context: ComparisonContext, { old: before, new: after }: Pair): void {
  const [left, right] = [securityOf(context.old, before), securityOf(context.new, after)];
  const at = [place(after, "input", "security", "")];
  const details = {
    before: [...left],
    after: [...right],
    oldPointer: `${before.pointer}/security`,
    newPointer: `${after.pointer}/security`,
  };
  const [lost, gained] = [left.filter((name) => !right.includes(name)), right.filter((name) => !left.includes(name))];
  if (left.includes(NO_CREDENTIAL) && !right.includes(NO_CREDENTIAL)) {
    context.add("security-demanded", `${callOf(after)} needs a credential now: ${right.join(" or ")}`, at, details);
  } else if (lost.length > 0) context.add("security-lost", `${callOf(after)} no longer accepts ${lost.join(", ")}`, at, details);
  if (gained.length > 0 && !left.includes(NO_CREDENTIAL))
    context.add("security-gained", `${callOf(after)} accepts ${gained.join(", ")} too`, at, details);
}

const NO_CREDENTIAL = "no credential";

function securityOf(document: JsonObject, { definition }: Operation): readonly string[] {
  const requirements = definition["security"] ?? document["security"];
  const names = (isList(requirements) ? requirements : []).map((requirement) =>
    Object.keys(isObject(requirement) ? requirement : {})
      .toSorted()
      .join(" with "),
  );
  return names.length === 0 ? [NO_CREDENTIAL] : names.map((name) => (name === "" ? NO_CREDENTIAL : name));
}

function serversOf(document: JsonObject): readonly string[] {
  const servers = document["servers"];
  return (isList(servers) ? servers : []).flatMap((server) => stringMember(server, "url") ?? []);
}

function isSafe({ method, definition }: Operation): boolean {
  const declared = definition["x-client-safe"];
  return typeof declared === "boolean" ? declared : ["get", "head", "options", "trace"].includes(method);
}
