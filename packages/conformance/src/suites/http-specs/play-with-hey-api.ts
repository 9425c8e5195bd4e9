import { isObject, objectMember, stringMember, type Json, type JsonObject } from "../../../../spec-pipeline/src/document/json.ts";
import { resolveObject } from "../../../../spec-pipeline/src/model/reference.ts";
import { basePath, findOperations, isHeaderOfHttp, type FoundOperation } from "./find-operation.ts";
import type { HeyApiClient, HeyApiResult } from "./hey-api-client.ts";
import { inputOf } from "./input-of.ts";
import { acceptOf, filesOf, misreadOf, rowsOf } from "./play-scenario.ts";
import type { MockApi, Scenario } from "./scenario.ts";

/**
 * Makes each call of a scenario through their SDK, with the values that our client is given. Gives the kind of what goes wrong; undefined
 * where the server accepts each request, and each response is read.
 */
export async function playWithHeyApi(
  client: HeyApiClient,
  document: JsonObject,
  scenario: Scenario,
  origin: string,
  scenarios: string,
): Promise<string | undefined> {
  for (const api of scenario.apis) {
    const fault = await play(client, document, api, origin, scenarios);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

async function play(
  client: HeyApiClient,
  document: JsonObject,
  api: MockApi,
  origin: string,
  scenarios: string,
): Promise<string | undefined> {
  const [found] = findOperations(document, api);
  const call = found && client.functions.get(`${api.method.toUpperCase()} ${found.path}`);
  if (found === undefined || call === undefined) return "the SDK has no function for the operation";
  const { header, ...input } = inputOf(document, found, api);
  const body = input["body"] ?? (await filesOf(found, api, scenarios));
  const options = {
    client: client.create({ baseUrl: origin + basePath(document), auth: credentialOf(api) }),
    ...input,
    ...(body === undefined ? {} : { body }),
    headers: { ...(typeof header === "object" ? header : {}), ...mediaOf(document, found, api) },
  };
  const fault = await faultOf(await call(options), api);
  if (fault === undefined || (typeof body !== "string" && !(body instanceof Blob))) return fault;
  const isMended = (await faultOf(await call({ ...options, bodySerializer: null }), api)) === undefined;
  return isMended ? "text or bytes are written as JSON, unless the caller sets bodySerializer to null" : fault;
}

async function faultOf(result: HeyApiResult, api: MockApi): Promise<string | undefined> {
  const { status } = api.response;
  const { response, error, stream } = result;
  if (stream === undefined && response === undefined) return "no request is made";
  if (response !== undefined && response.status !== status) return kindOf(error);
  if (status >= 400) return undefined;
  const misread = error !== undefined || misreadOf(api, await rowsOf(stream ?? result.data)) !== undefined;
  return misread ? "a response is not read" : undefined;
}

/** What the server says of a request, without its values. */
function kindOf(refusal: unknown): string {
  if (!isObject(refusal) || typeof refusal["message"] !== "string") return "the server cannot read the body";
  const { expected, actual, message } = refusal;
  if (!message.startsWith("Expected")) return "another body is sent";
  if (actual === undefined) return "a header is not sent";
  if (actual === "*/*") return "the one media type that the document has for a response is not asked for";
  if (typeof actual === "string" && typeof expected === "string" && actual.replaceAll(", ", ",") === expected)
    return "a list in a header has blanks behind its commas; HTTP takes it for the same, and this server does not";
  return "a parameter is sent in another way";
}

/** The media types that the document leaves to a caller: headers that it names, and the choice where it has several. */
function mediaOf(document: JsonObject, { operation, parameters }: FoundOperation, api: MockApi): Record<string, string> {
  const named = new Set(
    parameters
      .filter((parameter) => stringMember(parameter, "in") === "header")
      .map((parameter) => (stringMember(parameter, "name") ?? "").toLowerCase())
      .filter(isHeaderOfHttp),
  );
  const types = Object.values(objectMember(operation, "responses")).flatMap((documented) => mediaTypesOf(document, documented));
  const accept = acceptOf(api);
  const contentType = api.request?.body?.contentType;
  const bodies = mediaTypesOf(document, operation["requestBody"]);
  const choosesBody = bodies.length > 1 || bodies.some((body) => body.includes("*")) || named.has("content-type");
  return {
    ...(accept !== "" && (named.has("accept") || new Set(types).size > 1) ? { accept } : {}),
    ...(contentType !== undefined && choosesBody ? { "content-type": contentType } : {}),
  };
}

function mediaTypesOf(document: JsonObject, node: Json | undefined): readonly string[] {
  return Object.keys(objectMember(resolveObject(document, node), "content"));
}

/** What their client asks for when a call needs a credential. */
function credentialOf({ request = {}, response }: MockApi) {
  const headers = new Map(Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const authorization = headers.get("authorization");
  const [scheme = "", rest = ""] = authorization?.split(" ", 2) ?? [];
  return (auth: { readonly type: string; readonly name?: string; readonly scheme?: string }): string | undefined => {
    const named = auth.name === undefined ? undefined : headers.get(auth.name.toLowerCase());
    if (auth.scheme === undefined) return named ?? authorization;
    // A scenario of a wrong credential need not name one.
    if (authorization === undefined) return response.status >= 400 ? "wrong" : undefined;
    if (auth.scheme !== scheme.toLowerCase()) return undefined;
    return auth.scheme === "basic" ? Buffer.from(rest, "base64").toString() : rest;
  };
}
