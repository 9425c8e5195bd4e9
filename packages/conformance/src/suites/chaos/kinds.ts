import { walkThroughChaos as walkReports } from "../../../../profound-client/test/support/walk-through-chaos.ts";
import { moderateThroughChaos } from "../../../../saasquatch-client/test/support/moderate-through-chaos.ts";
import { walkThroughChaos as walkReferrals } from "../../../../saasquatch-client/test/support/walk-through-chaos.ts";

interface KindOfRun {
  /** How many are made on each Node. */
  readonly runs: number;
  readonly run: (seed: number) => Promise<{ readonly fault: string | undefined }>;
}

export type Kind =
  | "moderate-continue"
  | "moderate-isolate"
  | "moderate-stop"
  | "profound-citations"
  | "profound-referrals"
  | "profound-stream"
  | "saasquatch-referrals";

/** What is tried at a server that fails by chance: moderations in each mode, and walks. */
export const KINDS: Readonly<Record<Kind, KindOfRun>> = {
  "moderate-continue": { runs: 300, run: (seed) => moderateThroughChaos("continue", seed) },
  "moderate-isolate": { runs: 300, run: (seed) => moderateThroughChaos("isolate", seed) },
  "moderate-stop": { runs: 300, run: (seed) => moderateThroughChaos("stop", seed) },
  "profound-citations": { runs: 100, run: (seed) => walkReports("citations", seed) },
  "profound-referrals": { runs: 100, run: (seed) => walkReports("referrals", seed) },
  "profound-stream": { runs: 100, run: (seed) => walkReports("stream", seed) },
  "saasquatch-referrals": { runs: 100, run: walkReferrals },
};
