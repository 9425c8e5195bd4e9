import { expect, test } from "vitest";
import { closeAccount } from "../src/moderation-account.ts";
import type { OpenEntry } from "../src/moderation-account.ts";
import type { FailureKind, ModerationFailure } from "../src/moderation-failure.ts";
import {
  afterAcceptance,
  afterFailure,
  afterReading,
  afterSending,
  entriesOf,
  progressOf,
  startChunk,
} from "../src/moderation-state.ts";
import type { Finding, ModerationState } from "../src/moderation-state.ts";

const entry = (index: number): OpenEntry => ({
  index,
  referralId: `r${index}`,
  action: "APPROVED",
  outcome: "notSent",
  reason: "before its turn",
});
const chunk = (count: number) => startChunk(Array.from({ length: count }, (_, index) => entry(index)));
const failure = (kind: FailureKind): ModerationFailure => ({ kind, error: new Error(`${kind} it was`) });
const found = (...findings: (Finding | undefined)[]) =>
  new Map([...findings.entries()].filter((pair): pair is [number, Finding] => pair[1] !== undefined));

/** Indexes of the entries of each batch that waits, and `index:outcome` of what is settled. */
const picture = ({ waiting, settled }: ModerationState) => ({
  waiting: waiting.map(({ entries }) => entries.map(({ index }) => index)),
  settled: settled.map(({ index, outcome }) => `${index}:${outcome}`),
});

test("a chunk begins as one batch that waits, and has made no request", () => {
  expect(picture(chunk(3))).toEqual({ waiting: [[0, 1, 2]], settled: [] });
  expect(chunk(3).requests).toBe(0);
});

test("sending counts a request, and leaves the batch where it is", () => {
  const state = afterSending(chunk(2));
  expect(state.requests).toBe(1);
  expect(picture(state)).toEqual(picture(chunk(2)));
});

test("acceptance settles the next batch alone", () => {
  const halves = afterReading(afterFailure(chunk(4), failure("answered")), found(false, false, false, false), true);
  expect(picture(afterAcceptance(halves))).toEqual({ waiting: [[2, 3]], settled: ["0:accepted", "1:accepted"] });
  expect(afterAcceptance(halves).settled[0]).toEqual({
    ...entry(0),
    outcome: "accepted",
    reason: "accepted by the server",
    error: undefined,
  });
});

test.each([
  ["unsent", "notSent"],
  ["forbidden", "rejected"],
  ["refused", "rejected"],
] as const)("a request that was %s settles its batch as %s, with the error, and leaves no doubt", (kind, outcome) => {
  const state = afterFailure(chunk(2), failure(kind));
  expect(picture(state)).toEqual({ waiting: [], settled: [`0:${outcome}`, `1:${outcome}`] });
  expect(state.doubtful).toBeUndefined();
  expect(state.settled[0]).toMatchObject({ reason: `${kind} it was`, error: new Error(`${kind} it was`) });
});

test.each(["answered", "silent"] as const)("a request that was %s puts its batch in doubt, as unknown", (kind) => {
  const state = afterFailure(chunk(2), failure(kind));
  expect(picture(state)).toEqual({ waiting: [], settled: [] });
  expect(state.doubtful?.entries.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ["unknown", `${kind} it was`],
    ["unknown", `${kind} it was`],
  ]);
});

test("a batch that is turned away when it is sent again stays as the request before has left it", () => {
  const halves = afterReading(afterFailure(chunk(2), failure("answered")), found(false, false), true);
  expect(picture(afterFailure(halves, failure("refused")))).toEqual({ waiting: [[1]], settled: ["0:rejected"] });
  expect(afterFailure(halves, failure("refused")).settled[0]?.reason).toBe("answered it was (not in force when read again)");
});

