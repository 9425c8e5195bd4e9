export { type FaultServer, type Mount, type RecordedRequest, startFaultServer } from "./testing/fault-server.ts";
export { createFetchAdapter, type FetchResult, type FetchCalls, type FetchInit } from "./testing/create-fetch-adapter.ts";
export { findFaults, type Outcome, playScenario, type ScenarioAdapter, type ScenarioClient } from "./testing/play.ts";
export { runScenario, runScenarios, scenariosFor, scenariosLeftOut, settle, type TableReport } from "./testing/run-scenario.ts";
export type { Exchange, Expectation, Reply, Sample, Scenario, ScenarioKind } from "./testing/scenario.ts";
export { scenarios } from "./testing/scenarios.ts";
