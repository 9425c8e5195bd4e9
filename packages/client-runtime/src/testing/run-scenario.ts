import { inspect } from "node:util";
import { expectationFor } from "./expectation-for.ts";
import { type FaultServer, startFaultServer } from "./fault-server.ts";
import { findFaults, playScenario, type ScenarioAdapter } from "./play.ts";
import type { Scenario } from "./scenario.ts";
import { scenarios } from "./scenarios.ts";

/** Runs one scenario in this process. Returns the faults, in words. Empty if the promise was kept. */
export async function runScenario(server: FaultServer, scenario: Scenario, adapter: ScenarioAdapter): Promise<string[]> {
  let faults: string[] = [];
  for (let play = 0; play < playsOf(scenario); play++) {
    faults = await playOnce(server, scenario, adapter);
    if (faults.length === 0) break;
  }
  return faults;
}

/**
 * How often a scenario may be played until its promise is kept. On a busy machine, half a second may pass before a request is out, so a
 * scenario that lives by such a time gets more than one chance. A client that breaks the promise breaks it each time.
 */
export function playsOf({ abortAfterMs, options, request }: Scenario): number {
  const limits = Object.keys({ ...options, ...request }).filter((name) => name.toLowerCase().endsWith("timeoutms"));
  return abortAfterMs || limits.length > 0 ? 5 : 1;
}

async function playOnce(server: FaultServer, scenario: Scenario, adapter: ScenarioAdapter): Promise<string[]> {
  const mount = server.mount(scenario.replies, adapter.sample);
  const strays = server.strayRequests.length;
  const outcome = await playScenario(scenario, adapter, server.addressOf(scenario, mount), (value) =>
    inspect(value, { depth: 9 }),
  );
  await settle(mount);
  const expected = expectationFor(scenario, adapter);
  if (typeof expected === "string") return [`does not apply: ${expected}`];
  return findFaults(scenario, expected, adapter, outcome, {
    requests: mount.requests,
    strays: server.strayRequests.length - strays,
    openResponses: mount.openResponses(),
  });
}

/** Waits until the server has noticed what the caller closed. This takes a moment, in Chromium sometimes seconds. */
export async function settle(mount: { openResponses(): number }): Promise<void> {
  const endMs = performance.now() + 60_000;
  while (mount.openResponses() > 0 && performance.now() < endMs) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** The scenarios that apply to a client: it has an operation of their kind. */
export function scenariosFor(adapter: ScenarioAdapter): readonly Scenario[] {
  return ofItsKinds(adapter).filter((scenario) => typeof expectationFor(scenario, adapter) !== "string");
}

/** The scenarios that do not apply to a client although it has such operations: name and reason. */
export function scenariosLeftOut(adapter: ScenarioAdapter): readonly (readonly [name: string, reason: string])[] {
  return ofItsKinds(adapter).flatMap((scenario) => {
    const reason = expectationFor(scenario, adapter);
    return typeof reason === "string" ? [[scenario.name, reason]] : [];
  });
}

function ofItsKinds(adapter: ScenarioAdapter): readonly Scenario[] {
  const client = adapter.create({ baseUrl: "http://127.0.0.1:1", allowBrowser: true });
  return scenarios.filter(({ kind }) => client[kind]);
}

/** The result of a whole table. */
export interface TableReport {
  readonly ran: number;
  readonly failures: readonly string[];
}

/** Runs the whole table in this process, with its own server, and checks what the process still holds at the end. */
export async function runScenarios(adapter: ScenarioAdapter): Promise<TableReport> {
  const before = resources();
  const server = await startFaultServer();
  const failures: string[] = [];
  const table = scenariosFor(adapter);
  for (const scenario of table) {
    const faults = await runScenario(server, scenario, adapter);
    failures.push(...faults.map((fault) => `${scenario.kind}: ${scenario.name}: ${fault}`));
  }
  await server.close();
  // Sockets end a turn or two after the server.
  for (let turn = 0; turn < 1000 && resources() > before; turn++) await new Promise((resolve) => setTimeout(resolve, 10));
  if (resources() > before) failures.push(`the process still holds ${process.getActiveResourcesInfo().join(", ")}`);
  return { ran: table.length, failures };
}

/** Sockets and timers that keep the process alive. */
function resources(): number {
  return process.getActiveResourcesInfo().filter((name) => /TCP|Timeout/.test(name)).length;
}
