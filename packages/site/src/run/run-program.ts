/** Runs the text of a program against a mock, in a page or in Node, and tells what it prints, sends and throws as it happens. */
import { transform } from "sucrase";
import { inspect } from "./inspect.ts";
import { watchWork } from "./watch-work.ts";

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

export interface SeenResponse {
  /** Of its request, in the order of their start. */
  readonly index: number;
  /** 0 where no response came. */
  readonly status: number;
  readonly type: string;
  /** The first part of a long one. */
  readonly text: string;
}

export interface RunListener {
  /** A line that the program printed. */
  readonly onPrint: (text: string) => void;
  readonly onRequest: (request: SeenRequest) => void;
  readonly onResponse: (response: SeenResponse) => void;
}

export interface RunSettings {
  /** Modules that programs import, by their name. */
  readonly modules: Readonly<Record<string, object>>;
  readonly fetch: typeof fetch;
  readonly environment: Readonly<Record<string, string>>;
  /** Milliseconds between the first parts of an event stream, so that a reader sees rows come. */
  readonly paceMs: number;
}

export interface Program {
  /** What runs first, silently. */
  readonly before: string;
  readonly source: string;
}

const MAX_SHOWN = 20_000;

type Run = (require: (name: string) => object, exports: object, console: object) => Promise<void>;

// Only the prototype of an async function leads to what makes one of a text.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor as new (...parts: string[]) => Run;

const toJavaScript = (program: string): string =>
  transform(program, { transforms: ["typescript", "imports"], disableESTransforms: true, production: true }).code;

function compile({ before, source }: Program): Run {
  // Alone first, so that an error names the line that the reader sees.
  toJavaScript(source);
  const program = before === "" ? `console.start();\n${source}` : `${before}\nconsole.start();\n{\n${source}\n}`;
  return new AsyncFunction("require", "exports", "console", toJavaScript(program));
}

/** What a program imports. A name that the module lacks is refused, as by the modules of a language: `undefined` would fail later. */
function strictModule(name: string, module: object): object {
  // The mark tells the compiled imports that a default export is a member.
  return new Proxy(
    { __esModule: true, ...module },
    {
      get(members, member, receiver) {
        // A module that is awaited is asked whether it is a promise.
        if (typeof member === "string" && member !== "then" && !Object.hasOwn(members, member))
          throw new SyntaxError(`"${name}" has no export ${member}: it has ${Object.keys(module).join(", ")}`);
        return Reflect.get(members, member, receiver);
      },
    },
  );
}

/** The console of a program, whose lines go to `print`. */
function consoleOf(print: (...values: unknown[]) => void): Readonly<Record<string, (...values: unknown[]) => void>> {
  const printing = ["log", "info", "warn", "error", "debug", "dir", "table", "trace", "group", "groupCollapsed"];
  return {
    ...Object.fromEntries(printing.map((name) => [name, print])),
    groupEnd: () => undefined,
    assert: (value, ...values) => void (value || print("Assertion failed", ...values)),
  };
}

interface ClientOptions {
  readonly fetch?: typeof fetch;
}

/**
 * A module whose clients may be made in a page: they refuse a secret key there, and here it is the mock's, which everybody may know. What
 * is sent by a `fetch` that the program gives is seen too.
 */
function forPage(name: string, module: object, watch: (fetch: typeof globalThis.fetch) => typeof globalThis.fetch): object {
  const give = (options: ClientOptions = {}): object => ({
    allowBrowser: true,
    ...options,
    ...(options.fetch && { fetch: watch(options.fetch) }),
  });
  const members = Object.entries(module).map(([member, value]: [string, unknown]) => {
    if (!/^create\w*Client$/.test(member) || typeof value !== "function") return [member, value];
    // This entry takes the resources first.
    const make = name.endsWith("/resources")
      ? (resources: object, options?: ClientOptions): unknown => value(resources, give(options))
      : (options?: ClientOptions): unknown => value(give(options));
    return [member, make];
  });
  return Object.fromEntries(members);
}

/** Enough to see that rows come one by one; a stream of thousands is not slowed down further. */
const PACED_PARTS = 60;

