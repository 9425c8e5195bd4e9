import type { CallSettings } from "./call-settings.ts";
import { checkInput } from "./check-input.ts";
import { type Caller, createCaller } from "./create-caller.ts";
import { type CallRecord, invalidOption } from "./errors.ts";
import type { EventStream } from "./event-stream.ts";
import type { Input } from "./make-request.ts";
import type { OperationDescriptor, OperationTable, OperationTypes } from "./operation.ts";
import type { RequestOptions } from "./options.ts";

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
 * Makes the function that calls every operation by its id.
 *
 * @throws {ConfigurationError} an option is wrong; the address is neither https nor loopback; a secret key in a browser.
 */
export function createCall<Operations extends Record<keyof Operations, OperationTypes>>(
  table: OperationTable<keyof Operations & string>,
  settings: CallSettings,
): Call<Operations> {
  return callById<Operations>(table, createCaller(settings));
}

/** The same over what calls operations. */
export function callById<Operations extends Record<keyof Operations, OperationTypes>>(
  table: OperationTable<keyof Operations & string>,
  caller: Caller,
): Call<Operations> {
  const operations: OperationTable = table;
  const call = (id: string, input: Input = {}, given?: RequestOptions): unknown => {
    const operation = Object.hasOwn(operations, id) ? (operations[id] as OperationDescriptor) : ({} as OperationDescriptor);
    const read = (record: CallRecord): Input => {
      if (!operation.method) throw invalidOption("the operation id", `one of ${Object.keys(table).join(", ")}`, id);
      checkInput(record, input);
      return input;
    };
    return caller(id, operation, read, given);
  };
  return call as unknown as Call<Operations>;
}
