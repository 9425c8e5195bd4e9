import type { Referral, Reward, User } from "../referral.ts";
import { createRandom } from "./create-random.ts";

const HOUR = 3_600_000;
/** The time in the mock's world when it is made: 2026-06-30T12:00:00Z. */
export const mockNow = 1_782_820_800_000;

const givenNames = "Ada Bram Chidi Dalia Emil Farah Goran Hana Ivo Jun Keiko Lars Mina Noor Otto Paz".split(" ");
const familyNames = "Abara Berg Costa Dimitrov Eriksen Fischer Garcia Haddad Ito Jansen Kowalski Lindqvist".split(" ");
const PROGRAMS = ["classic", "summer-drive", "partners"];

/**
 * Referrals of a made-up tenant, the same on every machine for the same count and seed.
 *
 * Shape: oldest first, ids `referral-00001` …; about a third waits for moderation, some carry fraud signals, and the reward of every 60th referred
 * user cannot be cancelled any more.
 */
export function createReferrals(count: number, seed = 1): Referral[] {
  const random = createRandom(seed);
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? "";
  const start = mockNow - count * HOUR;

  const user = (id: string, created: number): User => {
    const [firstName, lastName] = [pick(givenNames), pick(familyNames)];
    return {
      id,
      accountId: `account-${id}`,
      firstName,
      lastName,
      lastInitial: lastName.charAt(0),
      email: `${firstName}.${lastName}.${id}@example.com`.toLowerCase(),
      imageUrl: "",
      referralCode: `${firstName}${lastName}${id}`.replaceAll("-", "").toUpperCase(),
      cookieId: null,
      paymentProviderId: null,
      locale: "en_US",
      countryCode: pick(["CA", "DE", "JP", "US"]),
      referralSource: null,
      firstSeenIP: `192.0.2.${Math.floor(random() * 254) + 1}`,
      lastSeenIP: null,
      dateCreated: created,
      dateBlocked: null,
      shareLinks: { shareLink: `https://share.example/${id}` },
    };
  };

  const reward = (referralId: string, owner: User, created: number, cancellable: boolean): Reward => ({
    id: `reward-${referralId}-${owner.id}`,
    type: "CREDIT",
    uniqueId: null,
    dateCreated: created,
    dateScheduledFor: null,
    dateGiven: created,
    dateExpires: created + 365 * 24 * HOUR,
    dateCancelled: null,
    ...(owner.accountId === undefined ? {} : { accountId: owner.accountId }),
    ...(owner.id === undefined ? {} : { userId: owner.id }),
    cancellable,
    rewardSource: "REFERRED",
    programId: null,
    programRewardKey: null,
    globalRewardKey: null,
    referralId,
    unit: "USD",
    assignedCredit: 1000 + Math.floor(random() * 40) * 100,
    redeemedCredit: cancellable ? 0 : 500,
    name: "Credit for a friend",
    currency: "USD",
    redemptions: [],
  });

  const referrers = Array.from({ length: 40 }, (_, at) => user(`referrer-${String(at + 1).padStart(3, "0")}`, start - 24 * HOUR));

  return Array.from({ length: count }, (_, at): Referral => {
    const number = String(at + 1).padStart(5, "0");
    const id = `referral-${number}`;
    const started = start + at * HOUR + Math.floor(random() * HOUR);
    const paid = random() < 0.6 ? started + 36 * HOUR : null;
    const pending = at % 3 === 0;
    const status = pending ? "PENDING" : random() < 0.9 ? "APPROVED" : "DENIED";
    const referred = user(`friend-${number}`, started);
    const referrer = referrers[at % referrers.length] ?? referred;
    const score = Math.floor(random() * 100);
    return {
      id,
      referredUser: referred,
      referrerUser: referrer,
      referredReward: reward(id, referred, started, at % 60 !== 0),
      referrerReward: paid === null ? null : reward(id, referrer, paid, true),
      referralCodeUsed: referrer.referralCode ?? null,
      shareLinkUsed: null,
      moderationStatus: pending ? "PENDING" : "ACTIONED",
      referredModerationStatus: status,
      // Every ninth is pending on one side only: a query for the other side misses it.
      referrerModerationStatus: pending && at % 9 === 0 ? "APPROVED" : status,
      fraudSignals: score < 70 ? null : { ip: { message: "Several users were seen at this address", score } },
      dateReferralStarted: started,
      dateReferralPaid: paid,
      dateReferralEnded: random() < 0.1 ? started + 700 * HOUR : null,
      dateModerated: pending ? null : started + HOUR,
      dateConverted: paid,
      dateModified: started + 2 * HOUR,
      dateUserModified: null,
      programId: pick(PROGRAMS),
    };
  });
}
