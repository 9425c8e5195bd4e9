import {
  MEMORY_ROWS,
  PAGE_ROWS,
  citationsPage,
  citationsStream,
  cut,
  largeEventStream,
  referralsPage,
} from "./citations-page.ts";
import type { SubjectName } from "./subject-names.ts";
import { type Connection, type Subject, subjects } from "./subjects.ts";

/** The kinds of work that run in a process of their own. */
export type Workload =
  | { readonly workload: "heap-growth" | "json-call-in-memory" | "json-call" | "peak-memory" }
  | { readonly workload: "large-event"; readonly eventBytes: number; readonly chunkBytes: number }
  | { readonly workload: "stream"; readonly rowCount: number; readonly chunkBytes: number };

export type Task = Workload & { readonly subject: SubjectName; readonly origin: string };

const MEBIBYTE = 1024 * 1024;
/** Where the heap is looked at. */
const HEAP_CHECKS_EVERY = 200_000;
/** Some decoders take minutes; after this they get no more chunks, and what they cost per byte stands for the rest. */
const STREAM_BUDGET_MS = 4000;
/** Nothing listens there: for clients whose fetch is in memory. */
const NOWHERE = "https://bench.example";

function part<Name extends keyof Subject>(subject: SubjectName, name: Name): NonNullable<Subject[Name]> {
  const found = subjects[subject][name];
  if (found === undefined) throw new Error(`${subject} has no ${name}`);
  return found;
}

/**
 * CPU of the whole process, garbage collector and other threads of the engine included, in microseconds. Nothing is collected by
 * force before: that throws away what the compiler made while the work was warming up, and no user's program does it.
 */
async function cpuOf(work: () => Promise<void>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

/** Mean CPU of one call, after enough calls for the compiler to have settled. */
async function cpuOfCall(subject: SubjectName, connection: Connection, warmUp: number, measured: number): Promise<number> {
  const call = await part(subject, "prepareCall")(connection);
  for (let done = 0; done < warmUp; done += 1) await call();
  let rows = 0;
  const cpu = await cpuOf(async () => {
    for (let done = 0; done < measured; done += 1) rows += await call();
  });
  if (rows !== measured * PAGE_ROWS) throw new Error(`${rows} rows came from ${measured} calls of ${PAGE_ROWS}`);
  return cpu / measured;
}

function pageFetch(): typeof fetch {
  const encoder = new TextEncoder();
  const headers = { "content-type": "application/json" };
  const citations = encoder.encode(citationsPage);
  const referrals = encoder.encode(referralsPage);
  return async (request, init) => {
    const method = init?.method ?? (request instanceof Request ? request.method : "GET");
    return new Response(method === "POST" ? citations : referrals, { headers });
  };
}

/** Responds to each call with `chunks`, one whenever it is asked for, until there are no more or the budget is spent. */
class ChunkSource {
  readonly chunks: readonly Uint8Array[];
  deadline = Number.POSITIVE_INFINITY;
  bytes = 0;

  constructor(chunks: readonly Uint8Array[]) {
    this.chunks = chunks;
  }

  get isOver(): boolean {
    return performance.now() > this.deadline;
  }

  readonly fetch: typeof fetch = async () => {
    let next = 0;
    const pull = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
      const chunk = this.isOver ? undefined : this.chunks[next];
      next += 1;
      if (chunk === undefined) {
        controller.close();
        return;
      }
      this.bytes += chunk.length;
      controller.enqueue(chunk);
    };
    const body = new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  };
}

interface StreamWork {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly chunkBytes: number;
  /** Events in `bytes`, the summary not counted. */
  readonly results: number;
  readonly warmUp: number;
  readonly measured: number;
}

/** CPU for each byte of a stream that is read again and again, after it was read often enough for the compiler to have settled. */
async function cpuOfByte(subject: SubjectName, { bytes, chunkBytes, results, warmUp, measured }: StreamWork): Promise<number> {
  const source = new ChunkSource(cut(bytes, chunkBytes));
  const read = await part(subject, "prepareStream")({ origin: NOWHERE, fetch: source.fetch });
  const readAll = async (repeats: number): Promise<void> => {
    source.deadline = performance.now() + STREAM_BUDGET_MS;
    for (let done = 0; done < repeats && !source.isOver; done += 1) {
      let events = 0;
      try {
        await read(() => {
          events += 1;
        });
        // The SDKs hand out the summary like a row; ours hands out rows.
        if (events !== results && events !== results + 1) throw new Error(`${events} events came instead of ${results}`);
      } catch (error) {
        // A stream that was cut because the time was up may well be called incomplete.
        if (!source.isOver) throw error;
      }
    }
  };
  await readAll(warmUp);
  source.bytes = 0;
  const cpu = await cpuOf(async () => await readAll(measured));
  return cpu / source.bytes;
}

/** Largest heap after a collection minus the smallest one, over points of a stream that lie equally far apart. */
async function heapGrowth(subject: SubjectName, origin: string): Promise<number> {
  const read = await part(subject, "prepareStream")({ origin, fetch });
  const heaps: number[] = [];
  let events = 0;
  await read(() => {
    events += 1;
    if (events % HEAP_CHECKS_EVERY !== 0) return;
    globalThis.gc?.();
    heaps.push(process.memoryUsage().heapUsed);
  });
  const first = heaps.at(0);
  const last = heaps.at(-1);
  if (events < MEMORY_ROWS || first === undefined || last === undefined) throw new Error(`only ${events} rows came`);
  return Math.max(0, last - first) / MEBIBYTE;
}

async function peakMemory(subject: SubjectName, origin: string): Promise<number> {
  const read = await part(subject, "prepareStream")({ origin, fetch });
  let events = 0;
  await read(() => {
    events += 1;
  });
  if (events < MEMORY_ROWS) throw new Error(`only ${events} rows came`);
  return process.resourceUsage().maxRSS / 1024;
}

/** Does one piece of work and returns its figure: microseconds of CPU, or mebibytes. */
export async function runWorkload(task: Task): Promise<number> {
  const { subject, origin } = task;
  switch (task.workload) {
    case "json-call":
      return await cpuOfCall(subject, { origin, fetch }, 4000, 6000);
    case "json-call-in-memory":
      return await cpuOfCall(subject, { origin: NOWHERE, fetch: pageFetch() }, 5000, 20_000);
    case "stream": {
      const { rowCount: results, chunkBytes } = task;
      return await cpuOfByte(subject, { bytes: citationsStream(results), chunkBytes, results, warmUp: 3, measured: 6 });
    }
    case "large-event": {
      const { eventBytes, chunkBytes } = task;
      return await cpuOfByte(subject, { bytes: largeEventStream(eventBytes), chunkBytes, results: 1, warmUp: 10, measured: 20 });
    }
    case "heap-growth":
      return await heapGrowth(subject, origin);
    case "peak-memory":
      return await peakMemory(subject, origin);
    default:
      throw new Error(`nothing runs for ${JSON.stringify(task satisfies never)}`);
  }
}
