import { type CallRecord, invalidOption } from "./errors.ts";
import { isFileContent, isStream } from "./form-part.ts";
import type { OperationDescriptor } from "./operation.ts";
import { decoderFor } from "./read-body.ts";
import { streamOf } from "./stream-of.ts";
import { writeFields } from "./write-address.ts";
import { writeMultipart } from "./write-multipart.ts";
import { isJson } from "./write-parameter.ts";

/** A body as it is sent. */
export interface WrittenBody {
  /** Undefined if the platform writes it: for a `FormData`, it names the boundary between the parts. */
  readonly type: string | undefined;
  readonly body: BodyInit;
  /** The setting that the platform demands for a stream. */
  readonly duplex?: "half";
}

/**
 * JSON and forms are written here. Text and bytes are sent unchanged.
 *
 * @throws {ConfigurationError} a body that its type has no form for, such as an object in place of bytes.
 */
export function writeBody(
  call: CallRecord,
  { contentType = "application/json", fields }: Pick<OperationDescriptor, "contentType" | "fields">,
  given: unknown,
): WrittenBody {
  const isPlatformForm = given instanceof FormData || given instanceof URLSearchParams;
  // Bytes have no JSON: they are a finished document.
  if (isJson(contentType) && !isFileContent(given) && !isPlatformForm)
    return { type: contentType, body: inCharset(call, contentType, JSON.stringify(given)) };
  const isParts = /^multipart\/form-data\b/.test(contentType);
  if (given instanceof FormData && isParts) return { type: undefined, body: given };
  const isFields = /^[^;]*-urlencoded\b/.test(contentType);
  const isForm = isParts || isFields;
  const isSendable = typeof given === "string" || isPlatformForm || isFileContent(given);
  if (isForm && !isSendable && typeof given === "object" && given && !Array.isArray(given)) {
    if (isParts) return withDuplex(writeMultipart(call, contentType, given, fields?.[contentType]));
    const body = writeFields(call, given, fields?.[contentType]);
    inCharset(call, contentType, decodeURIComponent(body));
    return { type: contentType, body };
  }
  // The platform would send "[object Object]", or the form of another type.
  if (!isSendable || (isPlatformForm && !(given instanceof URLSearchParams && isFields)))
    throw invalidOption(
      "the body",
      `${isForm ? "an object" : isJson(contentType) ? "a value of JSON" : "text or bytes"}, as ${contentType} asks for`,
      undefined,
      call,
    );
  const type = typeOfBody(given, contentType);
  if (isStream(given)) return withDuplex({ type, body: streamOf(call, [given as AsyncIterable<Uint8Array>]) });
  if (typeof given === "string") return { type, body: inCharset(call, contentType, given) };
  return { type, body: given instanceof URLSearchParams ? String(given) : (given as BodyInit) };
}

/** Text is sent in UTF-8, so its bytes have to mean the same in the charset that the document names. */
function inCharset(call: CallRecord, contentType: string, text: string): string {
  if (!contentType.includes(";")) return text;
  const decoder = decoderFor(contentType);
  if (decoder?.encoding === "utf-8" || decoder?.decode(new TextEncoder().encode(text)) === text) return text;
  throw invalidOption("the body", `given as bytes, as ${contentType} asks for`, undefined, call);
}

function withDuplex({ type, body }: WrittenBody): WrittenBody {
  return { type, body, ...(body instanceof ReadableStream && { duplex: "half" }) };
}

/** The type of a body that may have several: a blob names its own. */
function typeOfBody(body: unknown, contentType: string): string {
  if (!/^[^;]*\*/.test(contentType)) return contentType;
  return (body instanceof Blob && body.type) || (typeof body === "string" ? "text/plain" : "application/octet-stream");
}
