import { locateInFragment, type Fragment } from "../../document/fragment.ts";
import {
  escapePointer,
  firstDifference,
  isEqual,
  isList,
  isObject,
  listMember,
  member,
  objectMember,
  pointerSegments,
  resolvePointer,
  shorten,
  stringMember,
  withMembers,
} from "../../document/json.ts";
import type { Difference, Json, JsonObject } from "../../document/json.ts";
import { METHODS, type NodeKind } from "../../document/nodes.ts";
import type { Problem, StageResult } from "../../problems/problem.ts";
import type { RuleId } from "../../problems/rules.ts";
import type { PagePreference } from "../../vendor/vendor.ts";
import { componentPointer, kindOf, type ChooseFragment } from "./component-forms.ts";
import { nameComponents } from "./name-components.ts";
import type { ReportInFragment } from "./report-in-fragment.ts";
import { substance, withSortedSets } from "./substance.ts";

/** A part of the joined document, and the first fragment that has it. */
interface Seen {
  readonly value: Json;
  readonly fragment: Fragment;
}

/** A map of named parts, and the fragment it is from. */
interface PartOfFragment {
  readonly fragment: Fragment;
  readonly map: JsonObject;
}

/** A person's decision about which page is right on a component or an operation. */
export type Preference = Pick<PagePreference, "page" | "pointer">;

/**
 * Makes one document of all fragments. Parts that differ only in words become one part, the fullest. Components that differ in substance
 * get a name for each page. For other parts, a problem names both pages and the first difference, and a person has to prefer one.
 */
export function join(fragments: readonly Fragment[], preferences: readonly Preference[] = []): StageResult<JsonObject> {
  const problems: Problem[] = [];
  const report: ReportInFragment = (problem, fragment) => {
    const location = locateInFragment(fragment, problem.pointer ?? "#");
    problems.push({ ...problem, location, page: fragment.page.name });
  };
  problems.push(...stalePreferences(fragments, preferences));
  const named = nameComponents(fragments, chosenFragment(fragments, preferences), report);
  const prepared = pushDown(pushDown(preferOperations(named, preferences), "security"), "servers");
  const [first] = prepared;
  if (!first) return { value: {}, problems };

  const value: Record<string, Json> = {
    openapi: newestVersion(prepared, report),
    info: joinInfo(prepared, report),
  };
  const servers = joinServers(prepared);
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
    { rule: "different-field", title: (name) => `the field ${name}`, kind: () => "document" },
    report,
  );
  return { value: { ...value, ...others }, problems };
}

/** The fragment of a preferred page replaces every other fragment that has the component. */
function chosenFragment(fragments: readonly Fragment[], preferences: readonly Preference[]): ChooseFragment {
  const pages = new Map(preferences.map(({ pointer, page }) => [pointer, page]));
  return (kind, name, own) => {
    const pointer = componentPointer(kind, name);
    const page = pages.get(pointer);
    const chosen = fragments.find(
      (fragment) => fragment.page.name === page && resolvePointer(fragment.document, pointer) !== undefined,
    );
    return chosen ?? own;
  };
}

/** An operation with a preferred page is removed from all other pages. */
function preferOperations(fragments: readonly Fragment[], preferences: readonly Preference[]): readonly Fragment[] {
  return fragments.map((fragment) => {
    const paths = mapObject(objectMember(fragment.document, "paths"), (item, path) => {
      const dropped = preferences.flatMap(({ pointer, page }) => {
        const [section, name, method] = pointerSegments(pointer);
        return section === "paths" && name === path && page !== fragment.page.name && method !== undefined ? [method] : [];
      });
      return isObject(item) ? withMembers(item, Object.fromEntries(dropped.map((method) => [method, undefined]))) : item;
    });
    return { ...fragment, document: withMembers(fragment.document, { paths }) };
  });
}

/** A preference without effect is wrong, or left over from pages that have changed since. */
function stalePreferences(fragments: readonly Fragment[], preferences: readonly Preference[]): readonly Problem[] {
  return preferences.flatMap(({ pointer, page }): Problem[] => {
    const having = fragments.filter(({ document }) => resolvePointer(document, pointer) !== undefined);
    const problem = { rule: "stale-preference", severity: "error" } as const;
    if (!having.some((fragment) => fragment.page.name === page)) {
      const message = `vendor.yaml prefers ${page} for ${pointer}, but that page does not have it`;
      return [{ ...problem, message, fix: "name a page that has it, or delete the entry" }];
    }
    if (having.every((fragment) => fragment.page.name === page)) {
      return [
        { ...problem, message: `vendor.yaml prefers ${page} for ${pointer}, but no other page has it`, fix: "delete the entry" },
      ];
    }
    return [];
  });
}

