import { isModerationError, type ModerationAccount, type ModerationAction } from "../../src/index.ts";
import { createRandom } from "../../src/testing/create-random.ts";
import { type Side, startChaosServer } from "./chaos-server.ts";
import { createChaosClient } from "./create-chaos-client.ts";

export const MODES = ["stop", "continue", "isolate"] as const;

export type Mode = (typeof MODES)[number];

const NAMES = ["APPROVED", "DENIED", "REFERRER_APPROVED", "REFERRED_DENIED"] as const;

/** The outcome of one moderation. */
export interface ModerationOutcome {
  /** The differences between the account and the server. */
  readonly fault: string | undefined;
  readonly counts: Readonly<Record<"accepted" | "notSent" | "rejected" | "unknown", number>>;
}

/** Moderates at a server that fails by chance, and holds the account against its state. The same seed gives the same troubles. */
export async function moderateThroughChaos(onFailure: Mode, seed: number): Promise<ModerationOutcome> {
  const random = createRandom(1 + seed * 31 + MODES.indexOf(onFailure));
  const ids = Array.from({ length: seed % 4 === 0 ? 130 : 1 + Math.floor(random() * 12) }, (_, at) => `r${at}`);
  const refused = new Set(ids.filter(() => random() < 0.1));
  await using server = await startChaosServer(ids, refused, random() * 0.7, random);
  const { referrals, offences } = createChaosClient(server.baseUrl);
  const actions = ids.map((referralId) => ({ referralId, action: NAMES[Math.floor(random() * NAMES.length)] ?? "DENIED" }));
  const account: ModerationAccount = await referrals
    .moderate(actions, { onFailure, concurrency: 1 + (seed % 3) })
    .catch((error: unknown) => {
      if (isModerationError(error)) return error.account;
      throw error;
    });

  const { accepted, rejected, unknown, notSent } = account;
  const state = await server.settle();
  const holds = (entry: ModerationAction): boolean => isInForce(entry, state.get(entry.referralId) ?? ["PENDING", "PENDING"]);
  const indexes = [accepted, rejected, unknown, notSent].flatMap((list) => list.map(({ index }) => index));
  const isComplete = indexes.toSorted((one, other) => one - other).join() === ids.map((_, at) => at).join();
  const faults = [
    ...offences,
    ...(isComplete ? [] : [`the account has the actions ${indexes.join()}`]),
    ...accepted.filter((entry) => !holds(entry)).map(({ referralId }) => `${referralId} is accepted and not in force`),
    ...rejected.filter(holds).map(({ referralId }) => `${referralId} is rejected and in force`),
    ...notSent.filter(({ referralId }) => server.touched.has(referralId)).map(({ referralId }) => `${referralId} was sent`),
  ];
  return {
    fault: faults.length > 0 ? faults.join("; ") : undefined,
    counts: {
      accepted: accepted.length,
      rejected: rejected.length,
      unknown: unknown.length,
      notSent: notSent.length,
    },
  };
}

function isInForce({ action }: ModerationAction, [referrer, referred]: readonly [Side, Side]): boolean {
  const wanted = action.endsWith("APPROVED") ? "APPROVED" : "DENIED";
  return (action.startsWith("REFERRED") || referrer === wanted) && (action.startsWith("REFERRER") || referred === wanted);
}
