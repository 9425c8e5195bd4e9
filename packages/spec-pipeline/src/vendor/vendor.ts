import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { escapePointer, isObject, listMember, member, stringMember, type Json, type JsonObject } from "../document/json.ts";
import { locate, readYaml, type YamlSource } from "../document/yaml-source.ts";
import type { Location, Problem, StageResult } from "../problems/problem.ts";
import { isAcceptable } from "../problems/rules.ts";

/** One of the vendor's pages, as `vendor.yaml` lists it. */
export interface VendorPage {
  /** File name below `pages/`. */
  readonly file: string;
  /** The address it was fetched from. Without one it is never fetched again. */
  readonly url?: string | undefined;
  /** Day of retrieval, `YYYY-MM-DD`. */
  readonly retrieved: string;
  /** Hash of the file's bytes, in hex. */
  readonly sha256: string;
  /** The site's name for this version. It is sent to ask for a newer one. */
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

/** A finding of lint that is accepted, with the reason. */
export interface LintException {
  /** Its place in `vendor.yaml`. */
  readonly location?: Location | undefined;
  readonly rule: string;
  /** The place where it is accepted. Everywhere if left out. */
  readonly pointer?: string | undefined;
  readonly reason: string;
}

/** A component or an operation that several pages describe, the page that is right about it, and the reason. */
export interface PagePreference {
  /** `#/components/schemas/User`, or `#/paths/~1users/get`. */
  readonly pointer: string;
  readonly page: string;
  readonly reason: string;
}

/** The content of `vendor.yaml`. */
export interface Vendor {
  /** Folder name below `specs/`. */
  readonly id: string;
  readonly baseUrl: string;
  /** Dialect of the documentation platform. It selects the extractor of the pages. */
  readonly dialect: string;
  readonly pages: readonly VendorPage[];
  /** Parameters that the client fills in. A caller may leave them out. */
  readonly clientParameters: readonly string[];
  /** Folder for generated code, from the workspace's root. */
  readonly output: string;
  readonly ignore: readonly LintException[];
  /** Whether responses for a mock are generated. A client with a hand-written mock needs none. @default true */
  readonly mock?: boolean | undefined;
  /** The page that is right where pages disagree. */
  readonly prefer: readonly PagePreference[];
}

const SCHEMA = {
  type: "object",
  additionalProperties: false,
  required: ["baseUrl", "dialect", "pages"],
  properties: {
    baseUrl: {
      type: "string",
      pattern: "^https?://[^\\s/]+(/[^\\s]*[^/\\s])?$",
      description: "an address without a slash at its end",
    },
    dialect: { type: "string", minLength: 1 },
    clientParameters: { type: "array", items: { type: "string", minLength: 1 }, uniqueItems: true },
    output: {
      type: "string",
      pattern: "^(?!/)(?!.*\\.\\.)[^\\\\\\p{C}]*/generated$",
      description: "a folder called generated below the workspace's root",
    },
    mock: { type: "boolean" },
    pages: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        additionalProperties: false,
        required: ["file", "retrieved", "sha256"],
        properties: {
          file: { type: "string", pattern: "^[A-Za-z0-9][A-Za-z0-9._-]*$", description: "a file name below pages/" },
          url: { type: "string", pattern: "^https://\\S+$", description: "an https address" },
          retrieved: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$", description: "a day as YYYY-MM-DD" },
          sha256: { type: "string", pattern: "^[0-9a-f]{64}$", description: "64 hex digits, as sha256sum prints them" },
          etag: { type: "string", minLength: 1 },
          lastModified: { type: "string", minLength: 1 },
        },
      },
    },
    prefer: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["pointer", "page", "reason"],
        properties: {
          pointer: {
            type: "string",
            pattern: "^#/(components/[^/]+/[^/]+|paths/[^/]+/[a-z]+)$",
            description: "a pointer to a component or an operation, such as #/components/schemas/User",
          },
          page: { type: "string", minLength: 1, description: "a file of pages/" },
          reason: { type: "string", minLength: 10, description: "a sentence that says why this page is right" },
        },
      },
    },
    ignore: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["rule", "reason"],
        properties: {
          rule: { type: "string", minLength: 1 },
          pointer: {
            type: "string",
            pattern: "^#/",
            description: "a pointer into openapi.gen.yaml, such as #/paths/~1users/get",
          },
          reason: { type: "string", minLength: 10, description: "a sentence that says why the finding is accepted" },
        },
      },
    },
  },
} as const;

