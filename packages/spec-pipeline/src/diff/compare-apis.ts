import { isEqual } from "../document/json.ts";
import type { Api } from "../model/api.ts";
import { printMethodName, walkName } from "../model/method-name.ts";
import { describePages } from "../model/pages/read-pages.ts";
import type { Change } from "./change.ts";
import { compareInputs } from "./compare-inputs.ts";
import { compareResponses } from "./compare-responses.ts";
import { compareSchemes, compareSecurity } from "./compare-security.ts";
import { compareOwnServers, compareServers } from "./compare-servers.ts";
import { compareCallbacks, compareWebhooks } from "./compare-webhooks.ts";
import { createContext, nameOf, place, shapeOf, type ComparisonContext, type Pair } from "./comparison-context.ts";

/** Every difference between two APIs that reaches a caller, in the words of the API. */
export function compareApis(oldApi: Api, newApi: Api): readonly Change[] {
  const context = createContext(oldApi, newApi);
  const [before, after] = [oldApi.operations, newApi.operations];
  compareServers(context);
  compareSchemes(context);
  compareWebhooks(context);
  const open = new Set(after);
  const byId = new Map(after.map((operation) => [operation.id, operation]));
  const byShape = new Map(after.map((operation) => [shapeOf(operation), operation]));
  const pairs: Pair[] = [];
  for (const operation of before) {
    const other = byId.get(operation.id) ?? byShape.get(shapeOf(operation));
    if (other === undefined) {
      context.add("operation-removed", `${operation.call} is gone`, [place(operation, "input", "", "")], {
        before: operation.id,
        oldPointer: operation.pointer,
      });
    } else {
      open.delete(other);
      pairs.push({ name: nameOf(other), old: operation, new: other });
    }
  }
  for (const pair of pairs) compareOperations(context, pair);
  compareSecurity(context, pairs);
  for (const operation of open) {
    context.add("operation-added", `${operation.call} is new`, [place(operation, "input", "", "")], {
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
    context.add("operation-renamed", `${after.call} is called by the id ${after.id}, not ${before.id}`, at, {
      before: before.id,
      after: after.id,
      ...pointers,
    });
  compareNames(context, pair);
  if (shapeOf(before) !== shapeOf(after))
    context.add("operation-moved", `${after.id} is ${after.call}, not ${before.call}`, at, {
      before: before.call,
      after: after.call,
      ...pointers,
    });
  const [was, is] = [before.deprecated, after.deprecated];
  if (was !== is)
    context.add(
      is ? "operation-deprecated" : "operation-restored",
      `${after.call} is ${is ? "deprecated now" : "no longer deprecated"}`,
      at,
      pointers,
    );
  if (before.safe !== after.safe) {
    context.add(
      after.safe ? "operation-safety-gained" : "operation-safety-lost",
      `${after.call} is ${after.safe ? "safe to repeat now" : "no longer safe to repeat"}`,
      at,
      pointers,
    );
  }
  for (const key of ["summary", "description"]) {
    if (!isEqual(before.definition[key], after.definition[key])) {
      context.add("operation-text", `the ${key} of ${after.call} reads differently`, at, {
        before: before.definition[key],
        after: after.definition[key],
        ...pointers,
      });
    }
  }
  compareOwnServers(context, pair);
  compareInputs(context, pair);
  compareResponses(context, pair);
  comparePages(context, pair);
  compareCallbacks(context, pair);
}

/** The walk through all pages is a method of its own. */
function comparePages(context: ComparisonContext, { old: before, new: after }: Pair): void {
  const at = [place(after, "output", "", "")];
  const pointers = { oldPointer: before.pointer, newPointer: after.pointer };
  const walk = printMethodName(walkName(after.name));
  if (before.pages && !after.pages)
    context.add("pages-walk-removed", `the method ${walk} is gone: nothing proves how its pages are walked`, at, pointers);
  else if (after.pages && !before.pages)
    context.add(
      "pages-walk-added",
      `the method ${walk} is new: it walks all pages, by ${describePages(after.pages)}`,
      at,
      pointers,
    );
  else if (after.pages && JSON.stringify(before.pages) !== JSON.stringify(after.pages))
    context.add("pages-walk-changed", `the method ${walk} walks its pages by ${describePages(after.pages)} now`, at, pointers);
}

/** A renamed method breaks its callers, unless the old name stays for another release. */
function compareNames(context: ComparisonContext, { old: before, new: after }: Pair): void {
  const [was, is] = [printMethodName(before.name), printMethodName(after.name)];
  const kept = after.formerName && printMethodName(after.formerName);
  const at = [place(after, "input", "", "")];
  const details = { before: was, after: is, oldPointer: before.pointer, newPointer: after.pointer };
  // A release whose document has no method names had no methods.
  if (was !== is && before.definition["x-client-method"] !== undefined)
    context.add(
      kept === was ? "method-renamed-with-alias" : "method-renamed",
      `method ${was} is called ${is} now${kept === was ? `, and ${was} is deprecated` : ""}`,
      at,
      details,
    );
  const alias = before.formerName && printMethodName(before.formerName);
  if (alias !== undefined && alias !== kept && alias !== is)
    context.add("method-alias-removed", `the deprecated name ${alias} of method ${is} is gone`, at, {
      ...details,
      before: alias,
    });
}
