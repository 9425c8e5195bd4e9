import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { isApiError } from "../../../../client-runtime/src/errors.ts";
import { isObject, member, objectMember, stringMember } from "../../../../spec-pipeline/src/document/json.ts";
import { basePath, findOperations, type FoundOperation } from "./find-operation.ts";
import { contentOf, inputOf } from "./input-of.ts";
import type { LaidOutClient } from "./lay-out-client.ts";
import type { MockApi, Scenario } from "./scenario.ts";

/** Whether a client has an operation for each request of a scenario. */
export function carries(client: LaidOutClient, scenario: Scenario): boolean {
  return scenario.apis.every((api) => findOperations(client.document, api).length > 0);
}

/** Scenarios that send what their own document does not have: nulls of a merge patch, a value that an enum lacks, an empty required body. */
const UNDOCUMENTED = /^(?:Payload_JsonMergePatch_|Type_Enum_Fixed_String_putUnknownValue|Type_Model_Visibility_putReadOnlyModel)/;

/** Makes each call of a scenario. Gives what went wrong; undefined where the server and we were content. `scenarios`: the folder of the suite's modules. */
export async function playScenario(
  client: LaidOutClient,
  scenario: Scenario,
  origin: string,
  scenarios: string,
): Promise<string | undefined> {
  for (const api of scenario.apis) {
    const fault = await play(client, api, origin, scenarios, UNDOCUMENTED.test(scenario.name));
    if (fault !== undefined) return `${api.method.toUpperCase()} ${api.uri}: ${fault}`;
  }
  return undefined;
}

