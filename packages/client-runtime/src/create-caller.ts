import type { CallSettings } from "./call-settings.ts";
import { checkRequestOptions } from "./check-client-options.ts";
import { createSender, type RequestSurroundings } from "./create-sender.ts";
import type { CallRecord } from "./errors.ts";
import { LazyEvents } from "./lazy-events.ts";
import { type Input, makeRequest } from "./make-request.ts";
import type { OperationDescriptor } from "./operation.ts";
import type { RequestOptions } from "./options.ts";
import { readResponse } from "./read-response.ts";
import type { ResponseFacts } from "./response-facts.ts";
import type { WireInit } from "./wire.ts";

/**
 * Calls an operation, for `call` and for the methods: a promise of its data, or its events. `read` checks what was given and says what is
 * sent. It runs when the call starts, so that what it throws ends the call. `onAnswer` is told of the response that the data is from.
 */
export type Caller = (
  id: string,
  operation: OperationDescriptor,
  read: (call: CallRecord) => Input,
  options: RequestOptions | undefined,
  onAnswer?: (facts: ResponseFacts) => void,
) => unknown;

/**
 * Makes the function through which a client does everything.
 *
 * @throws {ConfigurationError} an option is wrong; the address is neither https nor loopback; a secret key in a browser.
 */
export function createCaller(settings: CallSettings): Caller {
  const sender = createSender(settings);
  return (id, operation, read, given = {}, onAnswer) => {
    const call = sender.newCall(id, operation);
    call.onAnswer = onAnswer;
    let input: Input = {};
    const make = ({ baseUrl, headers }: RequestSurroundings): readonly [string, WireInit] => {
      const { pathParameters } = settings;
      return makeRequest(call, operation, input, { baseUrl, pathParameters, headers });
    };
    const check = (): void => {
      input = read(call);
      checkRequestOptions(given, [], call);
    };
    const prepare = () => sender.prepare(call, operation, given, make, readResponse);

    if (call.kind === "events" || call.kind === "lines") {
      const rule = settings.streams?.[id];
      return new LazyEvents({
        call,
        // What it is, is known after the check.
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
