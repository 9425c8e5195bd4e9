import type { CallSettings } from "./call-settings.ts";
import { checkBaseUrl, checkHeaders } from "./check-base-url.ts";
import type { ChosenOperation } from "./choose-media.ts";
import { composeSend } from "./compose-send.ts";
import { createServerFinder } from "./create-server-finder.ts";
import { chooseCredentials } from "./credentials.ts";
import type { OperationDescriptor } from "./operation.ts";
import { type RequestOptions, resolveLimits } from "./options.ts";
import { redact } from "./redact.ts";
import { userAgentHeaders } from "./user-agent.ts";
import type { CallState, ReadResponse, WireInit } from "./wire.ts";

/** The parts of a request other than its operation. */
export interface RequestSurroundings {
  readonly baseUrl: string;
  /** The client's headers and those of the call, the stronger last. */
  readonly headers: readonly (object | undefined)[];
}

/** Makes and sends the requests of one client, for `call` and for `fetch`. */
export interface Sender {
  readonly baseUrl: string;
  /** A call before its first attempt. */
  newCall(id: string, operation: ChosenOperation): CallState;
  /**
   * Makes the request of a call by `make`. The returned function sends it by all promises of the contract, and reads its response by
   * `read`.
   *
   * @throws {ConfigurationError} a given limit or header is wrong; the operation's credential is missing.
   */
  prepare<Result>(
    call: CallState,
    operation: OperationDescriptor,
    given: RequestOptions,
    make: (around: RequestSurroundings) => readonly [url: string, init: WireInit],
    read: ReadResponse<Result>,
  ): (signal: AbortSignal | undefined) => Promise<Result>;
}

/** @throws {ConfigurationError} an option is wrong; the address is neither https nor loopback; a secret key in a browser. */
export function createSender(settings: CallSettings): Sender {
  const { options, credentials, credentialHelp } = settings;
  const limits = resolveLimits(options);
  const clientHeaders = { ...checkHeaders(settings, options.headers), ...userAgentHeaders(settings.client) };
  const baseUrl = checkBaseUrl(settings);
  const serverOf = createServerFinder(settings, baseUrl);
  return {
    baseUrl,
    newCall(id, { method, path, safe, response, statuses, signs, texts, accept, accepts, chosen }) {
      const call: CallState = {
        operation: { id, method, path },
        attempts: 0,
        limits,
        isSafe: safe,
        kind: response,
        statuses,
        signs,
        texts,
        accept,
        accepts,
        hooks: options.hooks ?? {},
        validate: options.validate?.[chosen === undefined ? id : `${id} ${chosen}`],
        describeError: settings.describeError,
        credentials: [],
        secrets: { values: [], body: undefined },
        // Real keys are longer, and our own words must stay readable in a test with a key of one letter.
        hide: (text) => redact(text, call.secrets, 4),
      };
      return call;
    },
    prepare(call, operation, given, make, read) {
      call.limits = resolveLimits(given, limits, call);
      call.credentials = chooseCredentials(call, operation.security, credentials, credentialHelp);
      const headers = [clientHeaders, checkHeaders(settings, given.headers, call)];
      const [url, init] = make({ baseUrl: serverOf(call, operation), headers });
      call.secrets = { values: [], body: init.body };
      return (signal) =>
        composeSend(call, options.fetch ?? globalThis.fetch, signal, read)(url, signal ? { ...init, signal } : init);
    },
  };
}
