import { locateInFragment, type Fragment } from "../document/fragment.ts";
import {
  escapePointer,
  firstDifference,
  isEqual,
  isList,
  isObject,
  listMember,
  member,
  objectMember,
  shorten,
  stringMember,
  withMembers,
} from "../document/json.ts";
import type { Json, JsonObject } from "../document/json.ts";
import { METHODS } from "../document/nodes.ts";
import type { Problem, StageResult } from "../problems/problem.ts";

/** A part of the joined document and the fragment that it was first seen in. */
interface Seen {
  readonly value: Json;
  readonly fragment: Fragment;
}

/** A map of named parts, and the fragment whose parts they are. */
interface PartOfFragment {
  readonly fragment: Fragment;
  readonly map: JsonObject;
}

type Report = (problem: Omit<Problem, "location" | "page">, fragment: Fragment) => void;

/**
 * Makes one document of all fragments. What is in several of them must be the same, whatever the order of keys;
 * where it is not, both pages and the first difference are named, and the first page's form is kept.
 */
export function join(fragments: readonly Fragment[]): StageResult<JsonObject> {
  const problems: Problem[] = [];
  const report: Report = (problem, fragment) => {
    const location = locateInFragment(fragment, problem.pointer ?? "#");
    problems.push({ ...problem, location, page: fragment.page.name });
  };
  const prepared = pushDown(pushDown(fragments, "security"), "servers");
  const [first] = prepared;
  if (!first) return { value: {}, problems };

  const value: Record<string, Json> = {
    openapi: newestVersion(prepared, report),
    info: joinInfo(prepared, report),
  };
  const servers = union(prepared, "servers");
  if (servers.length > 0) value["servers"] = servers;
  const security = member(first.document, "security");
  if (security !== undefined) value["security"] = security;
  const tags = joinTags(prepared, report);
  if (tags.length > 0) value["tags"] = tags;
  value["paths"] = joinPathItems(prepared, "paths", report);
  if (prepared.some(({ document }) => isObject(member(document, "webhooks"))))
    value["webhooks"] = joinPathItems(prepared, "webhooks", report);
  const components = joinComponents(prepared, report);
  if (Object.keys(components).length > 0) value["components"] = components;
  const known = new Set([...Object.keys(value), "servers", "security", "tags", "paths", "webhooks", "components"]);
  const others = joinMaps(
    prepared.map((fragment) => ({
      fragment,
      map: withMembers(fragment.document, Object.fromEntries([...known].map((key) => [key, undefined]))),
    })),
    "#",
    { rule: "different-field", title: (name) => `the field ${name}` },
    report,
  );
  return { value: { ...value, ...others }, problems };
}

/** Defaults of a document that other documents do not share are written to its own operations, where they keep their meaning. */
function pushDown(fragments: readonly Fragment[], key: "security" | "servers"): readonly Fragment[] {
  const [first] = fragments;
  if (fragments.every(({ document }) => isEqual(member(document, key), member(first?.document, key)))) return fragments;
  return fragments.map((fragment) => {
    const inherited = member(fragment.document, key);
    if (inherited === undefined) return fragment;
    const paths = mapObject(objectMember(fragment.document, "paths"), (item) =>
      isObject(item)
        ? mapObject(item, (operation, method) =>
            isObject(operation) && isMethod(method) && member(operation, key) === undefined
              ? withMembers(operation, { [key]: inherited })
              : operation,
          )
        : item,
    );
    return { ...fragment, document: withMembers(fragment.document, { paths, ...(key === "security" ? { security: [] } : {}) }) };
  });
}

function newestVersion(fragments: readonly Fragment[], report: Report): string {
  const versions = fragments.map(({ document }) => stringMember(document, "openapi") ?? "");
  const newest = versions.toSorted().at(-1) ?? "";
  const other = fragments.find(({ document }) => stringMember(document, "openapi") !== newest);
  if (other) {
    const found = stringMember(other.document, "openapi");
    report(
      { rule: "mixed-versions", severity: "info", message: `OpenAPI ${found} joined as ${newest}`, pointer: "#/openapi" },
      other,
    );
  }
  return newest;
}

function joinInfo(fragments: readonly Fragment[], report: Report): JsonObject {
  const [first, ...others] = fragments;
  const info = objectMember(first?.document, "info");
  const merged: Record<string, Json> = { ...info };
  for (const fragment of others) {
    for (const [key, value] of Object.entries(objectMember(fragment.document, "info"))) {
      const kept = member(merged, key);
      if (kept === undefined) merged[key] = value;
      else if (!isEqual(kept, value)) {
        const message = `info.${key} differs from ${first?.page.name}: ${shorten(kept)} kept, ${shorten(value)} dropped`;
        report({ rule: "different-info", severity: "info", message, pointer: `#/info/${escapePointer(key)}` }, fragment);
      }
    }
  }
  return merged;
}

function union(fragments: readonly Fragment[], key: string): readonly Json[] {
  const items: Json[] = [];
  for (const { document } of fragments) {
    const list = member(document, key);
    for (const item of isList(list) ? list : []) if (!items.some((known) => isEqual(known, item))) items.push(item);
  }
  return items;
}

