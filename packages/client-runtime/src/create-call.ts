import type { CallSettings } from "./call-settings.ts";
import { checkInput } from "./check-input.ts";
import { asObject } from "./check-names.ts";
import { checkRules } from "./check-rules.ts";
import { mediaOf } from "./choose-media.ts";
import { type Caller, createCaller } from "./create-caller.ts";
import { type CallRecord, invalidOption } from "./errors.ts";
import type { EventStream } from "./event-stream.ts";
import type { Input } from "./make-request.ts";
import type { ResponseTypes, OperationDescriptor, OperationTable, OperationTypes } from "./operation.ts";
import type { RequestOptions } from "./options.ts";

/** The result of a call: the decoded body, or its events one by one. */
export type CallResult<Types extends ResponseTypes> = Types extends { readonly stream: true }
  ? EventStream<Types["output"]>
  : Promise<Types["output"]>;

/**
 * Calls an operation by its id. It ends with the data, an error of this package, or the reason of the caller's own signal. If an operation
 * has several media types, `accept` and `contentType` in the input choose one.
 */
export type Call<Operations extends Record<keyof Operations, OperationTypes>, Field extends string = FlagField<Operations>> = <
  Id extends keyof Operations & string,
  Accept extends string = never,
  Flag extends boolean | null | undefined = false,
>(
  id: Id,
  ...given: CallArguments<Operations[Id]["input"] & Asked<Operations[Id], Accept, Flag, Field>>
) => Received<Operations[Id], Accept, Flag>;

/** The fields of bodies that ask for a stream, of all operations. They are written out, as the compiler infers from nothing else. */
type FlagField<Operations> = Operations[keyof Operations] extends infer Types
  ? Types extends { readonly streamFlag: { readonly field: infer Field extends string } }
    ? Field
    : never
  : never;

/** An operation with a choice. Most have none, so this is asked first: it costs the compiler least. */
type Choice = { readonly accepts: object } | { readonly streamFlag: object };

/** The parts of an input that choose the result, as a call has them. Their own types are in the input of the operation. */
type Asked<Types, Accept, Flag, Field extends string> = Types extends Choice
  ? { readonly accept?: Accept | undefined } & (Types extends { readonly streamFlag: object }
      ? FlaggedBody<Types, Flag, Field>
      : unknown)
  : unknown;

type FlaggedBody<Types, Flag, Field extends string> = {
  [Name in Field]: Types extends { readonly streamFlag: { readonly field: Name } }
    ? { readonly body?: { readonly [Key in Name]?: Flag } | undefined }
    : never;
}[Field];

type Received<Types extends OperationTypes, Accept, Flag> = Types extends Choice
  ? Flagged<Types["streamFlag"], Flag> | Unflagged<Types, Accept, Flag>
  : CallResult<Types>;

/** A stream where the field of the body is true, or may be. */
type Flagged<StreamFlag, Flag> = StreamFlag extends ResponseTypes ? (Flag extends true ? CallResult<StreamFlag> : never) : never;

type Unflagged<Types extends OperationTypes, Accept, Flag> = [Flag] extends [true]
  ? never
  : [Accept] extends [never]
    ? CallResult<Types>
    : Accept extends keyof Types["accepts"]
      ? CallResult<Types["accepts"][Accept] & ResponseTypes>
      : never;

/** The arguments after the id. The input may be left out if nothing in it is required. */
export type CallArguments<Given> =
  // oxlint-disable-next-line typescript/no-generated-empty-object-type -- what has nothing is an input where nothing is required
  Record<never, never> extends Given ? [input?: Given, options?: RequestOptions] : [input: Given, options?: RequestOptions];

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

/** The same for a given caller. */
export function callById<Operations extends Record<keyof Operations, OperationTypes>>(
  table: OperationTable<keyof Operations & string>,
  caller: Caller,
): Call<Operations> {
  const operations: OperationTable = table;
  const call = (id: string, input: Input = {}, given?: RequestOptions): unknown => {
    const operation = Object.hasOwn(operations, id) ? (operations[id] as OperationDescriptor) : ({} as OperationDescriptor);
    const read = (record: CallRecord, chosen: OperationDescriptor): Input => {
      if (!operation.method) throw invalidOption("the operation id", `one of ${Object.keys(table).join(", ")}`, id);
      checkInput(record, input);
      if (given?.unchecked !== true) checkRules(record, chosen, input, true);
      return input;
    };
    return caller(id, operation, { media: mediaOf(input), body: asObject(input)?.["body"], read, options: given });
  };
  return call as unknown as Call<Operations>;
}
