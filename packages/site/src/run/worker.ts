/** Runs one sample and tells the page what happens. The policy of its frame lets it reach no server. */
import { batchLines } from "./batch-lines.ts";
import { clientModules } from "./client-modules.ts";
import { readCurl } from "./curl.ts";
import type { FrameMessage, PageMessage } from "./frame-message.ts";
import { inspect } from "./inspect.ts";
import { runCommandLine } from "./run-command-line.ts";
import { runProgram, type RunListener, watchedFetch } from "./run-program.ts";

const PACE_MS = 80;
/** A program may send without end, and nobody reads them all. */
const MAX_REQUESTS = 200;

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- between a worker and its owner there is no origin
const tell = (message: FrameMessage): void => globalThis.postMessage(message);
const { print, flush } = batchLines((text) => tell({ kind: "printed", text }));

/** Returns the exit code of what has one. */
async function run({ vendor, language, before, source }: PageMessage): Promise<number> {
  const client = clientModules[vendor];
  if (!client) throw new Error(`there is no client of ${vendor}`);
  const mock = client.createMock();
  const origin = SERVERS[vendor] ?? "https://api.example";
  const environment = mock.environment(origin);
  let requests = 0;
  const listener: RunListener = {
    onPrint: print,
    onRequest({ method, url, body }) {
      requests += 1;
      if (requests <= MAX_REQUESTS) tell({ kind: "request", method, url, body });
      if (requests === MAX_REQUESTS + 1) print(`… the page shows ${MAX_REQUESTS} requests, and no more`);
    },
    onResponse({ index, status, text }) {
      if (index < MAX_REQUESTS) tell({ kind: "response", index, status, text: pretty(text) });
    },
  };
  const settings = { ...client, fetch: mock.fetch, environment, paceMs: PACE_MS };
  if (language === "sh" && !/^\s*curl\b/.test(source)) return runCommandLine(source, settings, listener);
  if (language === "sh") {
    const fetch = watchedFetch(mock.fetch, listener, PACE_MS);
    const response = await fetch(readCurl(source, environment));
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      listener.onPrint(response.headers.get("content-type")?.includes("json") ? pretty(part.value) : part.value.trimEnd());
    }
    return 0;
  }
  await runProgram({ before, source }, settings, listener);
  return 0;
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}

/** Origins of the APIs by vendor; `bundle-frame.ts` writes them in. */
declare const SERVERS: Readonly<Record<string, string>>;

const begunMs = performance.now();
const end = (ended: { error: string } | { exitCode: number }): void => {
  flush();
  tell({ kind: "ended", ms: Math.round(performance.now() - begunMs), ...ended });
};
const fail = (error: unknown): void => end({ error: inspect(error) });

globalThis.addEventListener(
  "message",
  ({ data }: MessageEvent<PageMessage>) => {
    // A moment later, so that the last response is told before the end.
    run(data).then(
      (exitCode) => setTimeout(() => end({ exitCode }), 30),
      (error: unknown) => setTimeout(() => fail(error), 30),
    );
  },
  { once: true },
);
// What a program did not await ends it too, as in Node.
globalThis.addEventListener("error", ({ error }) => fail(error));
globalThis.addEventListener("unhandledrejection", ({ reason }) => fail(reason));
tell({ kind: "ready" });
