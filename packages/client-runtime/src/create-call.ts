import type { CallSettings } from "./call-settings.ts";
import { checkRequestOptions } from "./check-client-options.ts";
import { asObject, checkNames, kindOf } from "./check-names.ts";
import { createSender, type RequestSurroundings } from "./create-sender.ts";
import { type CallRecord, invalidOption } from "./errors.ts";
import type { EventStream } from "./event-stream.ts";
import { LazyEvents } from "./lazy-events.ts";
import { type Input, makeRequest } from "./make-request.ts";
import type { OperationDescriptor, OperationTable, OperationTypes } from "./operation.ts";
import type { RequestOptions } from "./options.ts";
import { readResponse } from "./read-response.ts";
import type { WireInit } from "./wire.ts";

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

const INPUT_NAMES = ["path", "query", "header", "cookie", "body"];

/** Refuses what is no input of an operation. Its parts are checked where they are written. */
function checkInput(call: CallRecord, input: Input): void {
  checkNames("the input", input, INPUT_NAMES, call);
  for (const name of ["path", "query", "header", "cookie"] as const) {
    const part = input[name];
    if (part !== undefined && !asObject(part)) throw invalidOption(name, "an object", kindOf(part), call);
  }
}

/**
 * Makes the one function through which a client does everything.
 *
 * @throws {ConfigurationError} an option is wrong; the address is neither https nor loopback; a secret key in a browser.
 */
export function createCall<Operations extends Record<keyof Operations, OperationTypes>>(
  table: OperationTable<keyof Operations & string>,
  settings: CallSettings,
): Call<Operations> {
  const operations: OperationTable = table;
  const sender = createSender(settings);

  return ((id: string, input: Input = {}, given: RequestOptions = {}) => {
    const operation = Object.hasOwn(operations, id) ? (operations[id] as OperationDescriptor) : ({} as OperationDescriptor);
    const call = sender.newCall(id, operation);
    const make = ({ baseUrl, headers }: RequestSurroundings): readonly [string, WireInit] => {
      const { pathParameters } = settings;
      return makeRequest(call, operation, input, { baseUrl, pathParameters, headers });
    };
    const check = (): void => {
      if (!operation.method) throw invalidOption("the operation id", `one of ${Object.keys(table).join(", ")}`, id);
      checkInput(call, input);
      checkRequestOptions(given, [], call);
    };
    const prepare = () => sender.prepare(call, operation, given, make, readResponse);

    if (call.kind === "events" || call.kind === "lines") {
      return new LazyEvents({ call, input, options: given, rule: settings.streams?.[id], check, prepare });
    }
    const run = async (): Promise<unknown> => {
      check();
      given.signal?.throwIfAborted();
      return prepare()(given.signal);
    };
    return run();
  }) as unknown as Call<Operations>;
}
