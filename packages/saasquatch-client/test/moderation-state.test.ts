import { expect, test } from "vitest";
import { closeAccount, type OpenEntry } from "../src/moderation-account.ts";
import type { FailureKind } from "../src/moderation-failure.ts";
import {
  afterAcceptance,
  afterFailure,
  afterSending,
  entriesOf,
  type Finding,
  type ModerationState,
  progressOf,
  startChunk,
} from "../src/moderation-state.ts";

const entry = (index: number): OpenEntry => ({
  index,
  referralId: `r${index}`,
  action: "APPROVED",
  outcome: "notSent",
  reason: "before its turn",
});
const chunk = (count: number) => startChunk(Array.from({ length: count }, (_, index) => entry(index)));

/** The state after a failure of a kind. Findings are those of the actions from the first on; `undefined`: it could not be read. */
function fail(state: ModerationState, kind: FailureKind, findings: readonly (Finding | undefined)[] = [], isIsolating = true) {
  const indexes = state.waiting[0]?.entries.map(({ index }) => index) ?? [];
  const found = new Map(
    indexes.flatMap((index, at): [number, Finding][] => {
      const finding = findings[at];
      return finding === undefined ? [] : [[index, finding]];
    }),
  );
  return afterFailure(state, { kind, error: new Error(`${kind} it was`) }, found, isIsolating);
}

/** The indexes of the entries of each waiting batch, and `index:outcome` of the settled ones. */
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
  const state = afterAcceptance(fail(chunk(4), "responded", [false, false, false, false]));
  expect(picture(state)).toEqual({ waiting: [[2, 3]], settled: ["0:accepted", "1:accepted"] });
  expect(state.settled[0]).toEqual({ ...entry(0), outcome: "accepted", reason: "accepted by the server", error: undefined });
});

test.each([
  ["unsent", "notSent"],
  ["forbidden", "rejected"],
  ["refused", "rejected"],
  ["responded", "unknown"],
  ["silent", "unknown"],
] as const)(
  "a failure that was %s, and after which nothing was read, settles its batch as %s with the error",
  (kind, outcome) => {
    const state = fail(chunk(2), kind);
    expect(picture(state)).toEqual({ waiting: [], settled: [`0:${outcome}`, `1:${outcome}`] });
    expect(state.settled[0]).toMatchObject({ reason: `${kind} it was`, error: new Error(`${kind} it was`) });
  },
);

test.each([
  ["unsent", "rejected"],
  ["forbidden", "rejected"],
  ["refused", "rejected"],
] as const)("a batch that was %s when it was sent again stays as the request before has left it: %s", (kind, outcome) => {
  const state = fail(fail(chunk(2), "responded", [false, false]), kind);
  expect(picture(state)).toEqual({ waiting: [[1]], settled: [`0:${outcome}`] });
  expect(state.settled[0]?.reason).toBe("responded it was (not in force when read again)");
});

test.each([
  ["responded", true, "accepted", "in force when read again after: responded it was"],
  ["silent", true, "accepted", "in force when read again after: silent it was"],
  ["responded", false, "rejected", "responded it was (not in force when read again)"],
  ["silent", false, "unknown", "silent it was (not in force when read again)"],
  ["responded", new Error("no such referral"), "rejected", "no such referral"],
  ["silent", new Error("no such referral"), "unknown", "no such referral"],
  ["refused", true, "accepted", "in force when read again after: refused it was"],
  ["refused", false, "rejected", "refused it was (not in force when read again)"],
  ["forbidden", true, "accepted", "in force when read again after: forbidden it was"],
  ["responded", undefined, "unknown", "responded it was"],
] as const)("after %s, a referral that reads %o settles its action as %s", (kind, finding, outcome, reason) => {
  const state = fail(chunk(1), kind, [finding], false);
  expect(picture(state)).toEqual({ waiting: [], settled: [`0:${outcome}`] });
  expect(state.settled[0]?.reason).toBe(reason);
});

test("without isolation, an action that is not in force does not wait again", () => {
  expect(picture(fail(chunk(3), "responded", [false, false, true], false))).toEqual({
    waiting: [],
    settled: ["0:rejected", "1:rejected", "2:accepted"],
  });
});

test("isolating, only actions that are not in force wait again, in halves and ahead of the others", () => {
  const first = fail(chunk(6), "responded", [false, true, false, false, undefined, false]);
  expect(picture(first)).toEqual({
    waiting: [
      [0, 2],
      [3, 5],
    ],
    settled: ["1:accepted", "4:unknown"],
  });
  expect(picture(fail(first, "responded", [false, false])).waiting).toEqual([[0], [2], [3, 5]]);
});

test("isolating, an action that is refused alone is settled", () => {
  expect(picture(fail(chunk(1), "responded", [false]))).toEqual({ waiting: [], settled: ["0:rejected"] });
});

test("isolating, an action without a response waits again three times, and is then unknown", () => {
  let state = chunk(1);
  for (let sent = 0; sent < 3; sent++) {
    state = fail(state, "silent", [false]);
    expect(picture(state).waiting).toEqual([[0]]);
  }
  expect(picture(fail(state, "silent", [false]))).toEqual({ waiting: [], settled: ["0:unknown"] });
});

test("progress counts an action that waits again as not sent", () => {
  const halves = fail(afterSending(chunk(4)), "responded", [false, false, true, undefined]);
  expect(progressOf([halves, chunk(2)])).toEqual({ total: 6, accepted: 1, rejected: 0, unknown: 1, notSent: 4, requests: 1 });
  expect(progressOf([])).toEqual({ total: 0, accepted: 0, rejected: 0, unknown: 0, notSent: 0, requests: 0 });
});

test.each([
  ["sending", afterSending],
  ["acceptance", afterAcceptance],
  ["a failure", (state: ModerationState) => fail(state, "refused")],
  ["a failure with findings", (state: ModerationState) => fail(state, "silent", [false, true, new Error("none")])],
] as const)("%s changes no state that it is given, and loses no action", (_, step) => {
  for (const state of [chunk(5), fail(chunk(5), "responded", [false, false, false, true]), fail(chunk(5), "unsent")]) {
    const before = structuredClone(state);
    const indexes = entriesOf(step(state)).map(({ index }) => index);
    expect(indexes.toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3, 4]);
    expect(state).toEqual(before);
  }
});

test("an account lists its entries in the given order, not in that of their outcomes", () => {
  const account = closeAccount([entry(2), { ...entry(1), outcome: "accepted" }, entry(0)], 7);
  expect(account.notSent.map(({ index }) => index)).toEqual([0, 2]);
  expect(account.accepted).toEqual([{ index: 1, referralId: "r1", action: "APPROVED", reason: "before its turn" }]);
  expect(account.requests).toBe(7);
});

test.each(["responded", "refused", "forbidden", "unsent"] as const)(
  "an action whose earlier request got no response is never rejected, also where the next one is %s",
  (kind) => {
    for (const finding of [false, undefined, new Error("no such referral")]) {
      const state = fail(fail(chunk(1), "silent", [false]), kind, [finding]);
      expect(picture(state)).toEqual({ waiting: [], settled: ["0:unknown"] });
    }
  },
);

test("halves of a batch remember that it got no response", () => {
  const halves = fail(fail(chunk(4), "silent", [false, false, false, false]), "responded", [false, false]);
  expect(picture(fail(halves, "responded", [false])).settled).toEqual(["0:unknown"]);
});
