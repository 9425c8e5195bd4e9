import { inspect } from "node:util";
import type { FaultServer } from "./fault-server.ts";
import { findFaults, playScenario, type ScenarioAdapter } from "./play.ts";
import type { Scenario } from "./scenario.ts";

/** Runs one scenario in this process. Returns what is wrong, in words; nothing: the promise was kept. */
export async function runScenario(server: FaultServer, scenario: Scenario, adapter: ScenarioAdapter): Promise<string[]> {
  const mount = server.mount(scenario.answers, adapter.sample);
  const strays = server.strayRequests.length;
  const outcome = await playScenario(scenario, adapter, server.addressOf(scenario, mount), (value) =>
    inspect(value, { depth: 9 }),
  );
  await settle(mount);
  return findFaults(scenario, scenario.expect, adapter, outcome, {
    requests: mount.requests,
    strays: server.strayRequests.length - strays,
    openAnswers: mount.openAnswers(),
  });
}

/** Waits until the server has seen what the caller closed: it learns of it a moment later. */
export async function settle(mount: { openAnswers(): number }, patienceMs = 2000): Promise<void> {
  const endMs = performance.now() + patienceMs;
  while (mount.openAnswers() > 0 && performance.now() < endMs) await new Promise((resolve) => setTimeout(resolve, 5));
}
