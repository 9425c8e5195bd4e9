import type { Caller } from "./create-caller.ts";
import { invalidOption } from "./errors.ts";
import type { ResponseFacts } from "./response-facts.ts";

/** Data, with its response. */
export interface DataWithResponse<Data> extends ResponseFacts {
  /** The result of the method, without its response. */
  readonly data: Data;
}

/**
 * Returns the data of a method with the status, headers and request id of its response. The function gets the client, and calls one method of
 * it. If a method makes several requests, they are those of the last one.
 *
 * Items of pages and events of streams come one by one, each with its own response. What the method throws is thrown.
 *
 * @throws {ConfigurationError} the function made no request.
 * @example
 * const { data, headers } = await client.withResponse((client) => client.customers.get({ id }));
 */
export type WithResponse<Client> = <Given extends AsyncIterable<unknown> | Promise<unknown>>(
  use: (client: Client) => Given,
) => Given extends AsyncIterable<infer Item>
  ? AsyncGenerator<DataWithResponse<Item>, undefined, undefined>
  : Promise<DataWithResponse<Awaited<Given>>>;

/** A client whose responses can be asked for. */
export interface Responding<Client> {
  readonly withResponse: WithResponse<Client>;
}

/** The function of a client. `make`: the client over another caller, which gets each response. */
export function createWithResponse<Client>(caller: Caller, make: (caller: Caller) => Client): WithResponse<Client> {
  const withResponse = (use: (client: Client) => unknown): unknown => {
    let facts: ResponseFacts | undefined;
    const client = make((id, operation, asked, onResponse) =>
      caller(id, operation, asked, (given) => {
        facts = given;
        onResponse?.(given);
      }),
    );
    const complete = (data: unknown): DataWithResponse<unknown> => {
      if (!facts) throw invalidOption("the argument of withResponse", "a function that calls a method, which makes a request");
      return { data, ...facts };
    };
    const given = use(client);
    return isIterable(given) ? eachOf(given, complete) : Promise.resolve(given).then(complete);
  };
  return withResponse as WithResponse<Client>;
}

function isIterable(value: unknown): value is AsyncIterable<unknown> {
  return Object(value) === value && Symbol.asyncIterator in (value as object);
}

async function* eachOf<Item, Complete>(
  items: AsyncIterable<Item>,
  complete: (item: Item) => Complete,
): AsyncGenerator<Complete, undefined, undefined> {
  for await (const item of items) yield complete(item);
  return undefined;
}
