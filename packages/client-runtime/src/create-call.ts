import type { CallSettings } from "./call-settings.ts";
import { checkInput } from "./check-input.ts";
import { asObject } from "./check-names.ts";
import { checkRules } from "./check-rules.ts";
import { mediaOf } from "./choose-media.ts";
import { type Caller, createCaller } from "./create-caller.ts";
import { type CallRecord, invalidOption } from "./errors.ts";
import type { EventStream } from "./event-stream.ts";
import type { Input } from "./make-request.ts";
import type { OperationDescriptor, OperationTable, OperationTypes } from "./operation.ts";
import type { RequestOptions, ResponseChoice } from "./options.ts";

/** The result of a call: the decoded body, or its events one by one. `Types` are `ResponseTypes`. */
export type CallResult<Types> = Types extends { readonly output: infer Output; readonly stream: infer IsStream }
  ? IsStream extends true
    ? EventStream<Output>
    : Promise<Output>
  : never;

/**
 * Calls an operation by its id. It ends with the data, an error of this package, or the reason of the caller's own signal. If an operation
 * has several media types, `accept` and `contentType` in the input choose one.
 *
 * `StreamField`: the fields of bodies that ask for a stream, of all operations. Generated code names them: to find them, the compiler
 * reads the whole table.
 */
export type Call<Operations, StreamField extends string = StreamFieldOf<Operations>> = <
  Id extends keyof Operations & string,
  Accept extends string = never,
  Flag extends boolean | null | undefined = false,
>(
  id: Id,
  ...given: CallArguments<InputOf<Operations[Id]> & Asked<Operations[Id], Accept, Flag, StreamField>>
) => Received<Operations[Id], Accept, Flag>;

type StreamFieldOf<Operations> = Operations[keyof Operations] extends {
  readonly stream: boolean;
  readonly streamFlag?: { readonly field: infer Field extends string };
}
  ? string extends Field // nothing was found
    ? never
    : Field
  : never;

// The types below stay cheap in a large table (docs/decisions/0096): `[Types]` and `infer` keep the compiler from trying every operation
// before it knows the id.

type InputOf<Types> = [Types] extends [{ readonly input: infer Given }] ? Given : never;

/** Adds nothing to an intersection. With `unknown` in its place, the compiler infers no literals. */
type Nothing = {};

/** The parts of an input that choose the result, as a call has them. Their own types are in the input of the operation. */
type Asked<Types, Accept, Flag, StreamField extends string> = ([Types] extends [{ readonly accepts: object }]
  ? ResponseChoice<Accept>
  : Nothing) &
  ([Types] extends [{ readonly streamFlag: object }] ? FlaggedBody<Types, Flag, StreamField> : Nothing);

type FlaggedBody<Types, Flag, StreamField extends string> = {
  [Name in StreamField]: [Types] extends [{ readonly streamFlag: { readonly field: Name } }]
    ? { readonly body?: { readonly [Key in Name]?: Flag } | undefined }
    : never;
}[StreamField];

/**
 * The result where the caller chooses: as `Accept` says, or else the default. It is a stream if the field of the body is true, and either if
 * it may be.
 */
export type Received<Types, Accept, Flag> = Types extends { readonly streamFlag: infer StreamFlag }
  ? Flag extends true
    ? CallResult<StreamFlag>
    : Unflagged<Types, Accept>
  : Unflagged<Types, Accept>;

type Unflagged<Types, Accept> = [Accept] extends [never]
  ? CallResult<Types>
  : Types extends { readonly accepts: infer Accepts }
    ? Accept extends keyof Accepts
      ? CallResult<Accepts[Accept]>
      : never
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
