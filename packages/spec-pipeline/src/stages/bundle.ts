import { bundle as bundleWithRedocly, createConfig } from "@redocly/openapi-core";
import { toCanonical } from "../document/canonical.ts";
import { hideData, showData } from "../document/hide-data.ts";
import {
  isList,
  isObject,
  listMember,
  member,
  objectMember,
  pointerSegments,
  withMembers,
  type Json,
  type JsonObject,
} from "../document/json.ts";
import { SealedResolver } from "../document/sealed-resolver.ts";
import { toRedoclyDocument } from "../document/to-redocly-document.ts";
import { childrenByParent, componentNameOf, isParent, parentsOf } from "../model/inheritance.ts";
import type { Problem, StageResult } from "../problems/problem.ts";
import { foreignRule } from "../problems/rules.ts";

/** One self-contained document in canonical form. `unused`: what happens to components that no operation uses. */
export async function bundle(document: JsonObject, unused: "dropped" | "kept" = "dropped"): Promise<StageResult<JsonObject>> {
  try {
    let result = await bundled(document);
    // Only after an error: few documents have references in their data, and to copy a large one is expensive.
    if (result.problems.length > 0) {
      result = await bundled(hideData(document));
      if (isObject(result.bundle.parsed)) result.bundle.parsed = showData(result.bundle.parsed);
    }
    const problems = result.problems.map((problem): Problem => {
      const [location] = problem.location;
      const pointer = location?.pointer;
      return {
        rule: foreignRule(problem.ruleId),
        severity: problem.severity === "warn" ? "warning" : "error",
        message: problem.message,
        pointer,
      };
    });
    const value: unknown = result.bundle.parsed;
    if (!isObject(value)) return { value: document, problems };
    return { value: toCanonical(unused === "kept" ? value : dropUnused(value)), problems };
  } catch (error) {
    return { value: document, problems: [unbundled(error)] };
  }
}

/** The bundler follows references by recursion, so a chain of hundreds may exceed the stack. */
function unbundled(error: unknown): Problem {
  const problem = { rule: "bundle", severity: "error", pointer: "#" } as const;
  if (error instanceof RangeError)
    return {
      ...problem,
      message: "the document cannot be bundled: a chain of references is too deep for the bundler",
      fix: "shorten the longest chain of schemas that contain the next one, such as a chain of allOf, with an overlay",
    };
  const message = error instanceof Error ? error.message : String(error);
  return { ...problem, message: `the document cannot be bundled: ${message}` };
}

async function bundled(document: JsonObject): ReturnType<typeof bundleWithRedocly> {
  const config = await createConfig({});
  return bundleWithRedocly({ doc: toRedoclyDocument(document), config, externalRefResolver: new SealedResolver() });
}

/**
 * Keeps the components that are used outside the components, directly or through others. A parent leads to its children where a value is
 * one of them, and not where a child extends it.
 */
function dropUnused(document: JsonObject): JsonObject {
  const components = objectMember(document, "components");
  const schemas = objectMember(components, "schemas");
  const children = childrenByParent(schemas);
  const used = new Set<string>();
  const chosen = new Set<string>();
  const queue: Json[] = [withMembers(document, { components: undefined })];
  const use = ([kind, name]: ComponentName): void => {
    if (used.has(`${kind}\0${name}`)) return;
    used.add(`${kind}\0${name}`);
    const component = member(objectMember(components, kind), name);
    if (!isObject(component)) return;
    const parents = kind === "schemas" ? parentsOf(component) : [];
    for (const parent of parents) use(["schemas", parent]);
    const rest = listMember(component, "allOf").filter((part) => !parents.includes(componentNameOf(part) ?? ""));
    queue.push(parents.length === 0 ? component : withMembers(component, { allOf: rest }));
  };
  const choose = (first: string): void => {
    if (!isParent(schemas[first])) return;
    const names = [first];
    for (let name = names.pop(); name !== undefined; name = names.pop()) {
      if (chosen.has(name)) continue;
      chosen.add(name);
      use(["schemas", name]);
      names.push(...(children.get(name) ?? []));
    }
  };
  for (let value = queue.pop(); value !== undefined; value = queue.pop()) {
    for (const name of referencedComponents(value, schemas)) {
      use(name);
      if (name[0] === "schemas") choose(name[1]);
    }
  }
  const kept = Object.entries(components).flatMap(([kind, map]): [string, Json][] => {
    if (kind === "securitySchemes" || !isObject(map)) return [[kind, map]];
    const entries = Object.entries(map).filter(([name]) => used.has(`${kind}\0${name}`));
    return entries.length > 0 ? [[kind, Object.fromEntries(entries)]] : [];
  });
  return withMembers(document, { components: kept.length > 0 ? Object.fromEntries(kept) : undefined });
}

type ComponentName = readonly [kind: string, name: string];

function referencedComponents(value: Json, schemas: JsonObject): readonly ComponentName[] {
  const names: ComponentName[] = [];
  const see = (item: Json, key: string): void => {
    if (typeof item === "string" && (key === "$ref" || item.startsWith("#/components/"))) {
      const [root, kind, name] = pointerSegments(item);
      if (root === "components" && kind !== undefined && name !== undefined) names.push([kind, name]);
    } else if (isList(item)) for (const child of item) see(child, key);
    else if (isObject(item)) {
      for (const [name, child] of Object.entries(item)) see(child, name);
      // A mapping may name a schema without a reference.
      if (key !== "discriminator") return;
      for (const target of Object.values(objectMember(item, "mapping")))
        if (typeof target === "string" && Object.hasOwn(schemas, target)) names.push(["schemas", target]);
    }
  };
  see(value, "");
  return names;
}
