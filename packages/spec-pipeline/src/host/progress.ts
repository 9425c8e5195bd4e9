import { inTerminal, terminalLine } from "../print/terminal-text.ts";
import type { CommandContext } from "./command.ts";

/** A run that takes less needs no words. */
const QUIET_MS = 2000;
const TICK_MS = 1000;

/** Tells a person at a terminal where a long run is, on one line that is gone afterwards. Says nothing where there is no terminal. */
export class Progress implements Disposable {
  /** The context, in which whatever is printed takes the place of the line. */
  readonly context: CommandContext;
  readonly #show: NonNullable<CommandContext["progress"]>;
  readonly #startMs = performance.now();
  readonly #timer: NodeJS.Timeout;
  #what: string;
  #isSilent = false;

  /** `what`: what is at work until the first step. */
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
  async #inSilence<Answer>(work: () => Promise<Answer>): Promise<Answer> {
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
