import { isList, isObject, member, stringMember, type JsonObject } from "./json.ts";
import type { Problem, StageResult } from "../problems/problem.ts";
import { locate, readYaml, type YamlSource } from "./yaml-source.ts";

/** One entry of an overlay file: a target, and what happens to it. */
export interface Action {
  readonly overlay: YamlSource;
  /** Where it stands in the file. */
  readonly pointer: string;
  /** JSONPath expression. */
  readonly target: string;
  /** All that the file says of it. */
  readonly value: JsonObject;
}

/** The actions of an overlay file, in order. Each problem names the line. */
export function readOverlay(source: YamlSource): StageResult<readonly Action[]> {
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
