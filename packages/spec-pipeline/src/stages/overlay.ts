import { BaseResolver, bundle, createConfig, makeDocumentFromString, Source } from "@redocly/openapi-core";
import { paths, type JsonValue } from "jsonpath-rfc9535";
import {
  isList,
  isObject,
  member,
  objectMember,
  resolvePointer,
  stringMember,
  withMembers,
  type Json,
  type JsonObject,
} from "../json.ts";
import { mapNodes } from "../openapi-shape.ts";
import { hasErrors, type Problem, type StageResult } from "../problem.ts";
import { locate, readYaml, type YamlSource } from "../yaml-source.ts";

export interface OverlaySettings {
  /** The overlay files, in the order in which they apply. */
  readonly overlays: readonly YamlSource[];
  /** Address and hash of each page, for the source of operations that an overlay adds. */
  readonly pages: readonly { readonly name: string; readonly url: string; readonly hash: string }[];
}

interface Action {
  readonly overlay: YamlSource;
  readonly pointer: string;
  readonly target: string;
  readonly value: JsonObject;
}

/**
 * Applies the overlays one action after the other. An action whose target is not there, or which leaves the document
 * as it was, is an error: it corrects something that has changed, so a person must look at it.
 */
export async function overlay(document: JsonObject, settings: OverlaySettings): Promise<StageResult<JsonObject>> {
  const read = settings.overlays.map(readOverlay);
  const problems = read.flatMap((result) => result.problems);
  if (hasErrors(problems)) return { value: document, problems };
  const actions = read.flatMap((result) => result.value);
  const applied = await applyActions(document, actions);
  const completed = completeSources(applied.value, settings);
  return { value: completed.value, problems: [...problems, ...applied.problems, ...completed.problems] };
}

function readOverlay(source: YamlSource): StageResult<readonly Action[]> {
  const rule = "overlay-form";
  const { value, problems } = readYaml(source, rule);
  if (value === undefined) return { value: [], problems };
  const found: Problem[] = [];
  const report = (pointer: string, message: string, fix?: string): void => {
    found.push({ rule, severity: "error", message, fix, pointer: `#${pointer}`, location: locate(source, pointer) });
  };
  const version = stringMember(value, "overlay");
  if (version === undefined || !/^1\.[01]\.\d+$/.test(version)) report("/overlay", "the file must start with overlay: 1.0.0");
  for (const key of ["title", "version"]) {
    if (typeof member(member(value, "info"), key) !== "string")
      report("/info", `info.${key} is missing`, "say in a few words what is corrected");
  }
  const list = member(value, "actions");
  const actions: Action[] = [];
  if (!isList(list) || list.length === 0) report("/actions", "the file must have a list of actions");
  for (const [index, action] of (isList(list) ? list : []).entries()) {
    const pointer = `/actions/${index}`;
    const target = stringMember(action, "target");
    if (!isObject(action) || target === undefined) {
      report(pointer, "an action needs a target, a JSONPath expression");
      continue;
    }
    if ((stringMember(action, "description") ?? "").trim().length < 10) {
      report(pointer, `${target}: the action has no description`, "give the evidence for the correction");
    }
    if (["update", "remove", "copy"].filter((key) => member(action, key) !== undefined).length !== 1) {
      report(pointer, `${target}: an action has exactly one of update, remove and copy`);
    }
    const remove = member(action, "remove");
    if (remove !== undefined && remove !== true) report(`${pointer}/remove`, `${target}: remove can only be true`);
    actions.push({ overlay: source, pointer, target, value: action });
  }
  return { value: actions, problems: found };
}

