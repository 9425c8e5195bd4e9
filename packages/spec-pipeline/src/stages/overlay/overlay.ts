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
} from "../../document/json.ts";
import { mapNodes } from "../../document/openapi-shape.ts";
import { hasErrors, type Problem, type StageResult } from "../../problems/problem.ts";
import { readOverlay, type Action } from "../../document/read-overlay.ts";
import { locate, type YamlSource } from "../../document/yaml-source.ts";

export interface OverlaySettings {
  /** The overlay files, in the order in which they apply. */
  readonly overlays: readonly YamlSource[];
  /** Address and hash of each page, for the source of operations that an overlay adds. */
  readonly pages: readonly { readonly name: string; readonly url?: string | undefined; readonly hash: string }[];
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

type Report = (action: Action, rule: string, message: string, fix?: string) => void;

async function applyActions(document: JsonObject, actions: readonly Action[]): Promise<StageResult<JsonObject>> {
  if (actions.length === 0) return { value: document, problems: [] };
  const problems: Problem[] = [];
  const report: Report = (action, rule, message, fix) => {
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
  const watch = watchEffects(() => working.parsed, report);
  try {
    const { problems: found } = await bundle({
      doc: working,
      config: await createConfig({}),
      // Each action is an overlay of its own to the applier, which asks for it right before it applies it.
      externalRefResolver: new ActionResolver(actions, watch.begin),
      overlays: actions.map((_action, index) => `${ACTION_ADDRESS}${index}.json`),
    });
    watch.end();
    for (const { ruleId, message, location } of found) {
      const action = actions[actionIndex(location[0]?.source.absoluteRef ?? "")];
      if (ruleId === "overlay" && action) report(action, "overlay-form", message);
    }
    for (const action of actions) {
      for (const reference of references(action.value)) {
        if (reference.startsWith("#/") && resolvePointer(working.parsed, reference) !== undefined) continue;
        report(action, "dangling-reference", `the reference ${reference} leads nowhere in the document`);
      }
    }
  } catch (error) {
    const message = `the overlays cannot be applied: ${error instanceof Error ? error.message : String(error)}`;
    problems.push({ rule: "overlay-form", severity: "error", message, pointer: "#" });
  }
  if (!isObject(working.parsed)) return { value: document, problems };
  // The applier leaves an empty object where there were no components.
  const isEmpty = Object.keys(objectMember(working.parsed, "components")).length === 0;
  return { value: isEmpty ? withMembers(working.parsed, { components: undefined }) : working.parsed, problems };
}

/** Looks at the document before and after each action, and reports the actions that did not act. */
function watchEffects(read: () => JsonValue, report: Report): { begin: (action: Action) => void; end: () => void } {
  let before = "";
  let running: { readonly action: Action; readonly matches: number } | undefined;
  const end = (): void => {
    const after = JSON.stringify(read());
    if (running && running.matches > 0 && after === before) {
      const fix = "the page may say it now: delete the action if so";
      report(running.action, "overlay-without-effect", "the action changes nothing", fix);
    }
    before = after;
  };
  const begin = (action: Action): void => {
    end();
    running = { action, matches: countMatches(read(), action.target) };
    if (running.matches > 0 || !Number.isFinite(running.matches)) return;
    const fix = "see whether the page has changed, and mend or delete the action";
    report(action, "overlay-without-target", "the target matches nothing", fix);
  };
  return { begin, end };
}

/** Not a number where the expression cannot be read, which the applier reports. */
function countMatches(document: JsonValue, target: string): number {
  try {
    return paths(document, target).length;
  } catch {
    return Number.NaN;
  }
}

function references(value: Json | undefined): readonly string[] {
  if (isList(value)) return value.flatMap(references);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => (key === "$ref" && typeof item === "string" ? [item] : references(item)));
}

const ACTION_ADDRESS = "action:///";

function actionIndex(address: string): number {
  return address.startsWith(ACTION_ADDRESS) ? Number.parseInt(address.slice(ACTION_ADDRESS.length), 10) : -1;
}

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
    const action = this.#actions[actionIndex(absoluteRef)];
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
    return withMembers(node, {
      "x-client-source": { ...source, ...(page.url === undefined ? {} : { url: page.url }), hash: page.hash },
    });
  });
  return { value, problems };
}
