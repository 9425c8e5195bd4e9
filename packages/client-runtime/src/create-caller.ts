import type { CallSettings } from "./call-settings.ts";
import { checkRequestOptions } from "./check-client-options.ts";
import { checkMedia, chooseMedia, type MediaChoice } from "./choose-media.ts";
import { createSender, type RequestSurroundings } from "./create-sender.ts";
import type { CallRecord } from "./errors.ts";
import { LazyEvents } from "./lazy-events.ts";
import { type Input, makeRequest } from "./make-request.ts";
import type { OperationDescriptor } from "./operation.ts";
import type { RequestOptions } from "./options.ts";
import { readResponse } from "./read-response.ts";
import type { ResponseFacts } from "./response-facts.ts";
import type { WireInit } from "./wire.ts";

/** The caller's input, before it is checked. */
export interface GivenCall {
  readonly media: MediaChoice;
  /** The body. Its fields may select how it is sent, and what the response is. */
  readonly body: unknown;
  /** Checks the input and returns the parts to send. It runs when the call starts, so an error that it throws ends the call. */
  readonly read: (call: CallRecord, operation: OperationDescriptor) => Input;
  readonly options: RequestOptions | undefined;
  /** Names of options beside those of every call. */
  readonly optionNames?: readonly string[];
}

/** Calls an operation, for `call` and for the methods: a promise of its data, or its events. `onAnswer` gets the response with the data. */
export type Caller = (
  id: string,
  operation: OperationDescriptor,
  given: GivenCall,
  onResponse?: (facts: ResponseFacts) => void,
) => unknown;

/**
 * Makes the function that all calls of a client go through.
 *
 * @throws {ConfigurationError} an option is wrong; the address is neither https nor loopback; a secret key in a browser.
 */
export function createCaller(settings: CallSettings): Caller {
  const sender = createSender(settings);
  return (id, described, { media, body, read, options: given = {}, optionNames = [] }, onResponse) => {
    const operation = chooseMedia(described, media, body);
    const call = sender.newCall(id, operation);
    call.onResponse = onResponse;
    let input: Input = {};
    const make = ({ baseUrl, headers }: RequestSurroundings): readonly [string, WireInit] => {
      const { pathParameters } = settings;
      return makeRequest(call, operation, input, { baseUrl, pathParameters, headers });
    };
    const check = (): void => {
      checkMedia(call, described, media);
      input = read(call, operation);
      checkRequestOptions(given, optionNames, call);
    };
    const prepare = () => sender.prepare(call, operation, given, make, readResponse);

    if (call.kind === "events" || call.kind === "lines") {
      const rule = settings.streams?.[id];
      return new LazyEvents({
        call,
        // The check decides its kind.
        get input() {
          return input;
        },
        options: given,
        rule,
        check,
        prepare,
      });
    }
    const run = async (): Promise<unknown> => {
      check();
      given.signal?.throwIfAborted();
      return prepare()(given.signal);
    };
    return run();
  };
}
