import { createOperationFinder } from "./create-operation-finder.ts";
import type { MockResponse } from "./mock-response.ts";
import { readParameters, readParts, readQuery } from "./mock/read-parameters.ts";
import type { OperationDescriptor, OperationTable, ValidationIssue, Validator } from "./operation.ts";
import { parseJson } from "./read-body.ts";

/** The argument of an operation's handler: the request as it came, and its parts decoded to their types. */
export interface MockRequest {
  /** Of the operation. */
  readonly id: string;
  /** The whole request. */
  readonly request: Request;
  /** Its parts, decoded and valid. */
  readonly input: {
    /** Parameters of the path, by name. */
    readonly path: Readonly<Record<string, unknown>>;
    /** Parameters of the query, by name. */
    readonly query: Readonly<Record<string, unknown>>;
    /** The headers that the operation has, where some came. */
    readonly header?: Readonly<Record<string, unknown>>;
    /** The cookies that the operation has, where some came. */
    readonly cookie?: Readonly<Record<string, unknown>>;
    /** Parsed where it is JSON. */
    readonly body: unknown;
    /** The media type of the body, if it is not the operation's default. */
    readonly contentType?: string;
  };
}

/** Responds to one operation. The types of `input` are the mock's own, since the validator has accepted it. */
export type MockHandler = (request: MockRequest) => Promise<Response> | Response;

/**
 * The parts of a request that a handler uses: the name of a parameter, or a place in a JSON body, such as `group_by[]` or
 * `pagination.limit`. `true` stands for any value, and a list for those values. A function returns the part of a value that is ignored, in
 * words.
 */
export type ActsOn = Readonly<Record<string, true | readonly string[] | ((value: unknown) => string | undefined)>>;

/** The parts of a mock for one API. */
export interface MockSettings {
  readonly operations: OperationTable;
  /** The generated `inputValidators`. A request that they refuse never reaches a handler. */
  readonly validators: Readonly<Record<string, Validator>>;
  /** Path of the API's base address: `/api/v1`. Several are tried in turn. @default "" */
  readonly basePath?: string | readonly string[] | undefined;
  /** Returns the response to a request with a wrong credential, or undefined to accept it. `security` is the operation's. */
  readonly authenticate: (request: Request, security: readonly (readonly string[])[]) => Response | undefined;
  /** The vendor's response to input that its schema refuses. Issues point into `{ path, query, header, cookie, body }`. */
  readonly respondInvalid: (issues: readonly ValidationIssue[], request: Request) => Response;
  /** By operation id. An operation without a handler gets 501. */
  readonly handlers: Readonly<Record<string, MockHandler | undefined>>;
  /**
   * The parts that an operation's handler uses. A request with any other query parameter or part of its body gets 501 with the name, since
   * the handler would respond to another question. @default everything
   */
  readonly actsOn?: Readonly<Record<string, ActsOn | undefined>> | undefined;
}

/** Handlers that give each operation its response, for any input. */
export function responseHandlers(responses: Readonly<Record<string, MockResponse>>): Record<string, MockHandler> {
  return Object.fromEntries(
    Object.entries(responses).map(([id, response]) => [id, ({ request }: MockRequest) => toResponse(response, request)]),
  );
}

function toResponse({ status, type, json, text, events, endMark, lines }: MockResponse, request: Request): Response {
  if (events) return respondEvents(endMark ? [...events, END_MARK] : events, request.signal);
  const written = lines
    ? lines.map((line) => `${JSON.stringify(line)}\n`).join("")
    : json === undefined
      ? text
      : JSON.stringify(json);
  const byKind = lines ? "application/jsonl" : json === undefined ? "text/plain" : "application/json";
  // A status without a body accepts none, not even an empty one.
  const hasBody = written !== undefined && request.method !== "HEAD" && status !== 204 && status !== 205;
  return new Response(hasBody ? written : null, {
    status,
    headers: written === undefined ? {} : { "content-type": type ?? byKind },
  });
}

const END_MARK: MockEvent = { raw: "data: [DONE]\n\n" };

/** What MSW tells a handler. */
interface MswInfo {
  /** The request of the program. */
  readonly request: Request;
}

/** The part of MSW's `http` that makes its handlers. */
export interface MswHttp<Handler> {
  /** Makes a handler for all methods of HTTP. */
  readonly all: (path: string, resolver: (info: MswInfo) => Promise<Response>) => Handler;
}

/**
 * Handlers of MSW that respond as a mock does, for all requests below an address.
 *
 * @example setupServer(...mswHandlers(http, "https://api.example.com/v1", mock.fetch));
 */
