import type { Effect } from "../../document/effect.ts";
import type { Fragment } from "../../document/fragment.ts";
import {
  isList,
  isObject,
  member,
  resolvePointer,
  stringMember,
  withMembers,
  type Json,
  type JsonObject,
} from "../../document/json.ts";
import { mapNodes } from "../../document/nodes.ts";
import { applyAction, type Fault } from "./apply-action.ts";
import { readOverlay, type Action } from "./read-overlay.ts";
import { hasErrors, type Problem, type StageResult } from "../../problems/problem.ts";
import { locate, type YamlSource } from "../../document/yaml-source.ts";

export interface OverlaySettings {
  /** The overlay files, in the order in which they apply. */
  readonly overlays: readonly YamlSource[];
  /** Address and hash of each page, for the source of operations that an overlay adds. */
  readonly pages: readonly { readonly name: string; readonly url?: string | undefined; readonly hash: string }[];
}

export interface Overlaid {
  readonly document: JsonObject;
  /** What the actions did to the document, in order. */
  readonly effects: readonly Effect[];
}

export interface OverlaidPages {
  readonly fragments: readonly Fragment[];
  readonly effects: readonly Effect[];
}

/**
 * Applies the overlays that name a page to what that page holds, before the pages are joined: some differences between pages can be
 * corrected only there.
 */
export function overlayPages(fragments: readonly Fragment[], { overlays, pages }: OverlaySettings): StageResult<OverlaidPages> {
  const read = overlays.map(readOverlay);
  // What is wrong with a file is said once, by the stage that reads all of them.
  const actions = read.every(({ problems }) => !hasErrors(problems)) ? read.flatMap(({ value }) => value) : [];
  const problems: Problem[] = [];
  let overlaid: OverlaidPages = { fragments, effects: [] };
  for (const action of actions.filter(({ page }) => page !== undefined)) {
    const results = overlaid.fragments.map((fragment) =>
      fragment.page.name === action.page ? applyAction(fragment.document, action) : undefined,
    );
    const applied = results.filter((result) => result !== undefined);
    const isKnown = pages.some(({ name }) => name === action.page);
    const [fault] = applied.every((result) => result.fault !== undefined) ? applied.flatMap((result) => result.fault ?? []) : [];
    if (fault) problems.push(faultProblem(action, fault));
    else if (applied.length === 0) problems.push(pageProblem(action, isKnown));
    overlaid = {
      fragments: overlaid.fragments.map((fragment, index) => ({
        ...fragment,
        document: results[index]?.document ?? fragment.document,
      })),
      effects: [...overlaid.effects, ...applied.flatMap(({ effects }) => effects)],
    };
  }
  return { value: overlaid, problems };
}

function pageProblem(action: Action, isKnown: boolean): Problem {
  return {
    rule: "overlay-without-target",
    severity: "error",
    message: `${action.page} ${isKnown ? "holds no operation" : "is no page of vendor.yaml"}, so that nothing can be corrected in it`,
    fix: "correct extends, or delete the overlay",
    pointer: "#/extends",
    location: locate(action.overlay, "/extends"),
  };
}

/**
 * Applies the overlays one action after the other, but those that name a page. An action whose target is not there, or which leaves the
 * document as it was, is an error: it corrects something that has changed, so a person must look at it.
 */
export function overlay(document: JsonObject, settings: OverlaySettings): StageResult<Overlaid> {
  const read = settings.overlays.map(readOverlay);
  const problems = read.flatMap((result) => result.problems);
  if (hasErrors(problems)) return { value: { document, effects: [] }, problems };
  const actions = read.flatMap((result) => result.value).filter(({ page }) => page === undefined);
  const applied = applyActions(document, actions);
  const completed = completeSources(applied.value.document, settings);
  return {
    value: { document: completed.value, effects: applied.value.effects },
    problems: [...applied.problems, ...completed.problems],
  };
}

function applyActions(document: JsonObject, actions: readonly Action[]): StageResult<Overlaid> {
  const problems: Problem[] = [];
  let overlaid: Overlaid = { document, effects: [] };
  for (const action of actions) {
    const { document: next, effects, fault } = applyAction(overlaid.document, action);
    if (fault) problems.push(faultProblem(action, fault));
    overlaid = { document: next, effects: [...overlaid.effects, ...effects] };
  }
  for (const action of actions) {
    for (const reference of references(action.update)) {
      if (reference.startsWith("#/") && resolvePointer(overlaid.document, reference) !== undefined) continue;
      const message = `the reference ${reference} leads nowhere in the document`;
      problems.push(faultProblem(action, { rule: "dangling-reference", message, origin: `${action.pointer}/update` }));
    }
  }
  return { value: overlaid, problems };
}

function faultProblem({ target, overlay: source }: Action, { rule, message, fix, origin }: Fault): Problem {
  return {
    rule,
    severity: "error",
    message: `${target}: ${message}`,
    fix,
    pointer: `#${origin}`,
    location: locate(source, origin),
  };
}

function references(value: Json | undefined): readonly string[] {
  if (isList(value)) return value.flatMap(references);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => (key === "$ref" && typeof item === "string" ? [item] : references(item)));
}

/** An overlay names only the page of an operation that it adds; address and hash are known here. */
function completeSources(document: JsonObject, { pages }: OverlaySettings): StageResult<JsonObject> {
  const problems: Problem[] = [];
  const value = mapNodes(document, (node, kind, pointer) => {
    const source = member(node, "x-client-source");
    if (kind !== "operation" || !isObject(source) || member(source, "hash") !== undefined) return node;
    const name = stringMember(source, "page");
    const page = pages.find((candidate) => candidate.name === name);
    if (!page) {
      const message = `x-client-source names the page ${name}, which is not in vendor.yaml`;
      problems.push({ rule: "unknown-source", severity: "error", message, pointer });
      return node;
    }
    return withMembers(node, {
      "x-client-source": { ...source, ...(page.url === undefined ? {} : { url: page.url }), hash: page.hash },
    });
  });
  return { value, problems };
}
