import { randomUUID } from "node:crypto";

const LIFE_MS = 600_000;
/** The number of unfinished and of stored results. Older ones are dropped. */
const MOST_KEPT = 20;

/** The rows of a result that were not returned yet. */
export interface Rest {
  readonly next: () => Promise<IteratorResult<unknown>>;
  readonly leave: () => Promise<void>;
}

/** A result that is stored so that it can be read completely. */
export interface KeptResult {
  readonly uri: string;
  readonly name: string;
  readonly mimeType: string;
  readonly text?: string;
  readonly blob?: string;
}

interface Entry<Value> {
  readonly value: Value;
  readonly since: number;
}

/** The memory of a server between two calls: the rest of unfinished results, and results that are too large to return at once. */
export class ResultStore {
  readonly #rests = new Map<string, Entry<Rest>>();
  readonly #results = new Map<string, Entry<KeptResult>>();

  keepRest(rest: Rest): string {
    this.#forget();
    for (const [cursor, { value }] of [...this.#rests].slice(0, Math.max(0, this.#rests.size - MOST_KEPT + 1))) {
      this.#rests.delete(cursor);
      void value.leave();
    }
    const cursor = randomUUID();
    this.#rests.set(cursor, { value: rest, since: performance.now() });
    return cursor;
  }

  /** A cursor works once, since the rows after it are read once. */
  takeRest(cursor: string): Rest | undefined {
    this.#forget();
    const found = this.#rests.get(cursor)?.value;
    this.#rests.delete(cursor);
    return found;
  }

  keepResult(result: Omit<KeptResult, "uri">): KeptResult {
    this.#forget();
    for (const uri of [...this.#results.keys()].slice(0, Math.max(0, this.#results.size - MOST_KEPT + 1)))
      this.#results.delete(uri);
    const kept = { ...result, uri: `specloom://results/${randomUUID()}` };
    this.#results.set(kept.uri, { value: kept, since: performance.now() });
    return kept;
  }

  get results(): readonly KeptResult[] {
    this.#forget();
    return [...this.#results.values()].map(({ value }) => value);
  }

  async close(): Promise<void> {
    const rests = [...this.#rests.values()];
    this.#rests.clear();
    this.#results.clear();
    await Promise.all(rests.map(({ value }) => value.leave()));
  }

  #forget(): void {
    const now = performance.now();
    for (const [uri, { since }] of this.#results) if (now - since > LIFE_MS) this.#results.delete(uri);
    for (const [cursor, { since, value }] of this.#rests) {
      if (now - since <= LIFE_MS) continue;
      this.#rests.delete(cursor);
      void value.leave();
    }
  }
}
