import type { Effect } from "../../document/effect.ts";
import {
  escapePointer,
  isEqual,
  listMember,
  member,
  shorten,
  stringMember,
  type Json,
  type JsonObject,
} from "../../document/json.ts";
import { locate } from "../../document/yaml-source.ts";
import type { Problem } from "../../problems/problem.ts";
import type { RuleId } from "../../problems/rules.ts";
import type { Fault } from "./apply-action.ts";
import type { Action } from "./read-overlay.ts";

/** One action of an overlay, and the pages' own values at the places that it corrects. */
export interface Correction {
  /** File name of the overlay. */
  readonly overlay: string;
  readonly target: string;
  readonly nodes: readonly CorrectedNode[];
}

export interface CorrectedNode {
  /** JSON pointer in the document that the overlays are applied to. */
  readonly at: string;
  /** Undefined if the pages had no value there. */
  readonly said: Json | undefined;
}

/** The result of one action. */
export interface ActionOutcome {
  readonly action: Action;
  readonly effects: readonly Effect[];
  readonly fault: Fault | undefined;
}

/** An action that has nothing left to correct. */
export interface SpentAction {
  /** Path of the overlay, from the workspace's root. */
  readonly file: string;
  /** JSON pointer to the action in the file. */
  readonly pointer: string;
}

export interface Corrections {
  readonly corrections: readonly Correction[];
  readonly spent: readonly SpentAction[];
  readonly problems: readonly Problem[];
}

/**
 * Compares the values that every action finds with those it found when the corrections were last generated. If an action had an effect then
 * and has none now, the vendor has made the correction: the action is left out and reported. Changed values in the pages are reported too.
 */
export function reviewCorrections(outcomes: readonly ActionOutcome[], earlier: readonly Correction[]): Corrections {
  const known = groupByAction(earlier);
  const corrections: Correction[] = [];
  const spent: SpentAction[] = [];
  const problems: Problem[] = [];
  for (const { action, effects, fault } of outcomes) {
    const overlay = action.overlay.file.split("/").at(-1) ?? "";
    const before = known.get(keyOf({ overlay, target: action.target }))?.shift();
    if (fault && before && isTakenOver(action, fault)) {
      corrections.push(before);
      spent.push({ file: action.overlay.file, pointer: action.pointer });
      problems.push(noteOf(action, "correction-made", takenOverText(action), "delete the action"));
    } else if (fault) problems.push(faultOf(action, fault));
    else {
      const correction = { overlay, target: action.target, nodes: nodesOf(effects) };
      corrections.push(correction);
      for (const text of before ? differences(before, correction) : []) {
        problems.push(noteOf(action, "correction-moved", text, "check that the correction is still needed and still right"));
      }
    }
  }
  return { corrections, spent, problems };
}

/** Sentences about the pages' values that differ from an earlier record. For a report about two releases. */
export function movedCorrections(before: readonly Correction[], after: readonly Correction[]): readonly string[] {
  const known = groupByAction(before);
  return after.flatMap((correction) => {
    const earlier = known.get(keyOf(correction))?.shift();
    return earlier ? differences(earlier, correction).map((text) => `${correction.overlay}: ${text}`) : [];
  });
}

export function correctionsDocument(corrections: readonly Correction[]): JsonObject {
  return {
    corrections: corrections.map(({ overlay, target, nodes }) => ({
      overlay,
      target,
      nodes: nodes.map(({ at, said }) => ({ at, ...(said === undefined ? {} : { said }) })),
    })),
  };
}

export function readCorrections(document: Json | undefined): readonly Correction[] {
  return listMember(document, "corrections").map((entry) => ({
    overlay: stringMember(entry, "overlay") ?? "",
    target: stringMember(entry, "target") ?? "",
    nodes: listMember(entry, "nodes").map((node) => ({ at: stringMember(node, "at") ?? "", said: member(node, "said") })),
  }));
}

/** Two actions of a file may have one target. Their order tells them apart. */
function groupByAction(corrections: readonly Correction[]): Map<string, Correction[]> {
  return Map.groupBy(corrections, keyOf);
}

function keyOf({ overlay, target }: Pick<Correction, "overlay" | "target">): string {
  return `${overlay}\n${target}`;
}

/** The vendor may have removed the whole part that contains the target of a removal. */
function isTakenOver({ remove }: Action, { rule }: Fault): boolean {
  return rule === "overlay-without-effect" || (remove && rule === "overlay-without-target");
}

function takenOverText({ target, remove }: Action): string {
  return remove
    ? `${target}: the page no longer has the part that this action removes`
    : `${target}: the page itself now has the part that this action adds`;
}

function nodesOf(effects: readonly Effect[]): readonly CorrectedNode[] {
  return effects.map(({ location, before }) => ({
    at: `#${location.map((step) => `/${escapePointer(String(step))}`).join("")}`,
    said: before,
  }));
}

function differences(before: Correction, after: Correction): readonly string[] {
  const [left, right] = [before, after].map(({ nodes }) => new Map(nodes.map(({ at, said }) => [at, said])));
  const places = new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])]);
  return [...places].flatMap((at) => {
    const [was, is] = [left?.get(at), right?.get(at)];
    if (left?.has(at) !== true) {
      const found = is === undefined ? "" : `, where the page has ${shorten(is)}`;
      return [`${after.target}: the action also corrects ${at} now, which is new${found}`];
    }
    if (right?.has(at) !== true) return [`${after.target}: ${at} needs no correction any more; the page had ${shorten(was)}`];
    return isEqual(was ?? null, is ?? null) && (was === undefined) === (is === undefined)
      ? []
      : [`${after.target}: the page has changed under the correction: ${at} was ${shorten(was)} and is ${shorten(is)}`];
  });
}

function noteOf(action: Action, rule: RuleId, message: string, fix: string): Problem {
  return { rule, severity: "info", message, fix, location: locate(action.overlay, action.pointer) };
}

/** A fault as a problem at its line. */
export function faultOf({ target, overlay }: Action, { rule, message, fix, origin }: Fault): Problem {
  return {
    rule,
    severity: "error",
    message: `${target}: ${message}`,
    fix,
    pointer: `#${origin}`,
    location: locate(overlay, origin),
  };
}
