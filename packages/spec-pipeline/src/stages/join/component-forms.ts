import type { Fragment } from "../../document/fragment.ts";
import { escapePointer, isObject, member, objectMember, pointerSegments, type Json } from "../../document/json.ts";
import { childOf, type NodeKind } from "../../document/nodes.ts";
import { stableText } from "../../model/reference.ts";
import { substance } from "./substance.ts";

/** The form of a component in one or more fragments. */
export interface ComponentForm {
  /** `schemas`, `responses` and so on. */
  readonly kind: string;
  readonly name: string;
  /** The fragments that have this form, in their order. */
  readonly fragments: readonly Fragment[];
}

/** The fragment whose form of a component counts in a fragment: its own, unless a person has chosen another one. */
export type ChooseFragment = (kind: string, name: string, own: Fragment) => Fragment;

/**
 * The forms of every component, in the order of the fragments. Two fragments share a form if the component has the same substance in both,
 * and also all components that it refers to.
 */
export function componentForms(fragments: readonly Fragment[], choose: ChooseFragment): readonly ComponentForm[] {
  const numbers = new Map(fragments.map((fragment, index) => [fragment, index]));
  // Tells a component of one fragment from all others.
  const keyOf = (fragment: Fragment, kind: string, name: string): string => `${numbers.get(fragment)} ${kind}/${name}`;
  const entries = fragments.flatMap((fragment) =>
    componentsOf(fragment).map(({ kind, name }): Entry => {
      const chosen = choose(kind, name, fragment);
      const value = member(objectMember(objectMember(chosen.document, "components"), kind), name) ?? null;
      const shape = substance(value, kindOf(kind));
      const targets = referencesIn(shape).map((target) => keyOf(chosen, ...target));
      return { kind, name, fragment, key: keyOf(fragment, kind, name), text: stableText(shape), targets };
    }),
  );
  const classes = refine(entries);
  const groups = Map.groupBy(entries, ({ kind, name, key }) => `${kind}/${name}\n${classes.get(key)}`);
  return [...groups.values()].flatMap(([first, ...others]) =>
    first ? [{ kind: first.kind, name: first.name, fragments: [first, ...others].map(({ fragment }) => fragment) }] : [],
  );
}

/** One component of one fragment. */
interface Entry {
  readonly kind: string;
  readonly name: string;
  readonly fragment: Fragment;
  readonly key: string;
  readonly text: string;
  /** Keys of the components that it refers to, each once. */
  readonly targets: readonly string[];
}

function componentsOf({ document }: Fragment): readonly { readonly kind: string; readonly name: string }[] {
  return Object.entries(objectMember(document, "components")).flatMap(([kind, map]) =>
    isObject(map) ? Object.keys(map).map((name) => ({ kind, name })) : [],
  );
}

/** Classes of equal components by their keys. Classes are split until the components of each refer to components of the same classes. */
function refine(entries: readonly Entry[]): ReadonlyMap<string, number> {
  let classes = new Map<string, number>();
  for (let count = -1; ;) {
    const known = new Map<string, number>();
    const next = new Map<string, number>();
    for (const { key, text, targets } of entries) {
      const signature = [text, ...targets.map((target) => classes.get(target) ?? "")].join("\n");
      const number = known.get(signature) ?? known.size;
      known.set(signature, number);
      next.set(key, number);
    }
    classes = next;
    if (known.size === count) return classes;
    count = known.size;
  }
}

/** Kind and name of every component that a value refers to. */
function referencesIn(value: Json): readonly (readonly [kind: string, name: string])[] {
  const found = new Map<string, readonly [string, string]>();
  const queue: Json[] = [value];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (typeof node === "string") {
      const target = componentReference(node);
      if (target) found.set(target.join("/"), [target[0], target[1]]);
    } else if (node !== null && typeof node === "object") queue.push(...Object.values(node));
  }
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, target]) => target);
}

/** Kind, name and the rest of a reference to a component, or into one. */
export function componentReference(
  reference: string,
): readonly [kind: string, name: string, rest: readonly string[]] | undefined {
  if (!reference.startsWith("#/components/")) return undefined;
  const [, kind, name, ...rest] = pointerSegments(reference);
  return kind === undefined || name === undefined ? undefined : [kind, name, rest];
}

export function componentPointer(kind: string, name: string): string {
  return `#/components/${escapePointer(kind)}/${escapePointer(name)}`;
}

/** The kind of the nodes in a map of components. An unknown kind is compared word by word. */
export function kindOf(componentKind: string): NodeKind {
  return childOf("components", componentKind)?.[1] ?? "link";
}

export function formOf({ kind, name }: Pick<ComponentForm, "kind" | "name">, { document }: Fragment): Json {
  return member(objectMember(objectMember(document, "components"), kind), name) ?? null;
}