async function applyActions(document: JsonObject, actions: readonly Action[]): Promise<StageResult<JsonObject>> {
  if (actions.length === 0) return { value: document, problems: [] };
  const problems: Problem[] = [];
  const report = (action: Action, rule: string, message: string, fix?: string): void => {
    const location = locate(action.overlay, `${action.pointer}/target`);
    problems.push({
      rule,
      severity: "error",
      message: `${action.target}: ${message}`,
      fix,
      pointer: `#${action.pointer}`,
      location,
    });
  };
  const working = makeDocumentFromString<JsonValue>(JSON.stringify(document), "/openapi.json");
  let before = "";
  let running: { action: Action; matches: number } | undefined;
  const finish = (): void => {
    if (!running) return;
    const after = JSON.stringify(working.parsed);
    if (running.matches > 0 && after === before) {
      report(
        running.action,
        "overlay-without-effect",
        "the action changes nothing",
        "the page may say it now: delete the action if so",
      );
    }
    before = after;
  };
  const start = (action: Action): void => {
    finish();
    // The applier's own first pass may have changed the form of the document.
    if (!running) before = JSON.stringify(working.parsed);
    let matches = 0;
    try {
      matches = paths(working.parsed, action.target).length;
      if (matches === 0) {
        report(
          action,
          "overlay-without-target",
          "the target matches nothing",
          "see whether the page has changed, and mend or delete the action",
        );
      }
    } catch {
      // An expression that cannot be read is reported by the applier.
    }
    running = { action, matches };
  };
  // Each action is an overlay of its own to the applier, which asks for it just before it applies it: the moment to look at the document.
  const config = await createConfig({});
  try {
    const result = await bundle({
      doc: working,
      config,
      externalRefResolver: new ActionResolver(actions, start),
      overlays: actions.map((_action, index) => `${ACTION_ADDRESS}${index}.json`),
    });
    finish();
    for (const problem of result.problems) {
      if (problem.ruleId !== "overlay") continue;
      const index = /(\d+)\.json$/.exec(problem.location[0]?.source.absoluteRef ?? "")?.[1];
      const action = actions[Number(index)];
      if (action) report(action, "overlay-form", problem.message);
    }
    for (const action of actions) {
      for (const reference of references(action.value)) {
        if (reference.startsWith("#/") && resolvePointer(working.parsed, reference) !== undefined) continue;
        report(action, "dangling-reference", `the reference ${reference} leads nowhere in the document`);
      }
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (running) report(running.action, "overlay-form", message);
    else
      problems.push({
        rule: "overlay-form",
        severity: "error",
        message: `the document cannot be overlaid: ${message}`,
        pointer: "#",
      });
  }
  if (!isObject(working.parsed)) return { value: document, problems };
  // The applier leaves an empty object where there were no components.
  const isEmpty = Object.keys(objectMember(working.parsed, "components")).length === 0;
  return { value: isEmpty ? withMembers(working.parsed, { components: undefined }) : working.parsed, problems };
}

function references(value: Json | undefined): readonly string[] {
  if (isList(value)) return value.flatMap(references);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => (key === "$ref" && typeof item === "string" ? [item] : references(item)));
}

const ACTION_ADDRESS = "action:///";

/** Hands out the actions from memory and nothing else: no file, no network. */
class ActionResolver extends BaseResolver {
  readonly #actions: readonly Action[];
  readonly #start: (action: Action) => void;

  constructor(actions: readonly Action[], start: (action: Action) => void) {
    super();
    this.#actions = actions;
    this.#start = start;
  }

  override resolveExternalRef(_base: string | null, ref: string): string {
    return ref;
  }

  override loadExternalRef(absoluteRef: string): Promise<Source> {
    const action = absoluteRef.startsWith(ACTION_ADDRESS)
      ? this.#actions[Number.parseInt(absoluteRef.slice(ACTION_ADDRESS.length), 10)]
      : undefined;
    if (!action) return Promise.reject(new Error(`${absoluteRef} is outside of the document`));
    this.#start(action);
    const text = JSON.stringify({ overlay: "1.1.0", info: { title: "One action", version: "1" }, actions: [action.value] });
    return Promise.resolve(new Source(absoluteRef, text));
  }
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
    return withMembers(node, { "x-client-source": { ...source, url: page.url, hash: page.hash } });
  });
  return { value, problems };
}
