import type { Unit } from "../rows.ts";
import type { Usage } from "../run-measured.ts";
import { documentNames, type DocumentName } from "./prepare-document.ts";

/** One promise about the pipeline: which figure, on which document, and how much it may come to. */
export interface PipelineRow {
  readonly id: string;
  readonly title: string;
  readonly document: DocumentName;
  readonly figure: keyof Usage;
  /** A ratio is taken over what the peers took together in the same round. */
  readonly unit: Extract<Unit, "megabytes" | "ratio">;
  /** The largest value with which the row is met. */
  readonly limit: number;
}

const DESCRIBED: Readonly<Record<DocumentName, string>> = {
  profound: "Profound's pages",
  saasquatch: "SaaSquatch's pages",
  made: "a made document of 13 MB, 1 200 operations",
};

function rowsOf(document: DocumentName): PipelineRow[] {
  const on = DESCRIBED[document];
  return [
    { id: `${document}-wall`, title: `${on}: time by the clock`, document, figure: "wallMs", unit: "ratio", limit: 1 },
    { id: `${document}-cpu`, title: `${on}: CPU`, document, figure: "cpuMs", unit: "ratio", limit: 1 },
    { id: `${document}-memory`, title: `${on}: peak RSS`, document, figure: "peakMegabytes", unit: "megabytes", limit: 900 },
  ];
}

/** The table that `pnpm bench pipeline` prints, in its order. README.md says the same in words; a test compares the two. */
export const pipelineRows: readonly PipelineRow[] = documentNames.flatMap(rowsOf);