async function play(
  client: LaidOutClient,
  api: MockApi,
  origin: string,
  scenarios: string,
  unchecked: boolean,
): Promise<string | undefined> {
  const [found] = findOperations(client.document, api);
  if (found === undefined) return "no operation";
  const ids = Object.entries(client.operations).filter(
    ([, { method, path }]) =>
      method === api.method.toUpperCase() && pathItem(client, path)[api.method.toLowerCase()] === found.operation,
  );
  const id = ids[0]?.[0] ?? stringMember(found.operation, "operationId") ?? "";
  const options = { baseUrl: origin + basePath(client.document), maxRetries: 0, ...credentialsOf(client, api) };
  const { status } = api.response;
  let value: unknown;
  try {
    const row = client.operations[id];
    const [resource = "", method = ""] = nameOf(client, row).split(".");
    const input = inputOf(client.document, found, api);
    const body = input["body"] ?? (await filesOf(found, api, scenarios));
    const media = mediaOf(row, api);
    const params = paramsOf(row, { ...input, ...(body === undefined ? {} : { body }) }, media);
    const given = { ...headersOf(row, api), unchecked, ...(row?.isGrouped ? {} : media) };
    value = await rowsOf(await client.create(options)[resource]?.[method]?.(params, given));
  } catch (error) {
    if (status >= 400 && isApiError(error) && error.status === status) return undefined;
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  if (status >= 400) return `a value, and not the documented ${status}`;
  return misreadOf(api, value);
}

/** The name of the method that calls an operation. */
function nameOf({ methods }: LaidOutClient, row: LaidOutClient["operations"][string] | undefined): string {
  const [name] = Object.entries(methods).find(([, operation]) => operation === row) ?? [];
  if (name === undefined) throw new TypeError("no method calls the operation");
  return name;
}

/** The params of a method: one flat object, in which the fields of the default body stand beside the others. */
function paramsOf(
  { isGrouped, takesBody, bodies = {} }: Partial<LaidOutClient["operations"][string]> = {},
  { body, ...places }: Readonly<Record<string, unknown>>,
  media: { readonly contentType?: string },
): object {
  const given = body === undefined ? {} : { body };
  if (isGrouped) return { ...places, ...given, ...media };
  const isFields = takesBody?.endsWith("fields") === true && !Object.hasOwn(bodies, media.contentType ?? "");
  return Object.assign({}, ...Object.values(places), isFields && isObject(body) ? body : given);
}

/** What is wrong with the value that a response was read as; undefined where nothing is. */
export function misreadOf({ response }: MockApi, value: unknown): string | undefined {
  const wanted = response.body && contentOf(response.body);
  if (
    typeof wanted !== "object" ||
    wanted === null ||
    wanted instanceof Uint8Array ||
    isDeepStrictEqual(plain(value), plain(wanted))
  )
    return undefined;
  return `gave ${JSON.stringify(value)} and not ${JSON.stringify(wanted)}`;
}

/** The media types that the server waits for, where a caller has to choose them. */
function mediaOf(
  row: LaidOutClient["operations"][string] | undefined,
  api: MockApi,
): { readonly accept?: string; readonly contentType?: string } {
  const { request = {} } = api;
  const { accepts = {}, bodies = {} } = row ?? {};
  const accept = acceptOf(api);
  const contentType = request.body?.contentType.split(";")[0] ?? "";
  return {
    ...(Object.hasOwn(accepts, accept) ? { accept } : {}),
    ...(Object.hasOwn(bodies, contentType) ? { contentType } : {}),
  };
}

function pathItem(client: LaidOutClient, path: string): ReturnType<typeof objectMember> {
  return objectMember(client.document["paths"], path);
}

/** A media type that the document does not have is asked for by a header of the call's own. */
function headersOf(row: LaidOutClient["operations"][string] | undefined, api: MockApi): object {
  const accept = acceptOf(api);
  return row?.accepts && accept !== "" && !Object.hasOwn(row.accepts, accept) ? { headers: { accept } } : {};
}

/** The media type that the server waits to be asked for. */
export function acceptOf({ request = {} }: MockApi): string {
  return Object.entries(request.headers ?? {}).find(([name]) => name.toLowerCase() === "accept")?.[1] ?? "";
}

/** The files of a form that a scenario says nothing of but in the code that checks them: the suite's own picture. */
export async function filesOf({ operation }: FoundOperation, { request = {} }: MockApi, scenarios: string): Promise<unknown> {
  if (request.headers?.["content-type"] !== "multipart/form-data") return undefined;
  const media = objectMember(objectMember(objectMember(operation, "requestBody"), "content"), "multipart/form-data");
  const { pngFile }: { readonly pngFile: Uint8Array<ArrayBuffer> } = await import(
    pathToFileURL(join(scenarios, "helper.js")).href
  );
  const file = new File([pngFile], "image.png", { type: "image/png" });
  const properties = Object.entries(objectMember(objectMember(media, "schema"), "properties"));
  return Object.fromEntries(properties.map(([name, schema]) => [name, member(schema, "type") === "array" ? [file, file] : file]));
}

/** A stream's rows, and the JSON of a file; any other value as it is. */
export async function rowsOf(value: unknown): Promise<unknown> {
  if (value instanceof Blob) return contentOf({ rawContent: await value.text(), contentType: value.type });
  if (typeof value !== "object" || value === null || !(Symbol.asyncIterator in value)) return value;
  const rows: unknown[] = [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what can be walked is walked.
  for await (const row of value as AsyncIterable<unknown>) rows.push(row);
  return rows;
}

/** The options that carry the credential that the server waits for. */
function credentialsOf({ options }: LaidOutClient, { request = {}, response }: MockApi): Record<string, string> {
  const headers = new Map(Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const option = (words: RegExp, otherwise: string): string => options.find((name) => words.test(name)) ?? otherwise;
  const authorization = headers.get("authorization");
  const [scheme = "", rest = ""] = authorization?.split(" ", 2) ?? [];
  if (scheme === "Bearer") return { [option(/token/i, "accessToken")]: rest };
  if (scheme === "Basic") {
    const [username = "", password = ""] = Buffer.from(rest, "base64").toString().split(":");
    return { [option(/user/i, "username")]: username, [option(/password/i, "password")]: password };
  }
  // A scenario of a wrong credential need not name one.
  if (authorization === undefined && response.status >= 400 && options.includes("accessToken")) return { accessToken: "wrong" };
  const key = headers.get("x-ms-api-key") ?? (rest === "" ? authorization : rest);
  return key === undefined ? {} : { [option(/key/i, "apiKey")]: key };
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}
