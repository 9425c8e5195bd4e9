import { asObject } from "./check-names.ts";
import { type CallRecord, invalidOption } from "./errors.ts";
import { type FileContent, type FormPart, isFile, isFileContent, isStream } from "./form-part.ts";
import type { FieldStyle } from "./operation.ts";
import { streamOf } from "./stream-of.ts";
import { isComplex, isJson, writeDocument, writeParameter } from "./write-parameter.ts";

/** A body with the type that names the boundary between its parts. */
export interface Multipart {
  readonly type: string;
  /** A stream only if a file is one, since no stream can be sent twice. */
  readonly body: Blob | ReadableStream;
}

/**
 * A form with parts. It is not the platform's `FormData`, which gives every part with a type a file name, and takes no streams.
 *
 * @throws {ConfigurationError} a field that has no form as a part.
 */
export function writeMultipart(
  call: CallRecord,
  contentType: string,
  fields: object,
  styles: Readonly<Record<string, FieldStyle>> = {},
): Multipart {
  const boundary = `specloom-${crypto.getRandomValues(new BigUint64Array(2)).join("")}`;
  const pieces: FileContent[] = [];
  for (const [name, value] of Object.entries(fields)) {
    for (const { head, content } of partsOf(call, name, value, styles[name] ?? {}))
      pieces.push(new Blob([`--${boundary}\r\n${head}\r\n`]), content, new Blob(["\r\n"]));
  }
  pieces.push(new Blob([`--${boundary}--\r\n`]));
  const body = pieces.some(isStream) ? streamOf(call, pieces) : new Blob(pieces as BlobPart[]);
  return { type: `${contentType}; boundary=${boundary}`, body };
}

interface WrittenPart {
  readonly head: string;
  readonly content: FileContent;
}

/** A list becomes a part for each member, unless its type makes one document of it. */
function partsOf(call: CallRecord, name: string, value: unknown, style: FieldStyle): readonly WrittenPart[] {
  const { contentType = "" } = style;
  if ("style" in style || "explode" in style) {
    const written = writeParameter(call, name, value, style);
    // The text of a part is not encoded. With other styles, no member has the sign in it that stands between members.
    if (style.explode === false && /=.*%2C/.test(written) && (style.style ?? "form") === "form")
      throw invalidOption(name, "a value without commas in its members", undefined, call);
    return [...new URLSearchParams(written)].map(([key, text]) => partOf(call, key, text, {}));
  }
  const values = Array.isArray(value) && !isJson(contentType) ? (value as readonly unknown[]) : [value];
  return values.filter((item) => item !== undefined && item !== null).map((item) => partOf(call, name, item, style));
}

function partOf(call: CallRecord, name: string, given: unknown, { contentType: documented, headers }: FieldStyle): WrittenPart {
  // One of the API's own objects may have a property `content`.
  const isPart = !isFileContent(given) && (isFile(given) || (headers && asObject(given)?.["content"] !== undefined));
  const part = isPart ? (given as FormPart<unknown>) : { content: given };
  const { content } = part;
  const type = part.contentType ?? typeOf(content, documented);
  const filename = part.filename ?? (isFileContent(content) ? ((content as Partial<File>).name ?? "blob") : undefined);
  const named = filename === undefined ? "" : `; filename="${quoted(filename)}"`;
  try {
    const lines = Object.entries({ "Content-Type": type, ...headers, ...part.headers }).filter(([, text]) => text !== undefined);
    // The platform refuses characters that no header can have.
    lines.forEach(([key, text]) => new Headers([[key, text as string]]));
    const head = lines.map(([key, text]) => `${key}: ${text}\r\n`).join("");
    return {
      head: `Content-Disposition: form-data; name="${quoted(name)}"${named}\r\n${head}`,
      content: isFileContent(content) ? content : new Blob([writeDocument(content, type ?? "")]),
    };
  } catch (cause) {
    const expected = `a file, or a value that can be written as ${type ?? "text"}, with headers that a request can hold`;
    throw invalidOption(name, expected, undefined, call, cause);
  }
}

/** The type in the document, if it names one. If it names several, a file may have its own. */
function typeOf(content: unknown, documented = ""): string | undefined {
  const [first, ...others] = documented.split(/\s*,\s*/).filter((type) => type && !type.includes("*"));
  const isOne = first !== undefined && others.length === 0 && first === documented;
  if (isOne) return first;
  if (isFileContent(content)) return (content as Partial<Blob>).type || first || "application/octet-stream";
  return first ?? (isComplex(content) ? "application/json" : undefined);
}

/** As browsers write it. */
function quoted(text: string): string {
  return text.replace(/["\r\n]/g, (character) => encodeURIComponent(character));
}
