import createClient from "openapi-fetch";
import { type Credentials, credentialHeaders, isPrivate } from "./auth.ts";
import { checkPath } from "./check-path.ts";
import { type CallRecord, ConfigurationError, isCallError, TimeoutError } from "./errors.ts";
import { fetchWithRedirect } from "./fetch-with-redirect.ts";
import { fetchWithRetry } from "./fetch-with-retry.ts";
import { fetchWithTimeout } from "./fetch-with-timeout.ts";
import type { OperationDescriptor, OperationTable, OperationTypes } from "./operation.ts";
import { type ClientOptions, invalidOption, type RequestOptions, resolveLimits } from "./options.ts";
import { type EventStream, readEvents, type StreamRule } from "./read-events.ts";
import { connectionError, readResponse } from "./read-response.ts";
import { isBrowser, userAgentHeaders } from "./user-agent.ts";
import { type CallState, dropBody, hookEvent, type Send, type WireInit } from "./wire.ts";

/** What a client tells the runtime once, besides its operation table. */
export interface CallSettings {
  /** Name and version of the client's package, for the `User-Agent`. */
  readonly client: { readonly name: string; readonly version: string };
  /** The vendor's; `options.baseUrl` wins. */
  readonly baseUrl: string;
  /** Per security scheme of the spec, a function that makes its headers; undefined where the user gave no such credential. */
  readonly credentials: Credentials;
  /** Schemes whose credential may be shown to whoever opens a page. @default none */
  readonly publicSchemes?: readonly string[] | undefined;
  /** How to mend a missing credential: `Pass apiKey, or set ACME_API_KEY.` */
  readonly credentialHelp?: string | undefined;
  /** Values for path parameters that no call gives itself. */
  readonly pathParameters?: Readonly<Record<string, string>> | undefined;
  /** What the user gave. */
  readonly options: ClientOptions;
  /** Puts the vendor's error bodies into words, such as the fields that a 422 names; undefined: no words. */
  readonly describeError?: ((status: number, body: unknown) => string | undefined) | undefined;
  /** Per streaming operation, what its events mean. */
  readonly streams?: Readonly<Record<string, StreamRule>> | undefined;
}

/** What a call gives: the decoded body, or its events one by one. */
export type CallResult<Types extends OperationTypes> = Types["stream"] extends true
  ? EventStream<Types["output"]>
  : Promise<Types["output"]>;

/** Calls an operation by its id. Throws what CONTRACT names and nothing else: see the errors of this package. */
export type Call<Operations extends Record<keyof Operations, OperationTypes>> = <Id extends keyof Operations & string>(
  id: Id,
  input: Operations[Id]["input"],
  options?: RequestOptions,
) => CallResult<Operations[Id]>;

