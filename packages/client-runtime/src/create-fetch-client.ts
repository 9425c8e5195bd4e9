import createClient, { type Client, createQuerySerializer, defaultBodySerializer, defaultPathSerializer } from "openapi-fetch";
import type { CallSettings } from "./call-settings.ts";
import { checkBaseUrl } from "./check-base-url.ts";
import { createFetch } from "./create-fetch.ts";
import { invalidOption } from "./errors.ts";
import { fillPath } from "./fill-path.ts";
import type { OperationTable } from "./operation.ts";

/**
 * openapi-fetch's own client, typed by an API's `paths`. Path parameters of the names in `FilledIn` may be left out: the client fills
 * them in.
 */
export type FetchClient<Paths extends object, FilledIn extends string = never> = Client<{
  [Path in keyof Paths]: { [Method in keyof Paths[Path]]: OperationOf<Paths[Path][Method], FilledIn> };
}>;

type OperationOf<Operation, FilledIn extends string> = Operation extends {
  responses: infer Responses;
  parameters: infer Parameters;
}
  ? Omit<Operation, "parameters" | "responses"> & { responses: Plain<Responses>; parameters: ParametersOf<Parameters, FilledIn> }
  : Operation;

type ParametersOf<Parameters, FilledIn extends string> = Parameters extends { path: infer Path }
  ? Omit<Parameters, "path"> &
      (Exclude<keyof Path, FilledIn> extends never
        ? { path?: Partial<Path> }
        : { path: Omit<Path, FilledIn> & Partial<Pick<Path, FilledIn & keyof Path>> })
  : Parameters;

/**
 * Without the `string & {}` by which our types keep a list of values open and complete in an editor: openapi-fetch's types take it for an
 * object, and a value of that type for one with all methods of a string.
 */
type Plain<Value> = Value extends string
  ? string extends Value
    ? string
    : Value
  : Value extends object
    ? { [Key in keyof Value]: Plain<Value[Key]> }
    : Value;

/**
 * Makes openapi-fetch's client over a `fetch` that keeps the promises of `call`: credentials, retries, limits, redirects and errors.
 *
 * A method gives `{ data, error, response }`. `error` is the body of an answer that is not 2xx, after all retries. Where there is no usable
 * answer, it throws what `call` throws. The limits of a call, such as `timeoutMs`, may stand in its `init`.
 *
 * @throws {ConfigurationError} an option is wrong; the address is neither https nor loopback; a secret key in a browser.
 * @see https://openapi-ts.dev/openapi-fetch/
 */
export function createFetchClient<Paths extends object, FilledIn extends string = never>(
  table: OperationTable,
  settings: CallSettings,
): FetchClient<Paths, FilledIn> {
  const client = createClient({
    baseUrl: checkBaseUrl(settings),
    fetch: createFetch(table, settings),
    pathSerializer: writing(defaultPathSerializer),
    querySerializer: writing(createQuerySerializer()),
    bodySerializer: writing(defaultBodySerializer),
  });
  client.use({
    onRequest({ request, schemaPath, params, options }) {
      const row = Object.entries(table).find(([, { method, path }]) => method === request.method && path === schemaPath);
      if (!row) return;
      const [id, { method, path, response }] = row;
      const call = { operation: { id, method, path }, attempts: 0 };
      // Checked here, as an address takes dots for steps before a `fetch` sees it.
      fillPath(call, params.path, settings.pathParameters);
      if ((response === "events" || response === "lines") && options.parseAs !== "stream")
        throw invalidOption("parseAs", '"stream", as this operation answers with events', options.parseAs, call);
    },
  });
  return client;
}

/** openapi-fetch's own way to write a part of a request, with our error where it cannot. */
function writing<Given extends unknown[]>(write: (...given: Given) => string): (...given: Given) => string {
  return (...given) => {
    try {
      return write(...given);
    } catch (cause) {
      throw invalidOption("the input", "free of cycles, bigints and nested queries", undefined, undefined, cause);
    }
  };
}
