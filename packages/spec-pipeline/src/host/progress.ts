import { inTerminal, terminalLine } from "../print/terminal-text.ts";
import type { CommandContext } from "./command.ts";

/** A shorter run shows no progress. */
const QUIET_MS = 2000;
const TICK_MS = 1000;

/** Shows a person at a terminal the progress of a long run, on one line that is removed afterwards. Without a terminal it shows nothing. */
export class Progress implements Disposable {
  /** The context. Its printed lines replace the progress line. */
  readonly context: CommandContext;
  readonly #show: NonNullable<CommandContext["progress"]>;
  readonly #startMs = performance.now();
  readonly #timer: NodeJS.Timeout;
  #what: string;
  #isSilent = false;

  /** `what`: the work until the first step. */
  constructor(context: CommandContext, what: string) {
    const { progress = () => {}, print, warn, ask } = context;
    const clear = (): void => progress(undefined);
    this.context = {
      ...context,
      print: (text) => (clear(), print(text)),
      warn: (text) => (clear(), warn(text)),
      ask: ask && ((question) => this.#inSilence(() => (clear(), ask(question)))),
    };
    this.#show = progress;
    this.#what = what;
    this.#timer = setInterval(() => this.#tell(), TICK_MS).unref();
  }

  step(what: string): void {
    this.#what = what;
    this.#tell();
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    this.#show(undefined);
  }

  /** A person who thinks about a question has no run to watch. */
  async #inSilence<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#isSilent = true;
    try {
      return await work();
    } finally {
      this.#isSilent = false;
    }
  }

  #tell(): void {
    if (this.#isSilent) return;
    const elapsedMs = performance.now() - this.#startMs;
    if (elapsedMs < QUIET_MS) return;
    const seconds = terminalLine(`${Math.floor(elapsedMs / 1000)} s`);
    this.#show(inTerminal`${terminalLine(this.#what)} … ${seconds}`);
  }
}
