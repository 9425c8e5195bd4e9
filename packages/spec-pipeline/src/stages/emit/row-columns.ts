import { pointerSegments } from "../../document/json.ts";
import type { CanonicalSchema } from "../../model/canonical-schema.ts";
import type { ComponentTypes } from "../../model/component-types.ts";
import type { Operation } from "../../model/operation.ts";

/** Levels of objects whose values are columns, as a command writes them. */
const MOST_LEVELS = 3;
/** More of them are no head that anybody reads. */
const MOST_COLUMNS = 200;

/** What the forms of a value have. */
type Collect<Found> = (schema: CanonicalSchema) => readonly Found[];

/**
 * The columns of the rows that an operation's response holds, as far as the document describes them: `id`, `owner.name`. The rows are those that
 * pages are made of, else the response that is a list, or the one list of objects in it.
 */
export function createRowColumns(types: ComponentTypes): (operation: Operation) => readonly string[] {
  const itemsOf = collectForms(types, (form) => (form.form === "list" ? [form.items] : []));
  const kindsOf = collectForms(types, ({ form }) => [form]);
  const named = new Map<string, Collect<CanonicalSchema>>();
  const columnsOf = collectColumns(types, 0);

  /** The lists of an object that are of objects, or those that are not. More than one cannot be told apart. */
  const listsOf = (ofObjects: boolean): Collect<readonly CanonicalSchema[]> =>
    collectForms(
      types,
      (form) => (form.form === "object" ? form.properties : []).map(({ schema }) => itemsOf(schema)).filter(isOf(ofObjects)),
      2,
    );
  const isOf =
    (ofObjects: boolean) =>
    (items: readonly CanonicalSchema[]): boolean => {
      const kinds = items.flatMap(kindsOf);
      return kinds.length > 0 && kinds.every((kind) => kind === "object") === ofObjects;
    };
  const [listsOfObjects, otherLists] = [listsOf(true), listsOf(false)];

  /** As the command finds rows in a response. */
  const rowsOf = (bodies: readonly CanonicalSchema[]): readonly CanonicalSchema[] => {
    const items = bodies.flatMap(itemsOf);
    if (items.flatMap(kindsOf).length > 0) return items;
    const ofObjects = bodies.flatMap(listsOfObjects);
    const [list, ...others] = ofObjects.length > 0 ? ofObjects : bodies.flatMap(otherLists);
    return list && others.length === 0 ? list : [];
  };

  const propertiesNamed = (name: string): Collect<CanonicalSchema> => {
    const known = named.get(name);
    if (known) return known;
    const collect = collectForms(types, (form) =>
      form.form === "object" ? form.properties.filter((property) => property.name === name).map(({ schema }) => schema) : [],
    );
    named.set(name, collect);
    return collect;
  };

  /** The items of the lists at a place. */
  const itemsAt = (schemas: readonly CanonicalSchema[], path: readonly string[]): readonly CanonicalSchema[] =>
    path.reduce((inner, name) => inner.flatMap(propertiesNamed(name)), schemas).flatMap(itemsOf);

  return ({ outputs, responseKind, pages }) => {
    if (responseKind !== "json" && responseKind !== "lines") return [];
    const bodies = outputs.map((place) => types.canonical(place, "output"));
    const rows = responseKind === "lines" ? bodies : pages ? itemsAt(bodies, pointerSegments(pages.items)) : rowsOf(bodies);
    const columns = new Set(rows.flatMap(columnsOf));
    columns.delete("");
    return columns.size > MOST_COLUMNS ? [] : [...columns];
  };
}

/** The names of the values in an object at a level, from there. A value that is no object has the name "". */
function collectColumns(types: ComponentTypes, level: number): Collect<string> {
  const below = level < MOST_LEVELS ? collectColumns(types, level + 1) : undefined;
  return collectForms(
    types,
    (form) => {
      if (form.form !== "object" || below === undefined || form.properties.length === 0) return [""];
      return form.properties.flatMap(({ name, schema }) => {
        const inner = below(schema);
        return inner.length === 0 ? [name] : inner.map((column) => (column === "" ? name : `${name}.${column}`));
      });
    },
    // As many as show that they are too many, beside the name "".
    MOST_COLUMNS + 2,
  );
}

/**
 * Collects what the forms have that a value may have: each once, in order, and no more than `most`. References are followed, and each
 * component is read once: many may inherit it. `null` is an empty cell.
 */
function collectForms<Found>(
  types: ComponentTypes,
  read: (form: CanonicalSchema) => readonly Found[],
  most: number = Number.POSITIVE_INFINITY,
): Collect<Found> {
  const known = new Map<string, readonly Found[]>();
  const collect: Collect<Found> = (schema) => {
    if (schema.form === "union" || schema.form === "intersection")
      return [...new Set(schema.parts.flatMap(collect))].slice(0, most);
    if (schema.form !== "component") {
      const isNull = schema.form === "values" && schema.values.every((value) => value === null);
      return isNull ? [] : [...new Set(read(schema))].slice(0, most);
    }
    const found = known.get(schema.name);
    if (found) return found;
    // A component that contains itself adds nothing there.
    known.set(schema.name, []);
    const component = types.schemas[schema.name];
    const own = component ? collect(component) : [];
    known.set(schema.name, own);
    return own;
  };
  return collect;
}