/** Defaults that the documents do not share are written to their own operations, so that they keep their meaning. */
function pushDown(fragments: readonly Fragment[], key: "security" | "servers"): readonly Fragment[] {
  const [first] = fragments;
  const inheritedBy = (fragment: Fragment | undefined): Json => withoutWords(member(fragment?.document, key) ?? null);
  if (fragments.every((fragment) => isEqual(inheritedBy(fragment), inheritedBy(first)))) return fragments;
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

function newestVersion(fragments: readonly Fragment[], report: ReportInFragment): string {
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

function joinInfo(fragments: readonly Fragment[], report: ReportInFragment): JsonObject {
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

/** Servers that differ only in words are one. */
function joinServers(fragments: readonly Fragment[]): readonly Json[] {
  const servers: Json[] = [];
  for (const server of fragments.flatMap(({ document }) => listMember(document, "servers"))) {
    if (!servers.some((known) => isEqual(withoutWords(known), withoutWords(server)))) servers.push(server);
  }
  return servers;
}

function withoutWords(value: Json): Json {
  if (isList(value)) return value.map(withoutWords);
  return isObject(value) ? mapObject(withMembers(value, { description: undefined }), withoutWords) : value;
}

/** One entry for each name: the first that describes it. */
function joinTags(fragments: readonly Fragment[], report: ReportInFragment): readonly Json[] {
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

function joinPathItems(fragments: readonly Fragment[], key: "paths" | "webhooks", report: ReportInFragment): JsonObject {
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
          kind: (name) => (isMethod(name) ? "operation" : "pathItem"),
        },
        report,
      ),
    ]),
  );
}

/** Parameters of a path that not all of its pages have are moved to the operations of their page. */
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

function joinComponents(fragments: readonly Fragment[], report: ReportInFragment): JsonObject {
  const kinds = new Set(fragments.flatMap(({ document }) => Object.keys(objectMember(document, "components"))));
  return Object.fromEntries(
    [...kinds].map((kind) => [
      kind,
      joinMaps(
        fragments.map((fragment) => ({ fragment, map: objectMember(objectMember(fragment.document, "components"), kind) })),
        `#/components/${escapePointer(kind)}`,
        { rule: "different-component", title: (name) => `the component ${name}`, kind: () => kindOf(kind) },
        report,
      ),
    ]),
  );
}

/** The kind of a map's parts, for messages and for their comparison. */
interface PartKind {
  readonly rule: RuleId;
  readonly title: (name: string) => string;
  readonly kind: (name: string) => NodeKind;
}

function joinMaps(maps: readonly PartOfFragment[], at: string, parts: PartKind, report: ReportInFragment): JsonObject {
  const seen = new Map<string, Seen>();
  for (const { fragment, map } of maps) {
    for (const [name, value] of Object.entries(map)) {
      const known = seen.get(name);
      if (!known) {
        seen.set(name, { value, fragment });
        continue;
      }
      const pointer = `${at}/${escapePointer(name)}`;
      const kind = parts.kind(name);
      const difference = firstDifference(substance(known.value, kind), substance(value, kind));
      if (difference) reportDifference(parts, name, pointer, difference, known.fragment, fragment, report);
      else if (!isEqual(inOrder(known.value, kind), inOrder(value, kind))) {
        const isFuller = JSON.stringify(value).length > JSON.stringify(known.value).length;
        const other = { value, fragment };
        reportWords(parts, name, pointer, known, other, isFuller ? other : known, report);
        if (isFuller) seen.set(name, other);
      }
    }
  }
  return Object.fromEntries([...seen].map(([name, { value }]) => [name, value]));
}

function reportDifference(
  parts: PartKind,
  name: string,
  pointer: string,
  { pointer: below, left, right }: Difference,
  there: Fragment,
  here: Fragment,
  report: ReportInFragment,
): void {
  const line = locateInFragment(there, `${pointer}${below}`).line;
  report(
    {
      rule: parts.rule,
      severity: "error",
      message: `${parts.title(name)} is not the same as in ${there.page.name} (line ${line}): ${below || "the whole"} is ${shorten(right)} here and ${shorten(left)} there`,
      fix: `say which page is right under “prefer” in vendor.yaml: { pointer: "${pointer}", page: ${there.page.name}, reason: … }`,
      pointer: `${pointer}${below}`,
    },
    here,
  );
}

function reportWords(
  parts: PartKind,
  name: string,
  pointer: string,
  known: Seen,
  other: Seen,
  kept: Seen,
  report: ReportInFragment,
): void {
  const kind = parts.kind(name);
  const below = firstDifference(inOrder(known.value, kind), inOrder(other.value, kind))?.pointer ?? "";
  report(
    {
      rule: "different-words",
      severity: "info",
      message: `${parts.title(name)} is worded otherwise in ${known.fragment.page.name}: ${below || "the whole"}; the text of ${kept.fragment.page.name} is kept`,
      pointer: `${pointer}${below}`,
    },
    other.fragment,
  );
}

/** A part without its irrelevant differences: its page, and the order of lists that are sets. */
function inOrder(value: Json, kind: NodeKind): Json {
  return isObject(value) ? withSortedSets(withMembers(value, { "x-client-source": undefined }), kind) : value;
}

function mapObject(object: JsonObject, change: (value: Json, key: string) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}

function isMethod(key: string): boolean {
  return (METHODS as readonly string[]).includes(key);
}
