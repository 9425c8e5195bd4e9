import createClient, {
  type Client,
  createQuerySerializer,
  defaultBodySerializer,
  type FetchOptions,
  type FetchResponse,
  type QuerySerializerOptions,
} from "openapi-fetch";
import type { CallSettings } from "./call-settings.ts";
import { checkBaseUrl } from "./check-base-url.ts";
import { chooseMedia } from "./choose-media.ts";
import { createFetch } from "./create-fetch.ts";
import { invalidOption } from "./errors.ts";
import type { Input } from "./make-request.ts";
import type { OperationDescriptor, OperationTable } from "./operation.ts";
import { writeAddress, writeQuery } from "./write-address.ts";
import { writeBody } from "./write-body.ts";
import { writeHeaders } from "./write-headers.ts";

/**
 * openapi-fetch's own client, typed by an API's `paths`. Path parameters of the names in `FilledIn` may be left out: the client fills
 * them in. Operations of QUERY and of methods of the API's own are called by `request("query", path, init)`.
 */
export type FetchClient<Paths extends object, FilledIn extends string = never> = Client<Written<Paths, FilledIn>> &
  ([OtherMethod<Paths>] extends [never] ? unknown : { readonly request: OtherRequest<Written<Paths, FilledIn>> });

type Written<Paths extends object, FilledIn extends string> = {
  [Path in keyof Paths]: { [Method in keyof Paths[Path]]: OperationOf<Paths[Path][Method], FilledIn> };
};

/** The methods that openapi-fetch's own types do not know, with the letters that `paths` has. */
type OtherMethod<Paths extends object> = {
  [Path in keyof Paths]: Exclude<keyof Paths[Path], Lowercase<(typeof METHODS)[number]> | "parameters">;
}[keyof Paths];

type OtherRequest<Paths extends object> = <
  Method extends OtherMethod<Paths>,
  Path extends PathOf<Paths, Method>,
  Init extends FetchOptions<OperationAt<Paths, Path, Method>>,
>(
  method: Method,
  path: Path,
  // oxlint-disable-next-line typescript/no-generated-empty-object-type -- what has nothing is an init where nothing is required
  ...init: Record<never, never> extends FetchOptions<OperationAt<Paths, Path, Method>>
    ? [init?: Init & Record<string, unknown>]
    : [init: Init & Record<string, unknown>]
) => Promise<FetchResponse<OperationAt<Paths, Path, Method>, Init, `${string}/${string}`>>;

type PathOf<Paths extends object, Method> = {
  [Path in keyof Paths]: Method extends keyof Paths[Path] ? Path : never;
}[keyof Paths];

type OperationAt<Paths extends object, Path extends keyof Paths, Method> = Method extends keyof Paths[Path]
  ? Paths[Path][Method] & Record<string, unknown>
  : never;

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
 * Removes the `string & {}` by which our types keep a list of values open and complete in an editor. openapi-fetch's types treat it as an
 * object, with all methods of a string.
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
 * A method returns `{ data, error, response }`. `error` is the body of a response that is not 2xx, after all retries. Without a usable
 * response, it throws the same error as `call`. The limits of a call, such as `timeoutMs`, may be in its `init`.
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
    bodySerializer: writing(defaultBodySerializer),
  });
  const request = client.request as Request;
  const send: Request = async (method, schemaPath, init = {}) => {
    const rows = Object.entries(table).filter(([, { path }]) => path === schemaPath);
    const sent = rows.some(([, row]) => row.method === method) ? method : method.toUpperCase();
    const row = rows.find(([, { method: own }]) => own === sent);
    return request(asItIs(sent), schemaPath, row ? writtenInit(row, settings, init) : init);
  };
  const methods = METHODS.map((method) => [method, (path: string, init?: Init) => send(method, path, init)]);
  return Object.assign(client, { request: send }, Object.fromEntries(methods)) as FetchClient<Paths, FilledIn>;
}

/** openapi-fetch asks for a method in capitals, and gets it as it is: its letters count in HTTP. */
function asItIs(method: string): string {
  return Object.assign(method, { toUpperCase: () => method });
}

const METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"] as const;

type Request = (method: string, path: string, init?: Init) => Promise<unknown>;

/** The arguments of openapi-fetch's methods, as far as they are read here. */
interface Init {
  readonly body?: unknown;
  readonly bodySerializer?: unknown;
  readonly headers?: HeadersInit;
  readonly params?: Pick<Input, "cookie" | "header" | "path" | "query">;
  readonly parseAs?: string;
  readonly querySerializer?: QuerySerializerOptions | ((query: object) => string);
}

/** The same with the parts of a request written as `call` writes them, except for a program's own serializer. */
function writtenInit([id, described]: [string, OperationDescriptor], settings: CallSettings, init: Init): object {
  const headers = new Headers(init.headers);
  const media = { accept: headers.get("accept") ?? undefined, contentType: headers.get("content-type") ?? undefined };
  const operation = chooseMedia(described, media, init.body);
  const { method, path, response, styles, contentType } = operation;
  const call = { operation: { id, method, path }, attempts: 0 };
  if ((response === "events" || response === "lines") && init.parseAs !== "stream")
    throw invalidOption("parseAs", '"stream", as the response of this operation is events', init.parseAs ?? "json", call);
  const { params = {}, querySerializer: given } = init;
  const writeOwn = typeof given === "function" ? given : given && createQuerySerializer(given);
  // Written here, since an address treats dots as steps before a `fetch` sees it.
  const address = writeAddress(call, styles, { path: params.path }, settings.pathParameters);
  const [fixedPath = "", fixedQuery = ""] = address.split("?");
  const { cookie, ...header } = writeHeaders(call, styles, params);
  const isChosen = media.contentType !== undefined && media.contentType === contentType;
  const written =
    contentType === undefined || isWrittenByProgram(init, isChosen) ? undefined : writeBody(call, operation, init.body);
  const { type, body, ...rest } = written ?? {};
  // The type of a form also has the boundary between its parts.
  headers.delete("content-type");
  return {
    ...init,
    ...rest,
    ...(written && isChosen && { headers }),
    ...(written && { bodySerializer: () => body }),
    // openapi-fetch puts unknown members of its `init` on the request.
    cookie,
    params: { ...params, path: params.path ?? {}, header: { ...header, ...(type && { "content-type": type }) } },
    pathSerializer: (url: string) => url.slice(0, -path.length) + fixedPath,
    querySerializer: (query: object) =>
      [fixedQuery, writeOwn ? writing(writeOwn)(query) : writeQuery(call, styles, query)].filter(Boolean).join("&"),
  };
}

/**
 * Whether there is no body to write, or the program decides how it is written: by a type that the operation does not have, or by its own
 * code.
 */
function isWrittenByProgram({ body, bodySerializer, headers }: Init, isChosen: boolean): boolean {
  return body === undefined || bodySerializer !== undefined || (!isChosen && new Headers(headers).has("content-type"));
}

/** openapi-fetch's own way to write a part of a request, with our error if it cannot. */
function writing<Given extends unknown[]>(write: (...given: Given) => string): (...given: Given) => string {
  return (...given) => {
    try {
      return write(...given);
    } catch (cause) {
      throw invalidOption("the input", "free of cycles and bigints", undefined, undefined, cause);
    }
  };
}
