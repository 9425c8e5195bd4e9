import { isObject, objectMember, stringMember, type Json, type JsonObject } from "../document/json.ts";
import type { Problem } from "../problems/problem.ts";
import { readFormFields } from "./field-style.ts";
import { isFieldForm, readContent, type SchemaPlace } from "./media-type.ts";
import { objectsOf, resolveObject } from "./reference.ts";
import { valueForms } from "./value-forms.ts";
import { defaultStyle, explodesByDefault, isJsonType, unwritable, valueStyle, type ValueStyle } from "./value-style.ts";

export type ParameterPlace = "path" | "query" | "header" | "cookie";

/** A parameter of an operation. If it has content with one media type, its schema is the one of that type. */
export interface Parameter extends SchemaPlace {
  readonly name: string;
  readonly in: ParameterPlace;
  /** Whether its value is the whole query: OpenAPI calls the place `querystring`. */
  readonly isWhole: boolean;
  readonly required: boolean;
  /** Whether a caller may leave it out: it is optional, or the client fills it in. */
  readonly optional: boolean;
  /** How a list or an object is written. The default of the place, if the document says nothing. */
  readonly style: string;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** Media type of a value that is written as a document. Undefined if a style writes it. */
  readonly content: string | undefined;
  /** How a client writes it, if not in the default way of its place. */
  readonly writing: ValueStyle;
  /** The schema of the value that a caller gives. A document that is not JSON is given as text. */
  readonly input: SchemaPlace;
  readonly definition: JsonObject;
  /** The place of the parameter. */
  readonly pointer: string;
}

/** The parameters that a client sends in one place. */
export interface ParameterGroup {
  readonly place: ParameterPlace;
  readonly parameters: readonly Parameter[];
}

/** The parameters of the path item and of the operation, which override them. `clientParameters`: names that the client fills in. */
export function readParameters(
  document: JsonObject,
  item: JsonObject,
  definition: JsonObject,
  pointer: string,
  clientParameters: readonly string[],
  report: (problem: Problem) => void,
): readonly Parameter[] {
  const parameters = new Map<string, Parameter>();
  const listed = [...objectsOf(item["parameters"]), ...objectsOf(definition["parameters"])];
  for (const [index, entry] of listed.entries()) {
    const resolved = resolveObject(document, entry);
    const name = stringMember(resolved, "name");
    const given = stringMember(resolved, "in");
    const place = given === "querystring" ? "query" : given;
    const at = `${pointer}/parameters/${index}`;
    if (!resolved || name === undefined || !isPlace(place)) {
      report({
        rule: "parameter-unreadable",
        severity: "error",
        message: `a parameter is not usable: ${JSON.stringify(entry).slice(0, 120)}`,
        fix: "give it a name and one of the places path, query, querystring, header, cookie with an overlay",
        pointer: at,
      });
      continue;
    }
    if (place === "header" && IGNORED_HEADERS.has(name.toLowerCase())) continue;
    const parameter = parameterOf(document, name, place, resolved, at, clientParameters);
    // Letters of a header do not count, so that an operation may spell it in another way than its path.
    parameters.set(
      `${place} ${place === "header" ? name.toLowerCase() : name}`,
      given === "querystring" ? wholeQuery(document, parameter, report) : parameter,
    );
  }
  return [...parameters.values()];
}

/** OpenAPI ignores parameters with these three header names. */
const IGNORED_HEADERS: ReadonlySet<string> = new Set(["accept", "authorization", "content-type"]);

function isPlace(place: string | undefined): place is ParameterPlace {
  return place === "path" || place === "query" || place === "header" || place === "cookie";
}

function parameterOf(
  document: JsonObject,
  name: string,
  place: ParameterPlace,
  definition: JsonObject,
  pointer: string,
  clientParameters: readonly string[],
): Parameter {
  const required = place === "path" || definition["required"] === true;
  const [content] = Object.entries(objectMember(definition, "content"));
  const schema = content === undefined || !isObject(content[1]) ? definition["schema"] : content[1]["schema"];
  const style = stringMember(definition, "style") ?? defaultStyle(place);
  const explode = definition["explode"];
  const asked = {
    style,
    explode: typeof explode === "boolean" ? explode : explodesByDefault(style),
    allowReserved: definition["allowReserved"] === true,
    content: content?.[0],
    schema,
    pointer,
  };
  return {
    ...asked,
    name,
    in: place,
    isWhole: false,
    required,
    optional: !required || clientParameters.includes(name),
    writing: valueStyle(document, place, asked),
    input: { schema: givenSchema(document, content?.[0], schema), pointer },
    definition,
  };
}

