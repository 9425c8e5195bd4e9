import { readOperations, type Operation } from "../model/operation.ts";
import { isEqual, type JsonObject } from "../document/json.ts";
import type { Change } from "./change.ts";
import { compareAnswers } from "./compare-answers.ts";
import { compareInputs } from "./compare-inputs.ts";
import { compareSchemes, compareSecurity } from "./compare-security.ts";
import { compareOwnServers, compareServers } from "./compare-servers.ts";
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
  compareOwnServers(context, pair);
  compareSecurity(context, pair);
  compareInputs(context, pair);
  compareAnswers(context, pair);
}

function isSafe({ method, definition }: Operation): boolean {
  const declared = definition["x-client-safe"];
  return typeof declared === "boolean" ? declared : ["get", "head", "options", "trace"].includes(method);
}
