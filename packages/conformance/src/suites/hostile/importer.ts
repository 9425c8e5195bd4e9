import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { Worker } from "node:worker_threads";

/** What the payloads do where they become code; and what a key that is taken for a prototype would change. */
const WORKER = `
const { parentPort } = require("node:worker_threads");
const { pathToFileURL } = require("node:url");
const inherited = Reflect.ownKeys(Object.prototype).length;
parentPort.on("message", async (path) => {
  let failure = "";
  try {
    const before = Reflect.ownKeys(globalThis).length;
    const names = await import(pathToFileURL(path).href);
    for (const value of Object.values(names)) JSON.stringify(value);
    await new Promise((resolve) => setImmediate(resolve));
    if (Reflect.ownKeys(globalThis).length > before) failure = "left a name on the global object";
  } catch (error) {
    failure = "does not load: " + error;
  }
  if (globalThis.planted) failure = "ran the text";
  if (Reflect.ownKeys(Object.prototype).length !== inherited) failure = "changed Object.prototype";
  parentPort.postMessage(failure);
});
`;

/** How long one module may take. */
const PATIENCE = 20_000;

/** Imports modules one after the other, apart from this program, and says of each what it did that no module of data does. */
export class Importer implements Disposable {
  #worker: Worker | undefined;

  /** Undefined where the module loads and does nothing else. */
  async fault(path: string): Promise<string | undefined> {
    this.#worker ??= new Worker(WORKER, { eval: true, execArgv: ["--no-warnings"] });
    const worker = this.#worker;
    const heard = new AbortController();
    const { signal } = heard;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin
    worker.postMessage(path);
    const fault = await Promise.race([
      once(worker, "message", { signal }).then(([text]) => String(text)),
      once(worker, "exit", { signal }).then(([code]) => `ended the program with ${String(code)}`),
      setTimeout(PATIENCE, "did not end", { signal, ref: false }),
    ]).catch((error: unknown) => `ended the program: ${String(error)}`);
    heard.abort();
    if (fault === "") return undefined;
    // What a module left behind is not blamed on the next.
    this[Symbol.dispose]();
    return fault;
  }

  [Symbol.dispose](): void {
    void this.#worker?.terminate();
    this.#worker = undefined;
  }
}
