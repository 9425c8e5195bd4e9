import { type Credentials, credentialHeaders } from "./auth.ts";
import { composeSend } from "./compose-send.ts";
import { checkBaseUrl, checkHeaders } from "./check-options.ts";
import { invalidOption } from "./errors.ts";
import type { EventStream, StreamRule } from "./event-stream.ts";
import { LazyEvents } from "./lazy-events.ts";
import { type Input, makeRequest } from "./make-request.ts";
import type { OperationDescriptor, OperationTable, OperationTypes } from "./operation.ts";
import { type ClientOptions, type RequestOptions, resolveLimits } from "./options.ts";
import { userAgentHeaders } from "./user-agent.ts";
import type { CallState, DescribeError } from "./wire.ts";

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
  /** How to mend a missing credential, to follow "credentials must be": `given as apiKey, or in ACME_API_KEY`. */
  readonly credentialHelp?: string | undefined;
  /** Values for path parameters that no call gives itself. */
  readonly pathParameters?: Readonly<Record<string, string | undefined>> | undefined;
  /** What the user gave. */
  readonly options: ClientOptions;
  /** Puts the vendor's error bodies into words, such as the fields that a 422 names. @default a text body, `message` or `detail` */
  readonly describeError?: DescribeError | undefined;
  /** Per streaming operation, what its events mean. @default every event is handed out, and none promises rows */
  readonly streams?: Readonly<Record<string, StreamRule>> | undefined;
}

/** What a call gives: the decoded body, or its events one by one. */
export type CallResult<Types extends OperationTypes> = Types["stream"] extends true
  ? EventStream<Types["output"]>
  : Promise<Types["output"]>;

/** Calls an operation by its id. Ends in the data, an error of this package, or the reason of the caller's own signal. */
export type Call<Operations extends Record<keyof Operations, OperationTypes>> = <Id extends keyof Operations & string>(
  id: Id,
  input: Operations[Id]["input"],
  options?: RequestOptions,
) => CallResult<Operations[Id]>;

/**
 * Makes the one function through which a client does everything.
 *
 * @throws {ConfigurationError} an option is wrong; the address is neither https nor loopback; a secret key in a browser.
 */
export function createCall<Operations extends Record<keyof Operations, OperationTypes>>(
  table: OperationTable<keyof Operations & string>,
  settings: CallSettings,
): Call<Operations> {
  const { options, credentials } = settings;
  const operations: OperationTable = table;
  const clientLimits = resolveLimits(options);
  const clientHeaders = { ...checkHeaders(settings, options.headers), ...userAgentHeaders(settings.client) };
  const baseUrl = checkBaseUrl(settings);

  return ((id: string, input: Input, given: RequestOptions = {}) => {
    const descriptor = operations[id] ?? ({} as OperationDescriptor);
    const { method, path, response: kind } = descriptor;
    const call: CallState = {
      operation: { id, method, path },
      attempts: 0,
      limits: clientLimits,
      isSafe: descriptor.safe,
      kind,
      hooks: options.hooks ?? {},
      validate: options.validate?.[id],
      describeError: settings.describeError,
      secrets: { headers: {}, body: undefined },
    };

    const prepare = (): ((signal: AbortSignal | undefined) => Promise<unknown>) => {
      call.limits = resolveLimits(given, clientLimits, call);
      if (!method) throw invalidOption("the operation id", `one of ${Object.keys(table).join(", ")}`, id);
      const secrets = credentialHeaders(call, descriptor.security, credentials, settings.credentialHelp);
      const headers = [clientHeaders, checkHeaders(settings, given.headers, call), input?.header, secrets];
      const [url, init] = makeRequest(call, descriptor, input, { baseUrl, pathParameters: settings.pathParameters, headers });
      call.secrets = { headers: secrets, body: init.body };
      return (signal) => composeSend(call, options.fetch ?? globalThis.fetch, signal)(url, signal ? { ...init, signal } : init);
    };

    if (kind === "events") return new LazyEvents({ call, input, options: given, rule: settings.streams?.[id], prepare });
    const run = async (): Promise<unknown> => {
      given.signal?.throwIfAborted();
      return prepare()(given.signal);
    };
    return run();
  }) as unknown as Call<Operations>;
}