export function mswHandlers<Handler>(http: MswHttp<Handler>, baseUrl: string, fetch: MockFetch): Handler[] {
  return [http.all(`${baseUrl.replace(/\/$/, "")}/*`, async ({ request }) => fetch(request))];
}

/** Responds as `fetch` does: it takes a string, a URL or a Request, and obeys its signal. */
export type MockFetch = (input: Request | URL | string, init?: RequestInit) => Promise<Response>;

/**
 * Makes a `fetch` that responds as the API would, without a network. It uses web standards only, so it runs in Node, browsers and workers.
 *
 * It responds with 404 to an unknown address and with 405 to a wrong method. Then it checks the credential, then the input, and then calls
 * the handler.
 */
export function createMockFetch(settings: MockSettings): MockFetch {
  const find = createOperationFinder(settings.operations);
  const { basePath = "" } = settings;

  const respond = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    const below = [basePath].flat().filter((path) => pathname.startsWith(`${path}/`));
    const found = below.map((path) => find(pathname.slice(path.length))).find(({ length }) => length > 0) ?? [];
    if (!found.length) return Response.json({ message: `No operation has the path ${pathname}.` }, { status: 404 });
    const match = found.find(({ operation }) => operation.method === request.method);
    if (!match) {
      const allow = found.map(({ operation }) => operation.method).join(", ");
      return Response.json({ message: `${pathname} takes ${allow}.` }, { status: 405, headers: { allow } });
    }
    const { id, operation, written } = match;
    const refusal = settings.authenticate(request, operation.security);
    if (refusal) return refusal;
    const { contentType: usual = "application/json", bodies = {} } = operation;
    const type = bodyType([usual, ...Object.keys(bodies)], request.headers.get("content-type") ?? "");
    const contentType = type === usual ? undefined : type;
    const input: MockRequest["input"] = {
      ...readParameters(request, written, operation),
      body: await readBody(request, type, operation),
      ...(contentType !== undefined && { contentType }),
    };
    const isForm = /^(?:multipart\/form-data|[^;]*-urlencoded)\b/.test(type);
    const checked = coerce(input, ownOf(settings.validators, id), isForm);
    if (checked.issues.length) return settings.respondInvalid(checked.issues, request);
    const handler = ownOf(settings.handlers, id);
    if (!handler) return Response.json({ message: `The mock has no response for ${id}.` }, { status: 501 });
    const actsOn = settings.actsOn && ownOf(settings.actsOn, id);
    const ignored = actsOn && findIgnored(checked.input, actsOn);
    if (ignored !== undefined)
      return Response.json({ message: `The mock does not act on ${ignored} of ${id}.` }, { status: 501 });
    return handler({ id, request, input: checked.input });
  };

  return async (input, init) => {
    const request = new Request(input, init);
    const { signal } = request;
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const abort = (): void => reject(signal.reason as Error);
      signal.addEventListener("abort", abort);
      respond(request)
        .then(resolve, reject)
        .finally(() => signal.removeEventListener("abort", abort));
    });
  };
}

/** One event for `respondEvents`. `data` is sent as JSON. `raw` is sent unchanged instead. */
export interface MockEvent {
  /** The name of the event. @default none */
  readonly event?: string | undefined;
  /** Sent as JSON. */
  readonly data?: unknown;
  /** Sent as it is. */
  readonly raw?: Uint8Array | string | undefined;
}

/**
 * Responds with an event stream, one chunk for each event, made only as fast as it is read.
 *
 * It ends with the events, when the reader leaves, and when `signal` (the request's) aborts.
 */
export function respondEvents(events: AsyncIterable<MockEvent> | Iterable<MockEvent>, signal?: AbortSignal): Response {
  const encoder = new TextEncoder();
  const iterator = (async function* iterate(): AsyncGenerator<MockEvent, undefined, undefined> {
    yield* events;
    return undefined;
  })();
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        signal?.addEventListener("abort", () => controller.error(signal.reason), { once: true });
      },
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (signal?.aborted) return;
        if (done) controller.close();
        else controller.enqueue(encodeEvent(value, encoder));
      },
      async cancel() {
        await iterator.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}

function encodeEvent({ event, data, raw }: MockEvent, encoder: TextEncoder): Uint8Array {
  if (raw !== undefined && typeof raw !== "string") return raw;
  return encoder.encode(raw ?? `${event === undefined ? "" : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`);
}

