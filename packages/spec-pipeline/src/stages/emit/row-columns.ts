import { pointerSegments } from "../../document/json.ts";
import type { CanonicalSchema } from "../../model/canonical-schema.ts";
import type { ComponentTypes } from "../../model/component-types.ts";
import type { Operation } from "../../model/operation.ts";

/** Levels of objects whose values are columns, as a command writes them. */
const MOST_LEVELS = 3;
/** More of them are no head that anybody reads. */
const MOST_COLUMNS = 200;

/**
 * The columns of the rows that an operation's response holds, as far as the document describes them: `id`, `owner.name`. The rows are those that
 * pages are made of, else the response that is a list, or the one list of objects in it.
 */
export function rowColumns({ outputs, responseKind, pages }: Operation, types: ComponentTypes): readonly string[] {
  if (responseKind !== "json" && responseKind !== "lines") return [];
  const bodies = outputs.flatMap((place) => formsOf(types.canonical(place, "output"), types));
  const rows =
    responseKind === "lines" ? bodies : pages ? at(bodies, pointerSegments(pages.items), types) : rowsOf(bodies, types);
  const columns = [...new Set(rows.flatMap((row) => columnsOf(row, types, "", 0)))];
  return columns.length > MOST_COLUMNS ? [] : columns;
}

/** The forms that a value may have, references followed. `null` is an empty cell. */
function formsOf(schema: CanonicalSchema, types: ComponentTypes, entered: readonly string[] = []): readonly CanonicalSchema[] {
  if (schema.form === "component") {
    const component = entered.includes(schema.name) ? undefined : types.schemas[schema.name];
    return component ? formsOf(component, types, [...entered, schema.name]) : [];
  }
  if (schema.form === "union" || schema.form === "intersection")
    return schema.parts.flatMap((part) => formsOf(part, types, entered));
  const isNull = schema.form === "values" && schema.values.every((value) => value === null);
  return isNull ? [] : [schema];
}

function itemsOf(schema: CanonicalSchema, types: ComponentTypes): readonly CanonicalSchema[] {
  return schema.form === "list" ? formsOf(schema.items, types) : [];
}

/** The items of the lists at a place. */
function at(
  schemas: readonly CanonicalSchema[],
  [name, ...rest]: readonly string[],
  types: ComponentTypes,
): readonly CanonicalSchema[] {
  if (name === undefined) return schemas.flatMap((schema) => itemsOf(schema, types));
  const inner = schemas.flatMap((schema) =>
    schema.form === "object" ? schema.properties.filter((property) => property.name === name) : [],
  );
  return at(
    inner.flatMap((property) => formsOf(property.schema, types)),
    rest,
    types,
  );
}

/** As the command finds rows in a response. */
function rowsOf(bodies: readonly CanonicalSchema[], types: ComponentTypes): readonly CanonicalSchema[] {
  const items = bodies.flatMap((body) => itemsOf(body, types));
  if (items.length > 0) return items;
  const lists = bodies.flatMap((body) =>
    body.form === "object"
      ? body.properties
          .map(({ schema }) => formsOf(schema, types).flatMap((form) => itemsOf(form, types)))
          .filter(({ length }) => length > 0)
      : [],
  );
  const ofObjects = lists.filter((list) => list.every(({ form }) => form === "object"));
  const [list, ...others] = ofObjects.length > 0 ? ofObjects : lists;
  return list && others.length === 0 ? list : [];
}

function columnsOf(schema: CanonicalSchema, types: ComponentTypes, name: string, level: number): readonly string[] {
  if (schema.form !== "object" || level === MOST_LEVELS || schema.properties.length === 0) return name === "" ? [] : [name];
  return schema.properties.flatMap((property) => {
    const inner = name === "" ? property.name : `${name}.${property.name}`;
    const forms = formsOf(property.schema, types);
    return forms.length === 0 ? [inner] : forms.flatMap((form) => columnsOf(form, types, inner, level + 1));
  });
}
