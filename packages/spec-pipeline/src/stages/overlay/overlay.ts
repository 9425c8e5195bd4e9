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
import { locate, type YamlSource } from "../../document/yaml-source.ts";
import { hasErrors, type Problem, type StageResult } from "../../problems/problem.ts";
import { applyAction } from "./apply-action.ts";
import { faultOf, reviewCorrections, type ActionOutcome, type Correction, type Corrections } from "./corrections.ts";
import { readOverlay, type Action } from "./read-overlay.ts";

export interface OverlaySettings {
  /** The overlay files, in the order in which they apply. */
  readonly overlays: readonly YamlSource[];
  /** Address and hash of each page, for the source of operations that an overlay adds. */
  readonly pages: readonly { readonly name: string; readonly url?: string | undefined; readonly hash: string }[];
  /** The values that the actions found when the corrections were last generated. */
  readonly earlier?: readonly Correction[] | undefined;
}

export interface Overlaid extends Pick<Corrections, "corrections" | "spent"> {
  readonly document: JsonObject;
  /** The changes that the actions made to the document, in order. */
  readonly effects: readonly Effect[];
}

export interface OverlaidPages extends Pick<Corrections, "corrections" | "spent"> {
  readonly fragments: readonly Fragment[];
  readonly effects: readonly Effect[];
}

/**
 * Applies the overlays that name a page to the documents of that page, before the pages are joined. Some differences between pages can be
 * corrected only there.
 */
export function overlayPages(
  fragments: readonly Fragment[],
  { overlays, pages, earlier = [] }: OverlaySettings,
): StageResult<OverlaidPages> {
  const read = overlays.map(readOverlay);
  // Mistakes in a file are reported once, by the stage that reads all files.
  const actions = read.every(({ problems }) => !hasErrors(problems)) ? read.flatMap(({ value }) => value) : [];
  const outcomes: ActionOutcome[] = [];
  const misplaced: Problem[] = [];
  let current = fragments;
  for (const action of actions.filter(({ page }) => page !== undefined)) {
    const results = current.map((fragment) =>
      fragment.page.name === action.page ? applyAction(fragment.document, action) : undefined,
    );
    const applied = results.filter((result) => result !== undefined);
    if (applied.length === 0)
      misplaced.push(
        pageProblem(
          action,
          pages.some(({ name }) => name === action.page),
        ),
      );
    else {
      // A page may have several documents, and the action's target need not be in all of them.
      const [fault] = applied.every((result) => result.fault !== undefined)
        ? applied.flatMap((result) => result.fault ?? [])
        : [];
      outcomes.push({ action, effects: applied.flatMap(({ effects }) => effects), fault });
    }
    current = current.map((fragment, index) => ({ ...fragment, document: results[index]?.document ?? fragment.document }));
  }
  const { corrections, spent, problems } = reviewCorrections(outcomes, earlier);
  const effects = outcomes.flatMap((outcome) => outcome.effects);
  return { value: { fragments: current, effects, corrections, spent }, problems: [...misplaced, ...problems] };
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
 * Applies the overlays one action after the other, without those that name a page. An action whose target is missing, or that changes
 * nothing, is an error, unless it had an effect before: then the vendor has made the correction.
 */
export function overlay(document: JsonObject, settings: OverlaySettings): StageResult<Overlaid> {
  const read = settings.overlays.map(readOverlay);
  const problems = read.flatMap((result) => result.problems);
  if (hasErrors(problems)) return { value: { document, effects: [], corrections: [], spent: [] }, problems };
  const actions = read.flatMap((result) => result.value).filter(({ page }) => page === undefined);
  const outcomes: ActionOutcome[] = [];
  let current = document;
  for (const action of actions) {
    const { document: next, effects, fault } = applyAction(current, action);
    outcomes.push({ action, effects, fault });
    current = next;
  }
  const reviewed = reviewCorrections(outcomes, settings.earlier ?? []);
  const completed = completeSources(current, settings);
  return {
    value: {
      document: completed.value,
      effects: outcomes.flatMap(({ effects }) => effects),
      corrections: reviewed.corrections,
      spent: reviewed.spent,
    },
    problems: [...reviewed.problems, ...danglingReferences(actions, current), ...completed.problems],
  };
}

function danglingReferences(actions: readonly Action[], document: JsonObject): readonly Problem[] {
  return actions.flatMap((action) =>
    references(action.update)
      .filter((reference) => !reference.startsWith("#/") || resolvePointer(document, reference) === undefined)
      .map((reference) => {
        const message = `the reference ${reference} leads nowhere in the document`;
        return faultOf(action, { rule: "dangling-reference", message, origin: `${action.pointer}/update` });
      }),
  );
}

function references(value: Json | undefined): readonly string[] {
  if (isList(value)) return value.flatMap(references);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => (key === "$ref" && typeof item === "string" ? [item] : references(item)));
}

/** An overlay names only the page of an operation that it adds. Address and hash are known here. */
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