/** The first part of the input that the handler ignores, in words. Undefined if there is none. */
function findIgnored({ query, body }: MockRequest["input"], actsOn: ActsOn): string | undefined {
  const places = Object.keys(actsOn);
  const hasParts = (place: string): boolean =>
    places.some((other) => other.startsWith(`${place}.`) || other.startsWith(`${place}[]`));
  const find = (place: string, value: unknown): string | undefined => {
    const known = actsOn[place];
    if (known === undefined && !hasParts(place)) return value === undefined ? undefined : place;
    if (value == null || known === true) return undefined;
    if (typeof known === "function") return known(value);
    if (known) return typeof value === "string" && known.includes(value) ? undefined : `${place} ${JSON.stringify(value)}`;
    return Array.isArray(value) ? findIn(value.map((item) => [`${place}[]`, item])) : findIn(partsOf(value, `${place}.`));
  };
  const findIn = (parts: readonly (readonly [place: string, value: unknown])[]): string | undefined => {
    for (const [place, value] of parts) {
      const ignored = find(place, value);
      if (ignored !== undefined) return ignored;
    }
    return undefined;
  };
  return findIn([...partsOf(query, ""), ...partsOf(body, "")]);
}

function partsOf(value: unknown, prefix: string): readonly (readonly [place: string, value: unknown])[] {
  const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
  return isRecord ? Object.entries(value).map(([name, part]) => [`${prefix}${name}`, part]) : [];
}

/** Values for a column that a mock cannot compute, the plainest first. */
const SAMPLES: readonly unknown[] = [
  0,
  "text",
  "2026-01-01",
  "2026-01-01T00:00:00Z",
  "00000000-0000-4000-8000-000000000000",
  "https://example.com/",
  false,
  [],
  { id: "00000000-0000-4000-8000-000000000000", name: "text" },
  {},
  null,
];

/** A value that a schema allows, for a column that a mock cannot compute. Throws if none of the plain values is allowed. */
export function sampleFor(isAllowed: (value: unknown) => boolean): unknown {
  const found = SAMPLES.find(isAllowed);
  if (found === undefined) throw new Error("the mock knows no value that the schema allows: compute the column in its handler");
  return found;
}

/** The entry of a table for an operation, and no member that every object inherits. */
function ownOf<Item>(table: Readonly<Record<string, Item>>, id: string): Item | undefined {
  return Object.hasOwn(table, id) ? table[id] : undefined;
}

/** The media type of a request: with the same parameters if there is one, else the first that differs in parameters only. */
function bodyType(types: readonly string[], given: string): string {
  const same = types.find((type) => plain(type) === plain(given));
  return same ?? types.find((type) => essence(type) === essence(given)) ?? types[0] ?? "";
}

function plain(type: string): string {
  return type.toLowerCase().replaceAll(/\s/g, "");
}

function essence(type: string): string {
  return plain(type).replace(/;.*/, "");
}

/** The JSON of a request, or the fields of a form. Any other body stays text, which the validator refuses. */
async function readBody(request: Request, type: string, { rules, bodies, fields }: OperationDescriptor): Promise<unknown> {
  const [given = ""] = (request.headers.get("content-type") ?? "").split(";");
  const rule = bodies?.[type]?.rules ?? rules?.body;
  if (given === "multipart/form-data") return readParts(await request.formData(), fields?.[type], rule);
  const text = await request.text();
  if (given === "application/x-www-form-urlencoded") return readQuery(text, fields?.[type], rule, true);
  const value = parseJson(text);
  return value === undefined && text !== "" ? text : value;
}

/**
 * Gives the values of paths, queries and forms the types that no rule of the operation names. They arrive as text: a refused value is tried
 * again as number, boolean, JSON or list.
 */
function coerce(
  received: MockRequest["input"],
  validate: Validator | undefined,
  isForm: boolean,
): { input: MockRequest["input"]; issues: readonly ValidationIssue[] } {
  let input = received;
  let issues = validate?.(input) ?? [];
  for (const { pointer } of issues) {
    const [, group, name] = /^\/(path|query|body)\/([^/]+)$/.exec(pointer) ?? [];
    if (group !== "path" && group !== "query" && !(group === "body" && isForm)) continue;
    const values = input[group] as Readonly<Record<string, unknown>>;
    const key = (name ?? "").replaceAll("~1", "/").replaceAll("~0", "~");
    const given = values[key];
    const text = typeof given === "string" ? given : "";
    if (given !== text && !(given instanceof Blob)) continue;
    const isNumber = /^-?\d+(\.\d+)?$/.test(text);
    const candidates = [
      isNumber ? Number(text) : given,
      text === "true" ? true : text === "false" ? false : given,
      ...(group === "body" ? [parseJson(text)] : []),
      ...(group === "path" ? [] : [[given]]),
    ];
    for (const candidate of candidates) {
      const offered = { ...input, [group]: { ...values, [key]: candidate } };
      const left = validate?.(offered) ?? [];
      if (left.some((issue) => issue.pointer === pointer)) continue;
      input = offered;
      issues = left;
      break;
    }
  }
  return { input, issues };
}
