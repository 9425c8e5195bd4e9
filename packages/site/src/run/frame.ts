/** The program of `run.html`: runs one sample and tells the page what happens. The frame's policy lets it reach no server. */
import { clientModules } from "./client-modules.ts";
import { readCurl } from "./curl.ts";
import type { FrameMessage, PageMessage } from "./frame-message.ts";
import { inspect } from "./inspect.ts";
import { runCommandLine } from "./run-command-line.ts";
import { runProgram, type RunListener, watchedFetch } from "./run-program.ts";

const PACE_MS = 80;

const tell = (message: FrameMessage): void => window.parent.postMessage(message, "*");

/** Returns the exit code of what has one. */
async function run({ vendor, language, before, source }: PageMessage): Promise<number> {
  const client = clientModules[vendor];
  if (!client) throw new Error(`there is no client of ${vendor}`);
  const mock = client.createMock();
  const origin = SERVERS[vendor] ?? "https://api.example";
  const environment = mock.environment(origin);
  const listener: RunListener = {
    onPrint: (text) => tell({ kind: "printed", text }),
    onRequest: ({ method, url, body }) => tell({ kind: "request", method, url, body }),
    onResponse: ({ index, status, text }) => tell({ kind: "response", index, status, text: pretty(text) }),
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

/** Origins of the APIs by vendor; `build.ts` writes them in. */
declare const SERVERS: Readonly<Record<string, string>>;

window.addEventListener(
  "message",
  ({ data, source }: MessageEvent<PageMessage>) => {
    if (source !== window.parent) return;
    const begun = performance.now();
    const end = (ended: { error: string } | { exitCode: number }): void =>
      tell({ kind: "ended", ms: Math.round(performance.now() - begun), ...ended });
    // A moment later, so that the last response is told before the end.
    run(data).then(
      (exitCode) => setTimeout(() => end({ exitCode }), 30),
      (error: unknown) => setTimeout(() => end({ error: inspect(error) }), 30),
    );
  },
  { once: true },
);
tell({ kind: "ready" });