/** The parameter of a whole query: a form with fields as in a body, JSON, or text. */
function wholeQuery(document: JsonObject, parameter: Parameter, report: (problem: Problem) => void): Parameter {
  const [media] = readContent(document, parameter.definition, parameter.pointer);
  if (media === undefined || !isFieldForm(media.type))
    return { ...parameter, isWhole: true, writing: { style: "simple", ...parameter.writing } };
  const fields = readFormFields(document, media);
  for (const { name, unwritable: how } of fields) {
    if (how === undefined) continue;
    report({
      rule: "parameter-style",
      severity: "warning",
      message: `the field ${name} of the query ${parameter.name} asks for ${how}`,
      fix: "give it an encoding that the API reads with an overlay",
      pointer: `${media.at}/encoding`,
    });
  }
  const written = fields.filter(({ writing }) => Object.keys(writing).length > 0);
  const styles = Object.fromEntries(written.map(({ name, writing }) => [name, writing]));
  return {
    ...parameter,
    isWhole: true,
    writing: { style: "simple", contentType: media.type, fields: styles },
    input: { schema: media.schema ?? { type: "object" }, pointer: media.pointer },
  };
}

/** The schema of the value that a caller gives. */
function givenSchema(document: JsonObject, content: string | undefined, schema: Json | undefined): Json {
  if (content === undefined) return schema ?? { type: "string" };
  if (isJsonType(content)) return schema ?? true;
  const forms = valueForms(document, schema);
  const isText = schema !== undefined && !forms.has("list") && !forms.has("object");
  return isText ? schema : { type: "string", description: `The value as text of the type ${content}.` };
}

interface Owner {
  readonly id: string;
  readonly path: string;
  readonly pointer: string;
}

const SENT_PLACES = ["path", "query", "header", "cookie"] as const;

/** The parameters that a client sends, by place. Empty places are left out. Parameters that it cannot send are left out and reported. */
export function groupParameters(
  document: JsonObject,
  owner: Owner,
  parameters: readonly Parameter[],
  clientParameters: readonly string[],
  report: (problem: Problem) => void,
): readonly ParameterGroup[] {
  const sent = [
    ...parameters.filter((parameter) => isSent(document, owner, parameter, report)),
    ...missingPathParameters(document, owner, parameters, clientParameters, report),
  ];
  return SENT_PLACES.flatMap((place) => {
    const own = sent.filter((parameter) => parameter.in === place);
    return own.length === 0 ? [] : [{ place, parameters: own }];
  });
}

function isSent(document: JsonObject, owner: Owner, parameter: Parameter, report: (problem: Problem) => void): boolean {
  const { name, in: place, pointer } = parameter;
  if (place === "cookie") {
    report({
      rule: "cookie-parameter",
      severity: "info",
      message: `${owner.id}: the cookie ${name} is sent, but not in a browser: there no program can set a cookie, so a call with it is refused`,
      pointer,
    });
  }
  if (place === "path" && !owner.path.includes(`{${name}}`)) {
    report({
      rule: "path-parameter-unused",
      severity: "warning",
      message: `${owner.id}: the path has no {${name}}, so the parameter is left out`,
      fix: "correct the path or remove the parameter with an overlay",
      pointer,
    });
    return false;
  }
  const how = unwritable(document, place, parameter);
  if (how !== undefined) {
    report({
      rule: "parameter-style",
      severity: "warning",
      message: `${owner.id}: ${place} parameter ${name} asks for ${how}`,
      fix: "give it the style or the JSON content that the API reads, or describe it as a string that callers write, with an overlay",
      pointer,
    });
  }
  return true;
}

function missingPathParameters(
  document: JsonObject,
  { id, path, pointer }: Owner,
  parameters: readonly Parameter[],
  clientParameters: readonly string[],
  report: (problem: Problem) => void,
): readonly Parameter[] {
  const named = new Set(parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name));
  const missing = [...path.matchAll(/\{([^}]+)\}/g)].flatMap(([, name]) => (name === undefined || named.has(name) ? [] : [name]));
  return [...new Set(missing)].map((name): Parameter => {
    report({
      rule: "path-parameter-missing",
      severity: "warning",
      message: `${id}: {${name}} of the path is described nowhere, so it is taken as a string`,
      fix: "add the parameter with an overlay",
      pointer,
    });
    return parameterOf(document, name, "path", { schema: { type: "string" } }, pointer, clientParameters);
  });
}
