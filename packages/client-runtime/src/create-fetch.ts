import type { CallSettings } from "./call-settings.ts";
import { checkRequestOptions } from "./check-client-options.ts";
import { chooseMedia } from "./choose-media.ts";
import { createOperationFinder, type FoundOperation, type OperationFinder } from "./create-operation-finder.ts";
import { createSender } from "./create-sender.ts";
import { type ApiError, invalidOption, isApiError } from "./errors.ts";
import { fillPath } from "./fill-path.ts";
import { limitStream } from "./limit-stream.ts";
import { checkBoundary, makeHeaders } from "./make-request.ts";
import type { OperationTable } from "./operation.ts";
import { parseJson } from "./read-body.ts";
import { kindOf, parseText, readResponse, readText } from "./read-response.ts";
import { canCarryBody, rebuildResponse } from "./rebuild-response.ts";
import type { CallState } from "./wire.ts";

/**
 * Holds each request for as long as its signal is held. A platform's request follows the signal that it was made with only while somebody
 * holds the request: openapi-fetch forgets it at once, and the abort of its caller would not be heard.
 */
const requests = new WeakMap<AbortSignal, Request>();

/** A `fetch` of the requests of one API. */
export type ContractFetch = (request: Request) => Promise<Response>;

/** Settings of a request that are passed on if a program has set them. */
const PASSED_ON = ["cache", "credentials", "integrity", "keepalive", "mode", "referrer", "referrerPolicy"] as const;

/**
 * Makes a `fetch` that keeps the promises of `call`. It finds the operation of a request by its method and address, adds the credential,
 * and sends the request as `call` would. A response that is not 2xx is returned after all retries.
 *
 * @throws {ConfigurationError} an option is wrong; the address is neither https nor loopback; a secret key in a browser.
 */
export function createFetch(table: OperationTable, settings: CallSettings): ContractFetch {
  const sender = createSender(settings);
  const find = createOperationFinder(table);
  const plain = new Request(sender.baseUrl);

  return async (request) => {
    const startedMs = performance.now();
    const { method, signal } = request;
    signal.throwIfAborted();
    requests.set(signal, request);
    const found = findOperation(find, sender.baseUrl, request);
    const { id } = found;
    const body = await readRequestBody(request);
    // The headers and the body of the request choose the media types.
    const media = { accept: request.headers.get("accept") ?? undefined };
    const fields = found.operation.streamFlag && typeof body === "string" ? parseJson(body) : undefined;
    const operation = chooseMedia(found.operation, media, fields);
    const call = sender.newCall(id, operation);
    // openapi-fetch puts unknown members of its `init` on the request: the limits of the call, and its cookies.
    const given = Object.fromEntries(Object.entries(request).filter(([name]) => !(name in plain)));
    checkRequestOptions(given, ["cookie"], call);
    const set = PASSED_ON.filter((name) => request[name] !== plain[name]).map((name) => [name, request[name]]);
    try {
      checkBoundary(call, request.headers);
      const send = sender.prepare(
        call,
        operation,
        { ...given, headers: Object.fromEntries(request.headers) },
        ({ baseUrl, headers }) => [
          // A query that a document writes into a path is already in the request's own.
          baseUrl + pathOf(call, found, settings.pathParameters) + new URL(request.url).search,
          {
            ...Object.fromEntries(set),
            method,
            headers: makeHeaders(operation, [...headers, { cookie: given["cookie"] }]),
            body,
          },
        ],
        (_, response) => readAgain(call, response, signal, startedMs),
      );
      return await send(signal);
    } catch (error) {
      if (isApiError(error) && method !== "HEAD" && canCarryBody(error.status)) return responseOf(error);
      throw error;
    }
  };
}

/** The operation of a request, with the values that its address has for parameters. */
function findOperation(find: OperationFinder, baseUrl: string, { method, url }: Request): FoundOperation {
  const { origin, pathname, searchParams } = new URL(url);
  const address = origin + pathname;
  const below = address.startsWith(`${baseUrl}/`) ? address.slice(baseUrl.length) : "";
  const found = find(below).find(({ operation }) => operation.method === method && hasQueryOf(operation.path, searchParams));
  if (!found) throw invalidOption("the request", `for an operation of the API, below ${baseUrl}`, `${method} ${address}`);
  // openapi-fetch leaves a parameter without a value unchanged.
  const given = Object.entries(found.parameters).filter(([name, value]) => value !== `{${name}}`);
  return { ...found, parameters: Object.fromEntries(given) };
}

/** Whether a query contains the one that a document writes into a path. */
function hasQueryOf(path: string, query: URLSearchParams): boolean {
  const [, own = ""] = path.replace(/#.*/s, "").split("?");
  return [...new URLSearchParams(own)].every(([name, value]) =>
    query.getAll(name).some((text) => text === value || /[{}]/.test(value)),
  );
}

/** The path of a request, checked and with the values that the client fills in. A value stays as its style wrote it. */
function pathOf(
  call: CallState,
  { parameters, written }: FoundOperation,
  defaults: Record<string, string | undefined> = {},
): string {
  const [path = ""] = call.operation.path.split(/[?#]/);
  fillPath({ ...call, operation: { ...call.operation, path } }, {}, parameters, defaults);
  return path.replace(/{(.+?)}/g, (_, name: string) =>
    String(name in parameters ? written[name] : encodeURIComponent(String(defaults[name]))),
  );
}

/** As text if it is text, so that an error does not repeat it. */
async function readRequestBody(request: Request): Promise<BodyInit | null> {
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength === 0) return null;
  if (!/^text\/|json|xml|urlencoded/.test(request.headers.get("content-type") ?? "")) return bytes;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // It is in another charset.
    return bytes;
  }
}

/**
 * Reads a 2xx response within the limits of its attempt, and makes a response that can be read again. An event stream is read as it comes.
 */
async function readAgain(call: CallState, response: Response, signal: AbortSignal, startedMs: number): Promise<Response> {
  if (response.ok && kindOf(call, response.status) === "json") {
    const text = await readText(call, response);
    parseText(call, response, text);
    return rebuildResponse(response, text);
  }
  const value = (await readResponse(call, response)) as BodyInit | undefined;
  return rebuildResponse(response, value instanceof ReadableStream ? limitStream(call, value, signal, startedMs) : value);
}

/**
 * A response that is not 2xx, as it was read. openapi-fetch returns its body as `error`, and a program needs a truthy one. If the server
 * sent nothing, or a value like `null`, it is the message of the error instead.
 */
function responseOf(error: ApiError): Response {
  const { status, headers, body, message } = error;
  if (body) return rebuildResponse({ status, headers }, typeof body === "string" ? body : JSON.stringify(body));
  const withoutType = new Headers(headers);
  withoutType.delete("content-type");
  return rebuildResponse({ status, headers: withoutType }, message);
}