/** One entry a name: the first that describes it. */
function joinTags(fragments: readonly Fragment[], report: Report): readonly Json[] {
  const tags = new Map<string, Seen>();
  for (const fragment of fragments) {
    const list = member(fragment.document, "tags");
    for (const [index, tag] of (isList(list) ? list : []).entries()) {
      const name = stringMember(tag, "name");
      if (name === undefined) continue;
      const known = tags.get(name);
      if (!known || !isObject(known.value) || Object.keys(known.value).length === 1) tags.set(name, { value: tag, fragment });
      else if (isObject(tag) && Object.keys(tag).length > 1 && !isEqual(known.value, tag)) {
        const message = `tag “${name}” is described otherwise in ${known.fragment.page.name}, which is kept`;
        report({ rule: "different-tag", severity: "info", message, pointer: `#/tags/${index}` }, fragment);
      }
    }
  }
  return [...tags.values()].map(({ value }) => value);
}

function joinPathItems(fragments: readonly Fragment[], key: "paths" | "webhooks", report: Report): JsonObject {
  const names = new Set(fragments.flatMap(({ document }) => Object.keys(objectMember(document, key))));
  return Object.fromEntries(
    [...names].map((path) => [
      path,
      joinMaps(
        pushDownParameters(
          fragments.flatMap((fragment) => {
            const item = member(objectMember(fragment.document, key), path);
            return isObject(item) ? [{ fragment, map: item }] : [];
          }),
        ),
        `#/${key}/${escapePointer(path)}`,
        {
          rule: "different-operation",
          title: (name) => (isMethod(name) ? `${name.toUpperCase()} ${path}` : `${name} of ${path}`),
        },
        report,
      ),
    ]),
  );
}

/** Parameters of a path that not all of its pages have are those of the operations of their page alone. */
function pushDownParameters(items: readonly PartOfFragment[]): readonly PartOfFragment[] {
  const [first] = items;
  const shared = items.every(({ map }) => isEqual(member(map, "parameters"), member(first?.map, "parameters")));
  if (shared) return items;
  return items.map(({ fragment, map }) => {
    const inherited = listMember(map, "parameters");
    const withInherited = mapObject(map, (operation, method) => {
      if (!isObject(operation) || !isMethod(method) || inherited.length === 0) return operation;
      const own = listMember(operation, "parameters");
      const others = inherited.filter((parameter) => !own.some((replacement) => isSameParameter(replacement, parameter)));
      return withMembers(operation, { parameters: [...others, ...own] });
    });
    return { fragment, map: withMembers(withInherited, { parameters: undefined }) };
  });
}

function isSameParameter(left: Json, right: Json): boolean {
  return ["$ref", "name", "in"].every((key) => member(left, key) === member(right, key));
}

function joinComponents(fragments: readonly Fragment[], report: Report): JsonObject {
  const kinds = new Set(fragments.flatMap(({ document }) => Object.keys(objectMember(document, "components"))));
  return Object.fromEntries(
    [...kinds].map((kind) => [
      kind,
      joinMaps(
        fragments.map((fragment) => ({ fragment, map: objectMember(objectMember(fragment.document, "components"), kind) })),
        `#/components/${escapePointer(kind)}`,
        { rule: "different-component", title: (name) => `the component ${name}` },
        report,
      ),
    ]),
  );
}

function joinMaps(
  maps: readonly PartOfFragment[],
  at: string,
  kind: { readonly rule: string; readonly title: (name: string) => string },
  report: Report,
): JsonObject {
  const seen = new Map<string, Seen>();
  for (const { fragment, map } of maps) {
    for (const [name, value] of Object.entries(map)) {
      const known = seen.get(name);
      if (!known) {
        seen.set(name, { value, fragment });
        continue;
      }
      const difference = firstDifference(withoutSource(known.value), withoutSource(value));
      if (!difference) continue;
      const pointer = `${at}/${escapePointer(name)}`;
      const other = known.fragment;
      const place = locateInFragment(other, `${pointer}${difference.pointer}`);
      const { left, right } = difference;
      report(
        {
          rule: kind.rule,
          severity: "error",
          message: `${kind.title(name)} is not the same as in ${other.page.name} (line ${place.line}): ${difference.pointer || "the whole"} is ${shorten(right)} here and ${shorten(left)} there`,
          fix: "fetch both pages again; if they still disagree, leave one out of vendor.yaml or ask the vendor which is true",
          pointer: `${pointer}${difference.pointer}`,
        },
        fragment,
      );
    }
  }
  return Object.fromEntries([...seen].map(([name, { value }]) => [name, value]));
}

/** The same operation may stand in two pages. */
function withoutSource(value: Json): Json {
  return isObject(value) ? withMembers(value, { "x-client-source": undefined }) : value;
}

function mapObject(object: JsonObject, change: (value: Json, key: string) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}

function isMethod(key: string): boolean {
  return (METHODS as readonly string[]).includes(key);
}
