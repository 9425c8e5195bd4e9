import { bundle as bundleWithRedocly, createConfig } from "@redocly/openapi-core";
import { toCanonical } from "../document/canonical.ts";
import { isObject, member, objectMember, pointerSegments, withMembers, type Json, type JsonObject } from "../document/json.ts";
import type { Problem, StageResult } from "../problems/problem.ts";
import { foreignRule } from "../problems/rules.ts";
import { SealedResolver } from "../document/sealed-resolver.ts";
import { toRedoclyDocument } from "../document/to-redocly-document.ts";

/** One self-contained document in canonical form, with nothing in it that no operation uses. */
export async function bundle(document: JsonObject): Promise<StageResult<JsonObject>> {
  const config = await createConfig({});
  try {
    const result = await bundleWithRedocly({
      doc: toRedoclyDocument(document),
      config,
      externalRefResolver: new SealedResolver(),
    });
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
    const bundled: unknown = result.bundle.parsed;
    return { value: isObject(bundled) ? toCanonical(dropUnused(bundled)) : document, problems };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      value: document,
      problems: [{ rule: "bundle", severity: "error", message: `the document cannot be bundled: ${message}`, pointer: "#" }],
    };
  }
}

/** Keeps the components that something outside of the components leads to, directly or through others. */
function dropUnused(document: JsonObject): JsonObject {
  const components = objectMember(document, "components");
  const used = new Set<string>();
  const queue: Json[] = [withMembers(document, { components: undefined })];
  for (let value = queue.pop(); value !== undefined; value = queue.pop()) {
    for (const name of referencedComponents(value)) {
      if (used.has(name)) continue;
      used.add(name);
      const [kind = "", key = ""] = name.split("\0");
      const component = member(objectMember(components, kind), key);
      if (component !== undefined) queue.push(component);
    }
  }
  const kept = Object.entries(components).flatMap(([kind, map]): [string, Json][] => {
    if (kind === "securitySchemes" || !isObject(map)) return [[kind, map]];
    const entries = Object.entries(map).filter(([name]) => used.has(`${kind}\0${name}`));
    return entries.length > 0 ? [[kind, Object.fromEntries(entries)]] : [];
  });
  return withMembers(document, { components: kept.length > 0 ? Object.fromEntries(kept) : undefined });
}

function referencedComponents(value: Json): readonly string[] {
  const names: string[] = [];
  const see = (item: Json, key: string): void => {
    if (typeof item === "string" && (key === "$ref" || item.startsWith("#/components/"))) {
      const [root, kind, name] = pointerSegments(item);
      if (root === "components" && kind !== undefined && name !== undefined) names.push(`${kind}\0${name}`);
    } else if (Array.isArray(item)) for (const child of item as readonly Json[]) see(child, key);
    else if (isObject(item)) for (const [name, child] of Object.entries(item)) see(child, name);
  };
  see(value, "");
  return names;
}
