import { locateInFragment, type Fragment } from "../../document/fragment.ts";
import {
  escapePointer,
  firstDifference,
  isList,
  isObject,
  member,
  objectMember,
  shorten,
  stringMember,
  withMembers,
  type Difference,
  type Json,
  type JsonObject,
} from "../../document/json.ts";
import { mapNodes } from "../../document/nodes.ts";
import {
  componentForms,
  componentPointer,
  componentReference,
  formOf,
  kindOf,
  type ChooseFragment,
  type ComponentForm,
} from "./component-forms.ts";
import type { ReportInFragment } from "./report-in-fragment.ts";
import { substance } from "./substance.ts";

/**
 * Gives every component one meaning in all fragments. The form of the first page with a component keeps its name. Another form is named
 * after the first page with it: `User` of `list-members.md` becomes `UserListMembers`. Names do not change when pages are added at the end.
 */
export function nameComponents(
  fragments: readonly Fragment[],
  choose: ChooseFragment,
  report: ReportInFragment,
): readonly Fragment[] {
  const forms = componentForms(fragments, choose);
  const taken = new Set(forms.map(({ kind, name }) => `${kind}/${name}`));
  const names = new Map<Fragment, Map<string, string>>();
  for (const [first, ...others] of Map.groupBy(forms, ({ kind, name }) => `${kind}/${name}`).values()) {
    for (const form of others) {
      const name = freeName(form, taken);
      for (const fragment of form.fragments) {
        const own = names.get(fragment) ?? new Map<string, string>();
        names.set(fragment, own.set(`${form.kind}/${form.name}`, name));
      }
      if (first) reportForm(first, form, name, report);
    }
  }
  return fragments.map((fragment) => renamed(withoutOverruled(fragment, choose), names.get(fragment) ?? new Map()));
}

function freeName({ kind, name, fragments: [first] }: ComponentForm, taken: Set<string>): string {
  const words = (first?.page.name ?? "").replace(/\.\w+$/, "").split(/[^A-Za-z0-9]+/);
  const wanted = `${name}${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")}`;
  let free = wanted;
  for (let count = 2; taken.has(`${kind}/${free}`); count += 1) free = `${wanted}${count}`;
  taken.add(`${kind}/${free}`);
  return free;
}

function reportForm(first: ComponentForm, form: ComponentForm, name: string, report: ReportInFragment): void {
  const [there, here] = [first.fragments[0], form.fragments[0]];
  if (!there || !here) return;
  const pointer = componentPointer(form.kind, form.name);
  const difference = differenceOf(form, there, here);
  // A component that differs only in its references needs no line, since the changed part has one.
  if (!difference) return;
  const line = locateInFragment(there, `${pointer}${difference.pointer}`).line;
  report(
    {
      rule: "component-by-page",
      severity: "info",
      message: `the component ${form.name} is called ${name} here, since it is not the same in ${there.page.name} (line ${line}): ${difference.pointer || "the whole"} is ${shorten(difference.right)} here and ${shorten(difference.left)} there`,
      fix: `if one page is right for both, say so under “prefer” in vendor.yaml: { pointer: "${pointer}", page: ${there.page.name}, reason: … }`,
      pointer: `${pointer}${difference.pointer}`,
    },
    here,
  );
}

function differenceOf(form: ComponentForm, there: Fragment, here: Fragment): Difference | undefined {
  const kind = kindOf(form.kind);
  return firstDifference(substance(formOf(form, there), kind), substance(formOf(form, here), kind));
}

/** The fragment without the components for which another fragment's form counts. */
function withoutOverruled(fragment: Fragment, choose: ChooseFragment): Fragment {
  const components = Object.entries(objectMember(fragment.document, "components")).map(([kind, map]): [string, Json] => [
    kind,
    isObject(map) ? Object.fromEntries(Object.entries(map).filter(([name]) => choose(kind, name, fragment) === fragment)) : map,
  ]);
  return { ...fragment, document: withMembers(fragment.document, { components: Object.fromEntries(components) }) };
}

/** The fragment with other names for some of its components, at all places of use. */
function renamed(fragment: Fragment, names: ReadonlyMap<string, string>): Fragment {
  if (names.size === 0) return fragment;
  const document = mapNodes(renamedReferences(fragment.document, names), (node, kind) =>
    kind === "operation" || kind === "document" ? withSecurity(node, names) : kind === "schema" ? withMapping(node, names) : node,
  );
  const components = Object.entries(objectMember(document, "components")).map(([kind, map]): [string, Json] => [
    kind,
    isObject(map)
      ? Object.fromEntries(Object.entries(map).map(([name, value]) => [names.get(`${kind}/${name}`) ?? name, value]))
      : map,
  ]);
  return { ...fragment, document: withMembers(document, { components: Object.fromEntries(components) }) };
}

function renamedReferences(node: JsonObject, names: ReadonlyMap<string, string>): JsonObject;
function renamedReferences(node: Json, names: ReadonlyMap<string, string>): Json;
function renamedReferences(node: Json, names: ReadonlyMap<string, string>): Json {
  if (isList(node)) return node.map((item) => renamedReferences(item, names));
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === "$ref" && typeof value === "string" ? renamedReference(value, names) : renamedReferences(value, names),
    ]),
  );
}

function renamedReference(reference: string, names: ReadonlyMap<string, string>): string {
  const [kind, name, rest] = componentReference(reference) ?? [];
  const other = kind === undefined ? undefined : names.get(`${kind}/${name}`);
  if (kind === undefined || other === undefined) return reference;
  return [componentPointer(kind, other), ...(rest ?? []).map(escapePointer)].join("/");
}

/** Security requirements name their schemes. */
function withSecurity(node: JsonObject, names: ReadonlyMap<string, string>): JsonObject {
  const security = member(node, "security");
  if (!isList(security)) return node;
  const renamedSecurity = security.map((requirement) =>
    isObject(requirement)
      ? Object.fromEntries(
          Object.entries(requirement).map(([name, scopes]) => [names.get(`securitySchemes/${name}`) ?? name, scopes]),
        )
      : requirement,
  );
  return withMembers(node, { security: renamedSecurity });
}

/** A discriminator's mapping names schemas by reference, or by their bare name. */
function withMapping(node: JsonObject, names: ReadonlyMap<string, string>): JsonObject {
  const discriminator = member(node, "discriminator");
  const mapping = objectMember(discriminator, "mapping");
  if (!isObject(discriminator) || Object.keys(mapping).length === 0) return node;
  const renamedMapping = Object.fromEntries(
    Object.entries(mapping).map(([value]) => {
      const target = stringMember(mapping, value) ?? "";
      return [value, names.get(`schemas/${target}`) ?? renamedReference(target, names)];
    }),
  );
  return withMembers(node, { discriminator: withMembers(discriminator, { mapping: renamedMapping }) });
}
