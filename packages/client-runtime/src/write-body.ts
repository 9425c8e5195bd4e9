import { type CallRecord, invalidOption } from "./errors.ts";
import { isFileContent, isStream } from "./form-part.ts";
import type { OperationDescriptor } from "./operation.ts";
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
  if (isJson(contentType) && !isFileContent(given) && !isPlatformForm) return { type: contentType, body: JSON.stringify(given) };
  if (given instanceof FormData && contentType === "multipart/form-data") return { type: undefined, body: given };
  const isForm = /^multipart\/form-data$|-urlencoded$/.test(contentType);
  const isSendable = typeof given === "string" || isPlatformForm || isFileContent(given);
  if (isForm && !isSendable && typeof given === "object" && given && !Array.isArray(given)) {
    if (contentType.endsWith("-urlencoded")) return { type: contentType, body: writeFields(call, given, fields?.[contentType]) };
    return withDuplex(writeMultipart(call, given, fields?.[contentType]));
  }
  // The platform would send "[object Object]", or the form of another type.
  if (!isSendable || (isPlatformForm && !(given instanceof URLSearchParams && contentType.endsWith("-urlencoded"))))
    throw invalidOption(
      "the body",
      `${isForm ? "an object" : isJson(contentType) ? "what JSON can hold" : "text or bytes"}, as ${contentType} asks for`,
      undefined,
      call,
    );
  const type = typeOfBody(given, contentType);
  if (isStream(given)) return withDuplex({ type, body: streamOf(call, [given as AsyncIterable<Uint8Array>]) });
  return { type, body: given instanceof URLSearchParams ? String(given) : (given as BodyInit) };
}

function withDuplex({ type, body }: WrittenBody): WrittenBody {
  return { type, body, ...(body instanceof ReadableStream && { duplex: "half" }) };
}

/** The type of a body that may have several: a blob names its own. */
function typeOfBody(body: unknown, contentType: string): string {
  if (!contentType.includes("*")) return contentType;
  return (body instanceof Blob && body.type) || (typeof body === "string" ? "text/plain" : "application/octet-stream");
}
