import { setTimeout } from "node:timers/promises";
import { inspect, isDeepStrictEqual } from "node:util";
import { spokenWords, fileBytes, fileNames, key, modelIds, MOST_PAGES, type ComparedApi, type Trouble } from "./compared-api.ts";
import type { Tasks } from "./tasks.ts";

/** One thing that has to come out right, whatever client the program is written with. */
export interface Check {
  readonly task: keyof Tasks;
  /** What is right, as a sentence. */
  readonly right: string;
  readonly trouble?: Trouble;
  /** Runs the task. Gives what is wrong; undefined where nothing is. */
  run(tasks: Tasks, api: ComparedApi): Promise<string | undefined>;
}

const STORE = {
  name: "Manuals",
  expires_after: { anchor: "last_active_at", days: 7 },
  chunking_strategy: { type: "static", static: { max_chunk_size_tokens: 400, chunk_overlap_tokens: 100 } },
  metadata: { team: "support" },
};

const UPLOAD = {
  filename: "batch.jsonl",
  content: '{"a":1}\n',
  fields: { purpose: "batch", "expires_after[anchor]": "created_at", "expires_after[seconds]": "3600" },
};

/** Less than any wait of the server's, and enough for a busy machine. */
const AT_ONCE_MS = 2000;

const LOGIN_PAGE = "<!doctype html><title>Sign in</title>";

export const checks: readonly Check[] = [
  {
    task: "createStore",
    right: "the body arrives as it was given",
    run: async (tasks, api) => {
      const id = await tasks.createStore();
      return differences([STORE], api.stores) ?? differences("vs-1", id);
    },
  },
  {
    task: "createStore",
    right: "a store whose response was lost on the way is not made twice",
    trouble: { losesAnswer: true },
    run: async (tasks, api) => {
      await tasks.createStore().catch(() => undefined);
      return api.stores.length === 1 ? undefined : `${api.stores.length} stores`;
    },
  },
  {
    task: "listModels",
    right: "every model is listed",
    run: async (tasks) => differences(modelIds, await tasks.listModels()),
  },
  {
    task: "listModels",
    right: "a sign-in page with status 200 is refused as no JSON",
    trouble: { text: LOGIN_PAGE, headers: { "content-type": "text/html" } },
    run: async (tasks) => {
      const error = await failureOf(tasks.listModels());
      return error instanceof Error && /html|json/i.test(error.message) ? undefined : brief(error);
    },
  },
  {
    task: "upload",
    right: "the file, its name and the fields arrive as the API reads them",
    run: async (tasks, api) => {
      await tasks.upload(new Blob([UPLOAD.content]));
      return differences([UPLOAD], api.uploads);
    },
  },
  {
    task: "upload",
    right: "an upload that is refused with 429 is sent again, whole",
    trouble: { statuses: [429], headers: { "retry-after": "0" } },
    run: async (tasks, api) => {
      await tasks.upload(new Blob([UPLOAD.content]));
      return differences(
        [UPLOAD.content],
        api.uploads.map(({ content }) => content),
      );
    },
  },
  {
    task: "download",
    right: "the bytes arrive as they are",
    run: async (tasks) => sameBytes(await tasks.download("file-1")),
  },
  {
    task: "download",
    right: "a download whose connection broke once comes whole",
    trouble: { breaksDownload: true },
    run: async (tasks) => sameBytes(await tasks.download("file-1")),
  },
  {
    task: "streamAnswer",
    right: "the text arrives, also where a chunk ends inside of a letter",
    run: async (tasks) => differences(spokenWords.join(""), await streamed(tasks)),
  },
  {
    task: "streamAnswer",
    right: "an error that the API sends in the stream is an error",
    trouble: { streamTail: 'data: {"error":{"message":"overloaded","type":"server_error"}}\n\n' },
    run: async (tasks) => {
      const error = await failureOf(streamed(tasks));
      return error instanceof Error && inspect(error, { depth: 9 }).includes("overloaded") ? undefined : brief(error);
    },
  },
  {
    task: "streamAnswer",
    right: "a stream that ends without its mark `[DONE]` is an error",
    trouble: { streamTail: "" },
    run: async (tasks) => {
      const error = await failureOf(streamed(tasks));
      return error instanceof Error ? undefined : brief(error);
    },
  },
  {
    task: "filterFiles",
    right: "the query has what was asked for, and nothing else",
    run: async (tasks, api) => {
      const ids = await tasks.filterFiles();
      const queries = api.requests.map((request) => request.split(/[?&]/).toSorted());
      return (
        differences([["GET /files", "limit=2", "order=asc", "purpose=batch"]], queries) ?? differences(["file-1", "file-2"], ids)
      );
    },
  },
  {
    task: "findName",
    right: "404 is no file, and a file has its name",
    run: async (tasks) => differences([undefined, "one.jsonl"], [await tasks.findName("file-9"), await tasks.findName("file-1")]),
  },
  {
    task: "findName",
    right: "any other status is an error that names it",
    trouble: { statuses: [403] },
    run: async (tasks) => {
      const error = await failureOf(tasks.findName("file-1"));
      return error instanceof Error && error.message.includes("403") ? undefined : brief(error);
    },
  },
  {
    task: "findName",
    right: "an error does not show the key, even if the API repeats it",
    trouble: { statuses: [401, 401], text: `Incorrect API key: ${key}` },
    run: async (tasks) => {
      const error = await failureOf(tasks.findName("file-1"));
      return inspect(error, { depth: 9, showHidden: true }).includes(key) ? "the key is in it" : undefined;
    },
  },
  {
    task: "findUntil",
    right: "a cancelled call ends at once, and its connection is closed",
    trouble: { delayMs: 3000 },
    run: async (tasks, api) => {
      const { error, ms } = await aborted(tasks, api);
      for (let waited = 0; waited < 20 && api.abandoned === 0; waited += 1) await setTimeout(25);
      if (!(error instanceof Error) || ms >= AT_ONCE_MS) return `${brief(error)}, after ${Math.round(ms)} ms`;
      return api.abandoned === 1 ? undefined : "the connection stays open";
    },
  },
  {
    task: "findUntil",
    right: "a call that waits for its next attempt ends at once",
    trouble: { statuses: [503, 503, 503], headers: { "retry-after": "5" } },
    run: async (tasks, api) => {
      const { ms } = await aborted(tasks, api);
      return ms < AT_ONCE_MS ? undefined : `after ${Math.round(ms / 1000)} s`;
    },
  },
  {
    task: "listPatiently",
    right: "it comes through after two responses of 503",
    trouble: { statuses: [503, 503], headers: { "retry-after": "0" } },
    run: async (tasks) => differences(modelIds, await tasks.listPatiently()),
  },
  {
    task: "listPatiently",
    right: "it waits as long as `Retry-After` says",
    trouble: { statuses: [429], headers: { "retry-after": "2" } },
    run: async (tasks) => {
      const start = performance.now();
      await tasks.listPatiently();
      const ms = performance.now() - start;
      return ms >= 1990 ? undefined : `after ${Math.round(ms)} ms`;
    },
  },
  {
    task: "listAllFiles",
    right: "each file of each page comes once",
    run: async (tasks) => differences(fileNames, await tasks.listAllFiles()),
  },
  {
    task: "listAllFiles",
    right: "a page that fails with 503 is asked for again",
    trouble: { failsPage: 2 },
    run: async (tasks) => differences(fileNames, await tasks.listAllFiles()),
  },
  {
    task: "listAllFiles",
    right: "a walk that gets the same page again is an error",
    trouble: { repeatsPage: true },
    run: async (tasks, api) => {
      const error = await failureOf(tasks.listAllFiles());
      return api.requests.length < MOST_PAGES ? (error instanceof Error ? undefined : brief(error)) : "it goes on for ever";
    },
  },
];

