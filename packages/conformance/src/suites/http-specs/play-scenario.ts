import { isDeepStrictEqual } from "node:util";
import { isApiError } from "../../../../client-runtime/src/errors.ts";
import { objectMember, stringMember } from "../../../../spec-pipeline/src/document/json.ts";
import { basePath, findOperations } from "./find-operation.ts";
import { contentOf, inputOf } from "./input-of.ts";
import type { LaidOutClient } from "./lay-out-client.ts";
import type { MockApi, Scenario } from "./scenario.ts";

/** Whether a client has an operation for each request of a scenario. */
export function carries(client: LaidOutClient, scenario: Scenario): boolean {
  return scenario.apis.every((api) => findOperations(client.document, api).length > 0);
}

/** Makes each call of a scenario. Gives what went wrong; undefined where the server and we were content. */
export async function playScenario(client: LaidOutClient, scenario: Scenario, origin: string): Promise<string | undefined> {
  for (const api of scenario.apis) {
    const fault = await play(client, api, origin);
    if (fault !== undefined) return `${api.method.toUpperCase()} ${api.uri}: ${fault}`;
  }
  return undefined;
}

async function play(client: LaidOutClient, api: MockApi, origin: string): Promise<string | undefined> {
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
    value = await rowsOf(await client.create(options).call(id, inputOf(client.document, found, api)));
  } catch (error) {
    if (status >= 400 && isApiError(error) && error.status === status) return undefined;
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  if (status >= 400) return `a value, and not the documented ${status}`;
  const wanted = api.response.body && contentOf(api.response.body);
  if (
    typeof wanted !== "object" ||
    wanted === null ||
    wanted instanceof Uint8Array ||
    isDeepStrictEqual(plain(value), plain(wanted))
  )
    return undefined;
  return `gave ${JSON.stringify(value)} and not ${JSON.stringify(wanted)}`;
}

function pathItem(client: LaidOutClient, path: string): ReturnType<typeof objectMember> {
  return objectMember(client.document["paths"], path);
}

/** A stream's rows; any other value as it is. */
async function rowsOf(value: unknown): Promise<unknown> {
  if (typeof value !== "object" || value === null || !(Symbol.asyncIterator in value)) return value;
  const rows: unknown[] = [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what can be walked is walked.
  for await (const row of value as AsyncIterable<unknown>) rows.push(row);
  return rows;
}

/** The options that carry the credential that the server waits for. */
function credentialsOf({ options }: LaidOutClient, { request = {} }: MockApi): Record<string, string> {
  const headers = new Map(Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const option = (words: RegExp, otherwise: string): string => options.find((name) => words.test(name)) ?? otherwise;
  const authorization = headers.get("authorization");
  const [scheme = "", rest = ""] = authorization?.split(" ", 2) ?? [];
  if (scheme === "Bearer") return { [option(/token/i, "accessToken")]: rest };
  if (scheme === "Basic") {
    const [username = "", password = ""] = Buffer.from(rest, "base64").toString().split(":");
    return { [option(/user/i, "username")]: username, [option(/password/i, "password")]: password };
  }
  const key = headers.get("x-ms-api-key") ?? authorization;
  return key === undefined ? {} : { [option(/key/i, "apiKey")]: key };
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}
