import { afterAll, beforeAll, expect, test } from "vitest";
import { type FaultServer, startFaultServer } from "../../src/testing/fault-server.ts";
import { reply, sampleJson } from "../../src/testing/reply.ts";
import { runScenario } from "../../src/testing/run-scenario.ts";
import type { Scenario } from "../../src/testing/scenario.ts";
import { adapter } from "../support/adapter.ts";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

/** Plays a scenario whose server fails the first plays. Gives the number of plays, and whether the promise was kept at last. */
async function play(failing: number, scenario: Partial<Scenario>): Promise<{ plays: number; isKept: boolean }> {
  let plays = 0;
  const faults = await runScenario(
    server,
    {
      name: "a call gives the data",
      kind: "json",
      replies: [(exchange) => ((plays += 1) <= failing ? reply(400, "") : sampleJson())(exchange)],
      expect: {},
      ...scenario,
    },
    adapter,
  );
  return { plays, isKept: faults.length === 0 };
}

test("a scenario without a time has one chance", async () => {
  expect(await play(0, {})).toEqual({ plays: 1, isKept: true });
  expect(await play(1, {})).toEqual({ plays: 1, isKept: false });
});

test.each<Partial<Scenario>>([
  { options: { timeoutMs: 60_000 } },
  { request: { totalTimeoutMs: 60_000 } },
  { options: { idleTimeoutMs: 60_000 } },
  { abortAfterMs: 60_000 },
])("a scenario with a time may be late, and a broken promise breaks each time: %j", async (scenario) => {
  expect(await play(0, scenario)).toEqual({ plays: 1, isKept: true });
  expect(await play(2, scenario)).toEqual({ plays: 3, isKept: true });
  expect(await play(Number.POSITIVE_INFINITY, scenario)).toEqual({ plays: 5, isKept: false });
});