async function streamed(tasks: Tasks): Promise<string> {
  let text = "";
  await tasks.streamAnswer("Who are you?", (part) => (text += part));
  return text;
}

/** How a call ends that is cancelled a moment after its first request. */
async function aborted(tasks: Tasks, api: ComparedApi): Promise<{ readonly error: unknown; readonly ms: number }> {
  const controller = new AbortController();
  const call = failureOf(tasks.findUntil("file-1", controller.signal));
  while (api.requests.length === 0) await setTimeout(10);
  await setTimeout(100);
  const start = performance.now();
  controller.abort(new Error("no longer wanted"));
  return { error: await call, ms: performance.now() - start };
}

/** What a promise is rejected with; else that it was not. */
async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => `no error, but ${brief(value)}`,
    (error: unknown) => error,
  );
}

function sameBytes(content: ArrayBuffer): string | undefined {
  if (Buffer.compare(new Uint8Array(content), fileBytes) === 0) return undefined;
  return `${content.byteLength} of ${fileBytes.length} bytes`;
}

function differences(expected: unknown, actual: unknown): string | undefined {
  return isDeepStrictEqual(actual, expected) ? undefined : brief(actual);
}

/** A value in a few words. */
export function brief(value: unknown): string {
  const text =
    value instanceof Error
      ? `${value.name}: ${value.message}`
      : typeof value === "string"
        ? value
        : inspect(value, { depth: 9, breakLength: Infinity });
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