function paced(response: Response, paceMs: number): Response {
  if (paceMs === 0 || !response.body || !response.headers.get("content-type")?.includes("event-stream")) return response;
  let parts = 0;
  const slow = new TransformStream<Uint8Array, Uint8Array>({
    async transform(chunk: Uint8Array, controller: TransformStreamDefaultController<Uint8Array>) {
      for (const part of splitEvents(chunk)) {
        controller.enqueue(part);
        parts += 1;
        if (parts <= PACED_PARTS) await new Promise((resolve) => setTimeout(resolve, paceMs));
      }
    },
  });
  return new Response(response.body.pipeThrough(slow), response);
}

/** The events of a chunk one by one. */
function splitEvents(chunk: Uint8Array): readonly Uint8Array[] {
  const encoder = new TextEncoder();
  return new TextDecoder()
    .decode(chunk)
    .split(/(?<=\n\n)/)
    .map((text) => encoder.encode(text));
}

async function readStart(response: Response): Promise<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (let part = await reader?.read(); part && !part.done && text.length < MAX_SHOWN; part = await reader?.read())
    text += part.value;
  await reader?.cancel().catch(() => undefined);
  return text.slice(0, MAX_SHOWN);
}

function counter(): () => number {
  let count = 0;
  return () => count++;
}

/** Wraps a mock's `fetch`, so that each request and response is seen. */
export function watchedFetch(
  fetch: typeof globalThis.fetch,
  listener: RunListener,
  paceMs: number,
  nextIndex: () => number = counter(),
): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const body = await request.clone().text();
    const index = nextIndex();
    listener.onRequest({ method: request.method, url: request.url, headers: [...request.headers], body });
    const response = await fetch(request).catch((error: unknown) => {
      listener.onResponse({ index, status: 0, type: "", text: "" });
      throw error;
    });
    const seen = readStart(response.clone()).then((text) =>
      listener.onResponse({ index, status: response.status, type: response.headers.get("content-type") ?? "", text }),
    );
    seen.catch(() => undefined);
    return paced(response, paceMs);
  };
}

/** Resolves when the program has ended, and all that it began. What it throws is thrown. */
export async function runProgram(program: Program, settings: RunSettings, listener: RunListener): Promise<void> {
  const { modules, fetch, environment, paceMs } = settings;
  let isSilent = true;
  let sent = 0;
  // Requests of the silent part have no number.
  const nextIndex = (): number => (isSilent ? -1 : sent++);
  const print = (...values: unknown[]): void => {
    work.note();
    if (!isSilent) listener.onPrint(values.map((value) => inspect(value)).join(" "));
  };
  const heard: RunListener = {
    onPrint: listener.onPrint,
    onRequest(request) {
      work.note();
      if (!isSilent) listener.onRequest(request);
    },
    onResponse(response) {
      work.note();
      if (response.index >= 0) listener.onResponse(response);
    },
  };
  const require = (name: string): object => {
    const module = modules[name];
    if (!module) throw new Error(`"${name}" is not here: a sample can import ${Object.keys(modules).join(", ")}`);
    return strictModule(name, name.includes("-client") ? forPage(name, module, watch) : module);
  };
  const console = { ...consoleOf(print), start: () => void (isSilent = false) };
  const run = compile(program);
  const watch = (given: typeof globalThis.fetch): typeof globalThis.fetch => watchedFetch(given, heard, paceMs, nextIndex);
  const { fetch: outside } = globalThis;
  globalThis.fetch = watch(fetch);
  const restore = setEnvironment(environment);
  const work = watchWork();
  try {
    await run(require, {}, console);
    await work.end();
  } finally {
    work.restore();
    restore();
    globalThis.fetch = outside;
  }
}

/** Sets variables, and returns what undoes this and every later change: clients and commands read the environment, which a page does not have. */
export function setEnvironment(environment: Readonly<Record<string, string>>): () => void {
  const holder: { process?: { env: Record<string, string | undefined> } } = globalThis;
  if (!holder.process) {
    holder.process = { env: { ...environment } };
    return () => delete holder.process;
  }
  const { env } = holder.process;
  const old = { ...env };
  Object.assign(env, environment);
  return () => {
    for (const name of Object.keys(env)) if (!(name in old)) delete env[name];
    Object.assign(env, old);
  };
}
