import { createHash } from "node:crypto";
import { stringify } from "yaml";
import type { Page } from "../../../../spec-pipeline/src/document/fragment.ts";
import { objectMember, type JsonObject } from "../../../../spec-pipeline/src/document/json.ts";
import type { PipelineInput } from "../../../../spec-pipeline/src/pipeline.ts";
import { PAYLOADS } from "../../../../spec-pipeline/test/hostile/payloads.ts";
import { documentWith, PLACES, type Place } from "../../../../spec-pipeline/test/hostile/places.ts";

/** How a document comes: by itself, as JSON or YAML, or in a fence of a Markdown page. */
export const FORMS = ["json", "yaml", "page"] as const;

export type Form = (typeof FORMS)[number];

/** Where a text can stand around the document, beside the prose of a page. */
const AROUND = [
  "page: address",
  "page: file name",
  "vendor.yaml: clientParameters",
  "overlay: title",
  "overlay: description",
  "overlay: update",
] as const;

const ON_PAGE = ["page: before the fence", "page: info string", "page: after the fence"] as const;

export type AnyPlace = Place | (typeof AROUND)[number] | (typeof ON_PAGE)[number];

/** One text in some of the places of one form. */
export interface Attempt {
  readonly form: Form;
  /** The key of the payload. */
  readonly payload: string;
  readonly places: readonly AnyPlace[];
}

/** Every payload in every place of every form, one at a time. */
export function listAttempts(): readonly Attempt[] {
  return FORMS.flatMap((form) =>
    Object.keys(PAYLOADS).flatMap((payload) => placesOf(form).map((place): Attempt => ({ form, payload, places: [place] }))),
  );
}

export function placesOf(form: Form): readonly AnyPlace[] {
  return [...PLACES, ...AROUND, ...(form === "page" ? ON_PAGE : [])];
}

/** Whether a place is one of the document itself. */
function isPlace(place: AnyPlace): place is Place {
  return PLACES.some((known) => known === place);
}

/** Whether nothing but a document holds the text, as any generator could be given it. */
export function isOfDocument({ form, places }: Attempt): boolean {
  return form === "json" && places.every(isPlace);
}

/** The attempt in the words of a report. */
export function nameOf({ form, payload, places }: Attempt): string {
  return `${form}: ${payload} in ${places.length === 1 ? places[0] : "every place"}`;
}

/** The document alone. */
export function documentOf({ payload, places }: Attempt): JsonObject {
  const text = PAYLOADS[payload] ?? "";
  return documentWith(new Map(places.filter(isPlace).map((place) => [place, text])));
}

/** What the stages of the pipeline take for an attempt. */
export function inputOf(attempt: Attempt): PipelineInput {
  const at = textAt(attempt);
  const document = documentOf(attempt);
  const page: Page = {
    name: `case${at("page: file name")}`,
    file: `specs/case/pages/case${at("page: file name")}`,
    url: `https://docs.example/${at("page: address")}`,
    ...asText(attempt, document),
  };
  const overlay = {
    overlay: "1.0.0",
    info: { title: `Correct it ${at("overlay: title")}`, version: "1" },
    actions: [
      {
        target: "$.info",
        description: `The page lacks it. ${at("overlay: description")}`,
        update: { termsOfService: "https://docs.example/terms", description: `Pets. ${at("overlay: update")}` },
      },
    ],
  };
  return {
    vendor: {
      id: "case",
      baseUrl: "https://api.example",
      dialect: attempt.form === "page" ? "mintlify" : "openapi",
      pages: [],
      clientParameters: [`tenant${at("vendor.yaml: clientParameters")}`],
      output: "packages/case-client/src/generated",
      ignore: [],
      prefer: [],
    },
    pages: [page],
    overlays: [{ file: "specs/case/overlays/010-correct-it.yaml", text: stringify(overlay), firstLine: 1 }],
    lintConfig: "extends: [minimal]\n",
    adopt: true,
  };
}

/** What a person would give `specloom init`: the file of the document, with its name. */
export function fileOf(attempt: Attempt): { readonly name: string; readonly text: string } {
  const { text } = asText(attempt, documentOf(attempt));
  return { name: attempt.form === "page" ? "case.md" : `case.${attempt.form}`, text };
}

function textAt({ payload, places }: Attempt): (place: AnyPlace) => string {
  return (place) => (places.includes(place) ? (PAYLOADS[payload] ?? "") : "");
}

function asText(attempt: Attempt, document: JsonObject): Pick<Page, "hash" | "text"> {
  const text = {
    json: () => JSON.stringify(document, null, 2),
    yaml: () => stringify(document),
    page: () => pageOf(attempt, document),
  }[attempt.form]();
  return { text, hash: createHash("sha256").update(text).digest("hex") };
}

/** A page as a documentation platform writes it: prose, and the document in a fence longer than any run of backticks in it. */
function pageOf(attempt: Attempt, document: JsonObject): string {
  const at = textAt(attempt);
  const text = stringify(document);
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = "`".repeat(Math.max(3, ...runs) + 1);
  const [path = ""] = Object.keys(objectMember(document, "paths"));
  return `# Create a pet ${at("page: before the fence")}

${fence}yaml POST ${path} ${at("page: info string")}
${text}${fence}

${at("page: after the fence")}
`;
}