test.each([
  ["answered", true, "accepted", "in force when read again after: answered it was"],
  ["silent", true, "accepted", "in force when read again after: silent it was"],
  ["answered", false, "rejected", "answered it was (not in force when read again)"],
  ["silent", false, "unknown", "silent it was (not in force when read again)"],
  ["answered", new Error("no such referral"), "rejected", "no such referral"],
  ["answered", undefined, "unknown", "answered it was"],
] as const)("after %s, a referral that reads %o settles its action as %s", (kind, finding, outcome, reason) => {
  const state = afterReading(afterFailure(chunk(1), failure(kind)), found(finding), false);
  expect(picture(state)).toEqual({ waiting: [], settled: [`0:${outcome}`] });
  expect(state.settled[0]?.reason).toBe(reason);
  expect(state.doubtful).toBeUndefined();
});

test("isolating, only what is not in force waits again, in halves and ahead of what waited", () => {
  const first = afterReading(
    afterFailure(chunk(6), failure("answered")),
    found(false, true, false, false, undefined, false),
    true,
  );
  expect(picture(first)).toEqual({
    waiting: [
      [0, 2],
      [3, 5],
    ],
    settled: ["1:accepted", "4:unknown"],
  });
  const second = afterReading(afterFailure(first, failure("answered")), found(false, undefined, false), true);
  expect(picture(second).waiting).toEqual([[0], [2], [3, 5]]);
});

test("isolating, an action that is refused alone is settled", () => {
  const state = afterReading(afterFailure(chunk(1), failure("answered")), found(false), true);
  expect(picture(state)).toEqual({ waiting: [], settled: ["0:rejected"] });
});

test("isolating, an action without an answer waits again three times, and is then unknown", () => {
  let state = chunk(1);
  for (let sent = 0; sent < 3; sent++) {
    state = afterReading(afterFailure(state, failure("silent")), found(false), true);
    expect(picture(state).waiting).toEqual([[0]]);
  }
  state = afterReading(afterFailure(state, failure("silent")), found(false), true);
  expect(picture(state)).toEqual({ waiting: [], settled: ["0:unknown"] });
});

test("reading again changes nothing where nothing is in doubt", () => {
  expect(afterReading(chunk(2), found(true, true), true)).toEqual(chunk(2));
});

test("progress counts what waits again as not sent, and what is in doubt as unknown", () => {
  const halves = afterReading(afterFailure(afterSending(chunk(4)), failure("answered")), found(false, false, true, true), true);
  expect(progressOf([halves, chunk(2)])).toEqual({ total: 6, accepted: 2, rejected: 0, unknown: 0, notSent: 4, requests: 1 });
  expect(progressOf([afterFailure(chunk(3), failure("silent"))])).toMatchObject({ total: 3, unknown: 3, notSent: 0 });
  expect(progressOf([])).toEqual({ total: 0, accepted: 0, rejected: 0, unknown: 0, notSent: 0, requests: 0 });
});

const doubt = afterFailure(chunk(5), failure("answered"));
const halves = afterReading(doubt, found(true, false, false, new Error("none")), true);

test.each([
  ["sending", chunk(5), afterSending],
  ["acceptance", chunk(5), afterAcceptance],
  ["acceptance of a half", halves, afterAcceptance],
  ["failure", chunk(5), (state: ModerationState) => afterFailure(state, failure("refused"))],
  ["failure of a half", halves, (state: ModerationState) => afterFailure(state, failure("silent"))],
  ["reading", doubt, (state: ModerationState) => afterReading(state, found(false, true), true)],
] as const)("%s changes no state that it is given, and loses no action", (_, state, step) => {
  const before = structuredClone(state);
  const indexes = entriesOf(step(state)).map(({ index }) => index);
  expect(indexes.toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3, 4]);
  expect(state).toEqual(before);
});

test("an account lists its entries in the order given, whatever order they settled in", () => {
  const account = closeAccount([entry(2), { ...entry(1), outcome: "accepted" }, entry(0)], 7);
  expect(account.notSent.map(({ index }) => index)).toEqual([0, 2]);
  expect(account.accepted).toEqual([{ index: 1, referralId: "r1", action: "APPROVED", reason: "before its turn" }]);
  expect(account.requests).toBe(7);
});