const validate = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true, strict: false }).compile(SCHEMA);

/** Reads `specs/<id>/vendor.yaml`. The value is undefined if the file is wrong. Each problem names the line. */
export function readVendor(id: string, source: YamlSource, dialects: readonly string[]): StageResult<Vendor | undefined> {
  const rule = "vendor-settings";
  const { value, problems } = readYaml(source, rule);
  if (value === undefined) return { value: undefined, problems };
  const found: Problem[] = [];
  const report = (pointer: string, message: string, fix?: string): void => {
    found.push({ rule, severity: "error", message, fix, pointer: `#${pointer}`, location: locate(source, pointer) });
  };
  if (!validate(value)) for (const error of validate.errors ?? []) report(placeOf(error), describe(error));
  if (found.length > 0 || !isObject(value)) return { value: undefined, problems: found };

  const vendor = toVendor(id, value, source);
  for (const [index, { rule: accepted }] of vendor.ignore.entries()) {
    if (!isAcceptable(accepted))
      report(`/ignore/${index}/rule`, `ignore: ${accepted} cannot be accepted`, "fix what it finds, and delete the exception");
  }
  if (!dialects.includes(vendor.dialect)) {
    report("/dialect", `dialect: no extractor reads “${vendor.dialect}”`, `use one of ${dialects.join(", ")}`);
  }
  const seen = new Set<string>();
  for (const [index, page] of vendor.pages.entries()) {
    if (seen.has(page.file)) report(`/pages/${index}/file`, `pages: ${page.file} is listed twice`, "keep one entry");
    seen.add(page.file);
    if (page.url !== undefined && !URL.canParse(page.url)) report(`/pages/${index}/url`, `pages: ${page.url} is not an address`);
    const day = Date.parse(`${page.retrieved}T00:00:00Z`);
    if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== page.retrieved) {
      report(`/pages/${index}/retrieved`, `pages: ${page.retrieved} is not a day of the calendar`);
    }
  }
  return { value: found.length > 0 ? undefined : vendor, problems: found };
}

function toVendor(id: string, value: JsonObject, source: YamlSource): Vendor {
  return {
    id,
    baseUrl: text(value, "baseUrl"),
    dialect: text(value, "dialect"),
    clientParameters: listMember(value, "clientParameters").filter((name) => typeof name === "string"),
    mock: member(value, "mock") !== false,
    output: stringMember(value, "output") ?? `packages/${id}-client/src/generated`,
    pages: listMember(value, "pages").map((page) => ({
      file: text(page, "file"),
      url: stringMember(page, "url"),
      retrieved: text(page, "retrieved"),
      sha256: text(page, "sha256"),
      etag: stringMember(page, "etag"),
      lastModified: stringMember(page, "lastModified"),
    })),
    prefer: listMember(value, "prefer").map((entry) => ({
      pointer: text(entry, "pointer"),
      page: text(entry, "page"),
      reason: text(entry, "reason"),
    })),
    ignore: listMember(value, "ignore").map((exception, index) => ({
      location: locate(source, `/ignore/${index}/rule`),
      rule: text(exception, "rule"),
      pointer: stringMember(exception, "pointer"),
      reason: text(exception, "reason"),
    })),
  };
}

function text(object: Json, key: string): string {
  return stringMember(object, key) ?? "";
}

/** An unknown setting is the place itself. A missing one cannot be pointed at. */
function placeOf({ keyword, instancePath, params }: ErrorObject): string {
  return keyword === "additionalProperties"
    ? `${instancePath}/${escapePointer(String(params["additionalProperty"]))}`
    : instancePath;
}

function describe(error: ErrorObject): string {
  const where = error.instancePath.slice(1).replaceAll("/", ".") || "vendor.yaml";
  const { params, parentSchema } = error;
  if (error.keyword === "required") return `${where}: “${String(params["missingProperty"])}” is missing`;
  if (error.keyword === "additionalProperties") return `${where}: “${String(params["additionalProperty"])}” is not a setting`;
  const wanted: unknown = parentSchema?.["description"];
  const expectation = typeof wanted === "string" ? `must be ${wanted}` : (error.message ?? "is wrong");
  return `${where}: ${expectation}, found ${JSON.stringify(error.data)?.slice(0, 80) ?? "nothing"}`;
}
