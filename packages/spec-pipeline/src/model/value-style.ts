import type { JsonObject } from "../document/json.ts";
import type { SchemaPlace } from "./media-type.ts";
import { hasInnerForms, valueForms, type ValueForm } from "./value-forms.ts";

/** How a client writes a parameter or a field of a form, if not in the default way of its place. */
export interface ValueStyle {
  readonly style?: StyleName;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  readonly contentType?: string;
  /** How the fields of a form that is a whole query are written. */
  readonly fields?: Readonly<Record<string, ValueStyle>>;
}

/** The document's statements on how a value is written, with OpenAPI's defaults. */
export interface AskedStyle extends SchemaPlace {
  readonly style: string;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** Media type of a value that is a document of its own. Undefined if a style writes it. */
  readonly content: string | undefined;
}

/** The styles of a place; the first is its default. */
const STYLES = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form", "cookie"],
} as const;

export type StyledPlace = keyof typeof STYLES;

type StyleName = (typeof STYLES)[StyledPlace][number];

export function defaultStyle(place: StyledPlace): StyleName {
  return STYLES[place][0];
}

/** Whether the members of a list or an object are written one by one by default. */
export function explodesByDefault(style: string): boolean {
  return style === "form" || style === "cookie";
}

/** The settings a client needs to write a value as described. Empty if the default is right. */
export function valueStyle(document: JsonObject, place: StyledPlace, asked: AskedStyle): ValueStyle {
  if (asked.content !== undefined) return isJsonType(asked.content) ? { contentType: asked.content } : {};
  const reserved = asked.allowReserved && place !== "header" ? { allowReserved: true } : {};
  const style = isStyleOf(place, asked.style) ? asked.style : defaultStyle(place);
  const forms = valueForms(document, asked.schema);
  // Plain text has special characters in these styles only.
  const isMarked = style === "label" || style === "matrix" || style === "cookie";
  if (!isMarked && !forms.has("list") && !forms.has("object")) return reserved;
  return {
    ...(style === defaultStyle(place) ? {} : { style }),
    ...(style === "deepObject" || asked.explode === explodesByDefault(style) ? {} : { explode: asked.explode }),
    ...reserved,
  };
}

/** The reason why a value cannot be written as described. Undefined if it can. */
export function unwritable(document: JsonObject, place: StyledPlace, asked: AskedStyle): string | undefined {
  const { style, explode, content, schema } = asked;
  if (content !== undefined) return undefined;
  if (!isStyleOf(place, style)) return `the style ${style}, which does not exist there: ${defaultStyle(place)} is written`;
  if (style === "deepObject") return undefined;
  const forms = valueForms(document, schema);
  if (!forms.has("list") && !forms.has("object")) return undefined;
  // An object that is spread over a query may contain lists: each member is a parameter of its own.
  const isSpread = explode && (style === "form" || style === "cookie") && !forms.has("list");
  const inner: readonly ValueForm[] = isSpread ? ["object"] : ["list", "object"];
  return hasInnerForms(document, schema, inner)
    ? `the style ${style}, which has no form for lists or objects within its value: a call that gives one is refused`
    : undefined;
}

function isStyleOf(place: StyledPlace, style: string): style is StyleName {
  return STYLES[place].some((own) => own === style);
}

export function isJsonType(type: string): boolean {
  return /^[^;]*\bjson\b/i.test(type);
}
