import type { Limit } from "./limit.ts";
import { bundleSize } from "./measures/bundle-size.ts";
import { inChildProcess, type Sample } from "./measures/child-process.ts";
import { coldImport } from "./measures/cold-import.ts";
import { typeCost } from "./measures/type-cost.ts";
import { type ContestantName, type FloorName, clientNames, peerNames } from "./subject-names.ts";

export type Unit = "bytes" | "count" | "mebibytes" | "megabytes" | "milliseconds" | "ratio";

/** One promise about speed or size: what is measured, for whom, and how much it may come to. */
export interface Row {
  readonly id: string;
  readonly title: string;
  readonly unit: Unit;
  readonly limit: Limit;
  /** Who has something to measure here. */
  readonly contestants: readonly ContestantName[];
  /** Measures one contestant, or a floor, once. */
  readonly sample: Sample;
  /** What each contestant is divided by; there exactly where the unit is a ratio. */
  readonly floor?: (contestant: ContestantName) => FloorName;
  /** Measured once, since every run and every machine gives the same. */
  readonly exact?: true;
}

const KIBIBYTE = 1024;
const MEBIBYTE = 1024 * KIBIBYTE;

const everyone = [...clientNames, ...peerNames];
/** openapi-fetch hands a body out as it comes, without a decoder to measure; SaaSquatch has no event stream. */
const STREAMING = ["profound-client", "@profoundai/client", "openai"] as const;

/** A GET is divided by a raw GET, a POST by a raw POST of the same body. */
const rawFetch = (contestant: ContestantName): FloorName =>
  contestant === "saasquatch-client" ? "raw fetch GET" : "raw fetch POST";
const decoder = (): FloorName => "decode and split";

/** The table that `pnpm bench` prints, in its order. README.md says the same in words; a test compares the two. */
export const rows: readonly Row[] = [
  {
    id: "json-call",
    title: "CPU of one JSON call over raw fetch, loopback keep-alive",
    unit: "ratio",
    limit: 1.15,
    contestants: everyone,
    sample: inChildProcess({ workload: "json-call" }),
    floor: rawFetch,
  },
  {
    id: "json-call-in-memory",
    title: "same, in-memory fetch, Node 24",
    unit: "ratio",
    limit: 1.6,
    contestants: everyone,
    sample: inChildProcess({ workload: "json-call-in-memory" }, "node24"),
    floor: rawFetch,
  },
  {
    id: "stream-64-kib",
    title: "event stream, 200 000 rows, 64 KiB chunks, over decoder + split + JSON.parse",
    unit: "ratio",
    limit: 1.25,
    contestants: STREAMING,
    sample: inChildProcess({ workload: "stream", rowCount: 200_000, chunkBytes: 64 * KIBIBYTE }),
    floor: decoder,
  },
  {
    id: "stream-1-mib",
    title: "same with 1 MiB chunks",
    unit: "ratio",
    limit: 1.4,
    contestants: STREAMING,
    sample: inChildProcess({ workload: "stream", rowCount: 200_000, chunkBytes: MEBIBYTE }),
    floor: decoder,
  },
  {
    id: "large-event",
    title: "one 4 MiB event in 16 KiB chunks, over the same floor",
    unit: "ratio",
    limit: 1.5,
    contestants: STREAMING,
    sample: inChildProcess({ workload: "large-event", eventBytes: 4 * MEBIBYTE, chunkBytes: 16 * KIBIBYTE }),
    floor: decoder,
  },
  {
    id: "peak-memory",
    title: "peak RSS over 1 000 000 rows",
    unit: "mebibytes",
    limit: 120,
    contestants: STREAMING,
    sample: inChildProcess({ workload: "peak-memory" }),
  },
  {
    id: "heap-growth",
    title: "heap growth from row 200 000 to row 1 000 000",
    unit: "mebibytes",
    limit: 1,
    contestants: STREAMING,
    sample: inChildProcess({ workload: "heap-growth" }),
  },
  {
    id: "bundle-one-call",
    title: "program with one call, min + gzip: loaded at once by a bundler that splits",
    unit: "bytes",
    limit: 20_500,
    contestants: everyone,
    sample: bundleSize("one-call"),
    exact: true,
  },
  {
    id: "bundle-one-file",
    title: "the same program, everything in one file",
    unit: "bytes",
    limit: 23_500,
    contestants: everyone,
    sample: bundleSize("one-file"),
    exact: true,
  },
  {
    id: "bundle-unused",
    title: "imported and unused",
    unit: "bytes",
    limit: 0,
    contestants: everyone,
    sample: bundleSize("unused"),
    exact: true,
  },
  {
    id: "cold-import",
    title: "cold import, Node 24",
    unit: "milliseconds",
    limit: [
      { peer: "@profoundai/client", times: 1 / 3 },
      { peer: "openapi-fetch", times: 4 },
    ],
    contestants: everyone,
    sample: coldImport,
  },
  {
    id: "types",
    title: "type check of a one-call consumer, TypeScript 5.9: types",
    unit: "count",
    limit: 250,
    contestants: everyone,
    sample: typeCost("Types"),
    exact: true,
  },
  {
    id: "instantiations",
    title: "type check of a one-call consumer, TypeScript 5.9: instantiations",
    unit: "count",
    limit: 100,
    contestants: everyone,
    sample: typeCost("Instantiations"),
    exact: true,
  },
];
