import { isEqual, isObject, listMember, member, stringMember, type Json, type JsonObject } from "../../document/json.ts";
import { locate, readYaml, type YamlSource } from "../../document/yaml-source.ts";
import type { Problem, StageResult } from "../../problems/problem.ts";
import { suggest } from "../../problems/suggest.ts";
import { findNodes } from "./find-nodes.ts";

/** One entry of an overlay file: a target, and the change. */
export interface Action {
  readonly overlay: YamlSource;
  /** Its place in the file. */
  readonly pointer: string;
  /** The page whose document is corrected before the join. Undefined for the joined document. */
  readonly page: string | undefined;
  /** JSONPath expression. */
  readonly target: string;
  /** What is merged into the target, or appended to it. */
  readonly update?: Json | undefined;
  /** JSONPath expression of one node. Its value is used in place of an update. */
  readonly copy?: string | undefined;
  /** The target is removed. Other members of the action have no effect. */
  readonly remove: boolean;
  /** How a list is added to a list: as one item in version 1.0, item by item from 1.1 on. */
  readonly appendsLists: boolean;
}

/** The file name of an OpenAPI document. An overlay that was written outside a workspace extends such a file. */
const DOCUMENT = /\.(?:json|ya?ml)$/;

type Report = (pointer: string, message: string, fix?: string) => void;

/** The actions of an overlay file, in order. Each problem names the line. */
export function readOverlay(source: YamlSource): StageResult<readonly Action[]> {
  const rule = "overlay-form";
  const { value, problems } = readYaml(source, rule);
  if (value === undefined) return { value: [], problems };
  const found: Problem[] = [];
  const report: Report = (pointer, message, fix) => {
    found.push({ rule, severity: "error", message, fix, pointer: `#${pointer}`, location: locate(source, pointer) });
  };
  const version = /^1\.[01](?=\.\d+$)/.exec(stringMember(value, "overlay") ?? "")?.[0];
  if (version === undefined) report("/overlay", "the file must start with overlay: 1.0.0 or 1.1.0");
  const info = member(value, "info");
  for (const key of ["title", "version"]) {
    if (stringMember(info, key) === undefined)
      report("/info", `info.${key} is missing`, "describe the correction in a few words");
  }
  checkKeys(value, ["overlay", "info", "extends", "actions"], "", report);
  checkKeys(info, ["title", "version", "description"], "/info", report);
  for (const [object, key, pointer] of [
    [value, "extends", "/extends"],
    [info, "description", "/info/description"],
  ] as const) {
    if (member(object, key) !== undefined && stringMember(object, key) === undefined) report(pointer, `${key} must be a text`);
  }
  const extended = stringMember(value, "extends");
  const page = /(?:^|\/)pages\/([^/]+)$/.exec(extended ?? "")?.[1];
  if (extended !== undefined && page === undefined && !DOCUMENT.test(extended)) {
    report(
      "/extends",
      `extends can name a page or a document, and not ${extended}`,
      "write extends: ../pages/<file>, or leave it out",
    );
  } else if (extended !== undefined && page === undefined) {
    const message = `extends names ${extended}, which is no page: the overlay corrects the joined document`;
    found.push({ rule, severity: "info", message, pointer: "#/extends", location: locate(source, "/extends") });
  }
  const list = listMember(value, "actions");
  if (list.length === 0) report("/actions", "the file must have a list of actions");
  const actions: Action[] = [];
  for (const [index, action] of list.entries()) {
    const pointer = `/actions/${index}`;
    const target = stringMember(action, "target");
    if (!isObject(action) || target === undefined) {
      report(pointer, "an action needs a target, a JSONPath expression");
      continue;
    }
    checkAction(action, target, version, (at, message, fix) => report(`${pointer}${at}`, `${target}: ${message}`, fix));
    if (list.slice(0, index).some((earlier) => isEqual(earlier, action)))
      report(pointer, `${target}: the action stands there twice`);
    actions.push({
      overlay: source,
      pointer,
      page,
      target,
      update: member(action, "update"),
      copy: stringMember(action, "copy"),
      remove: member(action, "remove") === true,
      appendsLists: version === "1.0",
    });
  }
  return { value: actions, problems: found };
}

function checkAction(action: JsonObject, target: string, version: string | undefined, report: Report): void {
  checkKeys(action, ["target", "description", "update", "copy", "remove"], "", report);
  const mistake = findNodes(null, target).mistake;
  if (mistake !== undefined) report("/target", `the target is not a JSONPath expression: ${mistake}`);
  if ((stringMember(action, "description") ?? "").trim().length < 10) {
    report("", "the action has no description of ten characters or more", "give the evidence for the correction");
  }
  const remove = member(action, "remove");
  if (remove !== undefined && typeof remove !== "boolean") report("/remove", "remove can only be true or false");
  const copy = member(action, "copy");
  if (copy === undefined) return;
  if (version === "1.0") report("/copy", "Overlay 1.0 has no copy", "write overlay: 1.1.0 at the top of the file");
  if (typeof copy !== "string") report("/copy", "copy must be a JSONPath expression");
  else if (findNodes(null, copy).mistake !== undefined) {
    report("/copy", `copy is not a JSONPath expression: ${findNodes(null, copy).mistake}`);
  }
  if (member(action, "update") !== undefined)
    report("/copy", "an action cannot have both update and copy", "make two actions of it");
}

function checkKeys(value: Json | undefined, known: readonly string[], pointer: string, report: Report): void {
  for (const key of Object.keys(isObject(value) ? value : {})) {
    if (known.includes(key) || key.startsWith("x-")) continue;
    const meant = suggest(key, known);
    report(
      `${pointer}/${key}`,
      `“${key}” is not a field of an overlay`,
      meant === undefined ? undefined : `did you mean “${meant}”?`,
    );
  }
}