interface Input {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** As much of openapi-fetch as is used here: its generics would cost every consumer thousands of types. */
interface WireClient {
  request(method: string, path: string, init: object): Promise<{ data?: unknown }>;
}

/** Stands in for `Request`, which is dear to make: openapi-fetch only needs something to hold what it has put together. */
class WireRequest {
  readonly url: string;
  readonly init: WireInit;
  constructor(url: string, init: WireInit) {
    this.url = url;
    this.init = init;
  }
}

/**
 * Makes the one function through which a client does everything.
 *
 * @throws {ConfigurationError} an option is wrong; an address that is not private; a secret key in a browser.
 */
export function createCall<Operations extends Record<keyof Operations, OperationTypes>>(
  table: OperationTable<keyof Operations & string>,
  settings: CallSettings,
): Call<Operations> {
  const { options, credentials } = settings;
  const clientLimits = resolveLimits(options);
  const client = createClient({
    baseUrl: checkBaseUrl(options.baseUrl ?? settings.baseUrl, settings),
    Request: WireRequest as never,
  }) as unknown as WireClient;
  const clientHeaders = { ...checkHeaders(options.headers, settings), ...userAgentHeaders(settings.client) };

  const prepare = (id: string, { limits }: { limits?: RequestOptions }): CallState => {
    const { method, path, safe } = table[id as never] as OperationDescriptor;
    const call: CallState = {
      operation: { id, method, path },
      isSafe: safe,
      limits: clientLimits,
      hooks: options.hooks ?? {},
      attempts: 0,
    };
    return limits ? { ...call, limits: resolveLimits(limits, clientLimits, call) } : call;
  };

  const run = async (
    call: CallState,
    input: Input,
    requestOptions: RequestOptions,
    redact: Redact,
    signal?: AbortSignal,
  ): Promise<unknown> => {
    const descriptor = table[call.operation.id as never] as OperationDescriptor;
    const { limits, hooks } = call;
    signal?.throwIfAborted();
    const path = { ...settings.pathParameters, ...definedOf(input.path) };
    checkPath(call, path);
    const secrets = credentialHeaders(call, descriptor, credentials, settings.credentialHelp);
    const headers = {
      accept: descriptor.response === "events" ? "text/event-stream" : "application/json",
      ...clientHeaders,
      ...checkHeaders(requestOptions.headers, settings, call),
      ...(descriptor.contentType && { "content-type": descriptor.contentType }),
      ...secrets,
    };
    redact.secrets = secretsOf(secrets);
    const fetch = options.fetch ?? globalThis.fetch;
    const attempt: Send<unknown> = async (url, init) => {
      try {
        await runHook(call, "onRequest", () => hooks.onRequest?.(hookEvent(call, url)));
        const startedMs = performance.now();
        const response = await fetchWithRedirect(call, fetch as Send<Response>)(url, init);
        const { status } = response;
        const durationMs = performance.now() - startedMs;
        try {
          await runHook(call, "onResponse", () => hooks.onResponse?.({ ...hookEvent(call, url), status, durationMs }));
          init.signal?.throwIfAborted();
        } catch (error) {
          dropBody(response.body);
          throw error;
        }
        return await readResponse(call, response, {
          kind: descriptor.response,
          validate: options.validate?.[call.operation.id],
          describeError: settings.describeError,
          redact: redact.text,
        });
      } catch (error) {
        throw connectionError(call, error);
      }
    };
    const timeout = (limit: "timeoutMs" | "totalTimeoutMs", ms: number) => (): TimeoutError =>
      new TimeoutError(call, `took longer than ${limit} allows (${ms} ms).`, { limit, ms });
    let send = fetchWithRetry(call, fetchWithTimeout(attempt, limits.timeoutMs, timeout("timeoutMs", limits.timeoutMs)));
    if (signal || limits.totalTimeoutMs) {
      send = fetchWithTimeout(send, limits.totalTimeoutMs, timeout("totalTimeoutMs", limits.totalTimeoutMs ?? 0));
    }
    try {
      const { data } = await client.request(descriptor.method, descriptor.path, {
        params: { path, query: input.query, header: input.header },
        body: input.body,
        headers,
        parseAs: "stream",
        fetch: async ({ url, init }: WireRequest) => ({
          ok: true,
          headers: { get: () => null },
          body: await send(url, {
            method: init.method,
            headers: Object.fromEntries(init.headers as never),
            ...(init.body != null && { body: init.body }),
            ...(signal && { signal }),
          }),
        }),
      });
      return data;
    } catch (error) {
      if (call.attempts || isCallError(error) || signal?.aborted) throw error;
      const expected = "values that can be sent: no cycle, no bigint, no object inside an object of the query";
      throw new ConfigurationError(call, `cannot start: its input must be ${expected}.`, {
        option: "input",
        expected,
        cause: error,
      });
    }
  };

  return ((id: string, input: Input, requestOptions: RequestOptions = {}) => {
    const redact = createRedact();
    if (table[id as never] === undefined) {
      return Promise.reject(invalidOption("the operation id", `one of ${Object.keys(table).join(", ")}`, id));
    }
    const isStream = (table[id as never] as OperationDescriptor).response === "events";
    if (!isStream) {
      try {
        return run(prepare(id, { limits: requestOptions }), input, requestOptions, redact, requestOptions.signal);
      } catch (error) {
        return Promise.reject(error as Error);
      }
    }
    const call = prepare(id, { limits: requestOptions });
    return readEvents({
      call,
      input,
      options: requestOptions,
      rule: settings.streams?.[id],
      validate: options.validate?.[id],
      redact: redact.text,
      open: (signal) => run(call, input, requestOptions, redact, signal) as Promise<ReadableStream<Uint8Array>>,
    });
  }) as unknown as Call<Operations>;
}

interface Redact {
  secrets: readonly string[];
  readonly text: (text: string) => string;
}

function createRedact(): Redact {
  const redact: Redact = {
    secrets: [],
    text: (text) => redact.secrets.reduce((left, secret) => left.replaceAll(secret, "[redacted]"), text),
  };
  return redact;
}

/** The credentials in the forms in which a server may repeat them. */
function secretsOf(headers: Record<string, string>): string[] {
  return Object.values(headers)
    .flatMap((value) => {
      const [scheme = "", token = ""] = value.split(" ");
      return scheme === "Basic" ? [token, ...atob(token).split(":")] : [token || scheme];
    })
    .filter(Boolean);
}

function definedOf(values: object | undefined): object {
  return Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => value !== undefined));
}

async function runHook(call: CallState, name: string, hook: () => unknown): Promise<void> {
  try {
    await hook();
  } catch (cause) {
    throw new ConfigurationError(call, `was ended by its hook ${name}, which threw.`, {
      option: `hooks.${name}`,
      expected: "a function that does not throw",
      cause,
    });
  }
}

function checkBaseUrl(baseUrl: string, { credentials, options, publicSchemes = [] }: CallSettings): string {
  const schemes = Object.keys(credentials).filter((scheme) => credentials[scheme]);
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new ConfigurationError(
      undefined,
      "cannot start: baseUrl must be an http or https address without user, password, query or hash.",
      {
        option: "baseUrl",
        expected: "an address",
      },
    );
  }
  if (schemes.length && !isPrivate(url))
    throw invalidOption("baseUrl", "https, or a loopback address, as a credential is sent there", baseUrl);
  if (isBrowser() && !options.allowBrowser && schemes.some((scheme) => !publicSchemes.includes(scheme))) {
    throw invalidOption(
      "allowBrowser",
      "true to use a secret key in a browser, where whoever opens the page can read it",
      options.allowBrowser,
    );
  }
  return url.href;
}

function checkHeaders(
  headers: Readonly<Record<string, string>> | undefined,
  settings: CallSettings,
  call?: CallRecord,
): Record<string, string> {
  const reserved = [
    "authorization",
    "cookie",
    ...Object.values(settings.credentials).flatMap((make) => Object.keys(make?.() ?? {})),
  ];
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => {
      const key = name.toLowerCase();
      if (reserved.some((other) => other.toLowerCase() === key)) {
        throw new ConfigurationError(
          call,
          `cannot start: headers must not hold "${key}". Give the credential when the client is created.`,
          {
            option: "headers",
            expected: "no credential",
          },
        );
      }
      if (!/^[\w!#$%&'*+.^`|~-]+$/.test(key) || !/^[\t -~\u0080-\u00ff]*$/.test(value)) {
        throw new ConfigurationError(call, `cannot start: the header "${key}" must be a name and a value that HTTP allows.`, {
          option: "headers",
          expected: "a valid header",
        });
      }
      return [key, value];
    }),
  );
}
