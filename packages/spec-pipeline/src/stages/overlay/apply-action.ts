import type { Effect, NodeLocation } from "../../document/effect.ts";
import {
  escapePointer,
  isEqual,
  isList,
  isObject,
  member,
  withMembers,
  type Json,
  type JsonObject,
} from "../../document/json.ts";
import { findNodes } from "./find-nodes.ts";
import type { Action } from "./read-overlay.ts";

/** The reason why an action cannot be applied. */
export interface Fault {
  readonly rule: "dangling-reference" | "overlay-form" | "overlay-without-target" | "overlay-without-effect";
  readonly message: string;
  readonly fix?: string | undefined;
  /** JSON pointer to the fault, in the overlay file. */
  readonly origin: string;
}

export interface Applied {
  /** After a fault, the unchanged document. */
  readonly document: JsonObject;
  readonly effects: readonly Effect[];
  readonly fault?: Fault | undefined;
}

/**
 * Applies one action of an overlay. The given document stays unchanged, and the result shares the parts that the action does not change.
 *
 * @see https://spec.openapis.org/overlay/v1.1.html#action-object
 */
export function applyAction(document: JsonObject, action: Action): Applied {
  const report = new Report(action);
  const targets = findTargets(document, action, report);
  const edit = action.remove ? remove(report) : update(document, action, report);
  const changed = report.fault ? document : rewrite(document, targetTree(targets), edit);
  if (report.effects.length === 0) {
    const fix = "delete the action if the page has the correction now";
    report.refuse("overlay-without-effect", "/target", "the action changes nothing", fix);
  }
  const { fault } = report;
  return fault || !isObject(changed) ? { document, effects: [], fault } : { document: changed, effects: report.effects };
}

function findTargets(document: JsonObject, action: Action, report: Report): readonly NodeLocation[] {
  const { locations, mistake } = findNodes(document, action.target);
  if (mistake !== undefined) report.refuse("overlay-form", "/target", mistake);
  if (locations.length === 0) {
    const fix = "see whether the page has changed, and fix or delete the action";
    report.refuse("overlay-without-target", "/target", "the target matches nothing", fix);
  }
  if (action.remove && locations.some(({ length }) => length === 0)) {
    report.refuse("overlay-form", "/target", "the whole document cannot be removed");
  }
  if (!action.remove && new Set(locations.map((location) => kindOf(nodeAt(document, location)))).size > 1) {
    report.refuse("overlay-form", "/target", "the target must match only objects, only lists, or only single values");
  }
  return locations;
}

/** The new value of one target. Undefined if it is removed. */
type Edit = (node: Json, location: NodeLocation) => Json | undefined;

function remove(report: Report): Edit {
  return (node, location) => {
    report.record({ location, origin: "/remove" }, node, undefined);
    return undefined;
  };
}

function update(document: JsonObject, action: Action, report: Report): Edit {
  const origin = action.copy === undefined ? "/update" : "/copy";
  const value = action.copy === undefined ? action.update : findSource(document, action.copy, report);
  return (node, location) => {
    if (value === undefined) return node;
    const place = { location, origin };
    if (!isList(node)) return merge(node, value, place, report);
    return isList(value) && !action.appendsLists
      ? append(node, value, place, report)
      : [...node, report.record({ location: [...location, node.length], origin }, undefined, value)];
  };
}

function findSource(document: JsonObject, expression: string, report: Report): Json | undefined {
  const { locations, mistake } = findNodes(document, expression);
  const [source, ...others] = locations;
  if (source !== undefined && others.length === 0) return nodeAt(document, source);
  report.refuse("overlay-form", "/copy", mistake ?? `copy must match one node, and matches ${locations.length}`);
  return undefined;
}

/** A place in the document, and the value for it. */
interface Place {
  readonly location: NodeLocation;
  /** JSON pointer within the action. */
  readonly origin: string;
}

function merge(target: Json, value: Json, place: Place, report: Report): Json {
  if (isList(target) && isList(value)) return append(target, value, place, report);
  if (isObject(target) && isObject(value)) {
    const merged = Object.entries(value).map(([key, item]): [string, Json] => {
      const below = { location: [...place.location, key], origin: `${place.origin}/${escapePointer(key)}` };
      const existing = member(target, key);
      return [key, existing === undefined ? report.record(below, undefined, item) : merge(existing, item, below, report)];
    });
    return withMembers(target, Object.fromEntries(merged));
  }
  if (kindOf(target) === "a single value" && kindOf(value) === "a single value") {
    return isEqual(target, value) ? target : report.record(place, target, value);
  }
  report.refuse(
    "overlay-form",
    place.origin,
    `${kindOf(value)} cannot be merged into ${kindOf(target)}`,
    "remove the value by an action of its own first, then add the other by an update of what is around it",
  );
  return target;
}

function append(target: readonly Json[], items: readonly Json[], { location, origin }: Place, report: Report): Json {
  const added = items.map((item, index) => {
    const place = { location: [...location, target.length + index], origin: `${origin}/${index}` };
    return report.record(place, undefined, item);
  });
  return [...target, ...added];
}

/** The targets as a tree. The document is walked once for any number of targets. */
interface TargetTree {
  isTarget: boolean;
  readonly below: Map<string | number, TargetTree>;
}

function targetTree(locations: readonly NodeLocation[]): TargetTree {
  const root: TargetTree = { isTarget: false, below: new Map() };
  for (const location of locations) {
    let tree = root;
    for (const step of location) {
      const next = tree.below.get(step) ?? { isTarget: false, below: new Map() };
      tree.below.set(step, next);
      tree = next;
    }
    tree.isTarget = true;
  }
  return root;
}

/** A target comes before the targets inside it. Items of a list are removed together, so that no index moves in between. */
function rewrite(node: Json, { isTarget, below }: TargetTree, edit: Edit, location: NodeLocation = []): Json | undefined {
  const edited = isTarget ? edit(node, location) : node;
  if (below.size === 0) return edited;
  if (isList(edited)) {
    return edited
      .map((item, index) => {
        const tree = below.get(index);
        return tree ? rewrite(item, tree, edit, [...location, index]) : item;
      })
      .filter((item) => item !== undefined);
  }
  if (!isObject(edited)) return edited;
  const changes = [...below].map(([key, tree]): [string, Json | undefined] => {
    const item = member(edited, String(key));
    return [String(key), item === undefined ? undefined : rewrite(item, tree, edit, [...location, key])];
  });
  return withMembers(edited, Object.fromEntries(changes));
}

function nodeAt(document: Json, location: NodeLocation): Json | undefined {
  let node: Json | undefined = document;
  for (const step of location) node = isList(node) ? node[Number(step)] : member(node, String(step));
  return node;
}

function kindOf(value: Json | undefined): "a list" | "an object" | "a single value" {
  if (isList(value)) return "a list";
  return isObject(value) ? "an object" : "a single value";
}

/** Collects the changes of an action, and the first reason why it cannot be applied. */
class Report {
  readonly effects: Effect[] = [];
  fault: Fault | undefined;
  readonly #action: Action;

  constructor(action: Action) {
    this.#action = action;
  }

  /** Returns the value afterwards. */
  record<After extends Json | undefined>({ location, origin }: Place, before: Json | undefined, after: After): After {
    this.effects.push({ location, before, after, overlay: this.#action.overlay, origin: `${this.#action.pointer}${origin}` });
    return after;
  }

  refuse(rule: Fault["rule"], origin: string, message: string, fix?: string): void {
    this.fault ??= { rule, message, fix, origin: `${this.#action.pointer}${origin}` };
  }
}
