import type { ClientOptions, RequestOptions } from "../options.ts";
import { CONFIRMATION, type Expectation, type Sample, type Scenario } from "./scenario.ts";
import { countListeners, watchTimers } from "./watch.ts";

/** One client, ready to be run through the table. */
export interface ScenarioClient {
  /** Calls a safe operation that returns JSON. */
  json(options: RequestOptions): Promise<unknown>;
  /** Calls an operation that changes something and returns nothing. */
  unsafe?: ((options: RequestOptions) => Promise<unknown>) | undefined;
  /** Reads the rows of an event stream. */
  stream?: ((options: RequestOptions) => AsyncIterable<unknown>) | undefined;
}

/** The facts about a client that the table needs to run through it. Nothing in it needs Node. */
export interface ScenarioAdapter {
  /** Makes a client with a credential that contains `secret`. */
  create(options: ClientOptions): ScenarioClient;
  readonly sample: Sample;
  /** A piece of the credential that nobody may see. */
  readonly secret: string;
  /** The result of the call for the sample's body, as JSON. @default the body itself */
  readonly value?: string | undefined;
  /** Whether its calls are `call`, or openapi-fetch's methods. @default "call" */
  readonly surface?: "call" | "fetch" | undefined;
}

/** The end of a scenario, as plain data that can leave a browser. */
export interface Outcome {
  readonly value?: string | undefined;
  readonly rows: number;
  readonly error?:
    | { readonly name: string; readonly message: string; readonly fields: Readonly<Record<string, unknown>> }
    | undefined;
  /** Every text of the error that a program could print. */
  readonly printed: string;
  readonly timersLeft: number;
  readonly listenersLeft: number;
}

const ABORT_REASON = "the caller's own reason";

/** The client's half of a scenario: makes the call, and reports its end. `inspect` prints an error as the platform does. */
export async function playScenario(
  scenario: Scenario,
  adapter: ScenarioAdapter,
  baseUrl: string,
  inspect: (value: unknown) => string = String,
): Promise<Outcome> {
  const { abortAfterMs, leaveAfter, kind } = scenario;
  const counted = countListeners();
  // Set before the watch counts: this timer is the caller's.
  const timer = abortAfterMs ? setTimeout(() => counted.abort(ABORT_REASON), abortAfterMs) : undefined;
  const watch = watchTimers();
  let rows = 0;
  let value: unknown;
  let thrown: { readonly error: unknown } | undefined;
  if (abortAfterMs === 0) counted.abort(ABORT_REASON);
  try {
    const client = adapter.create({ ...scenario.options, baseUrl, allowBrowser: true });
    const options = { ...scenario.request, signal: counted.signal };
    if (kind === "stream") {
      for await (const _ of client.stream?.(options) ?? []) {
        rows++;
        if (rows === scenario.confirmAfter) await fetch(baseUrl + CONFIRMATION, { method: "POST" });
        if (rows === leaveAfter) break;
      }
    } else {
      value = await client[kind]?.(options);
    }
  } catch (error) {
    thrown = { error };
  }
  clearTimeout(timer);
  const outcome = {
    value: value === undefined ? undefined : JSON.stringify(value),
    rows,
    timersLeft: watch.timers(),
    listenersLeft: counted.listeners(),
  };
  watch.restore();
  return { ...outcome, ...(thrown ? describeError(thrown.error, inspect) : { printed: "" }) };
}

/** All faults of an outcome, in words. Empty if the promise was kept. */
export function findFaults(
  scenario: Scenario,
  expected: Expectation,
  adapter: ScenarioAdapter,
  outcome: Outcome,
  server: { readonly requests: readonly { readonly method: string }[]; readonly strays: number; readonly openResponses: number },
): string[] {
  const { error, rows } = outcome;
  const { requests = 1 } = expected;
  const wanted = expected.error ?? "the data";
  const got = error?.name ?? "the data";
  const isWhole = scenario.kind !== "json" || outcome.value === (adapter.value ?? adapter.sample.json);
  return [
    wanted !== got && `ended in ${got}, not ${wanted}${error ? ` (${error.message})` : ""}`,
    !error && !isWhole && `gave ${outcome.value?.slice(0, 80)} instead of what was sent`,
    ...Object.entries(expected.fields ?? {}).map(
      ([name, field]) => error?.fields[name] !== field && `has ${name} ${String(error?.fields[name])}, not ${String(field)}`,
    ),
    expected.message !== undefined &&
      !error?.message.includes(expected.message) &&
      `does not say "${expected.message}": ${error?.message}`,
    expected.rows !== undefined && rows !== expected.rows && `handed out ${rows} rows, not ${expected.rows}`,
    (requests === "several" ? server.requests.length < 2 : server.requests.length !== requests) &&
      `made ${server.requests.length} requests, not ${requests}`,
    expected.method !== undefined &&
      server.requests.at(-1)?.method !== expected.method &&
      `used method ${server.requests.at(-1)?.method}`,
    server.strays > 0 && "reached the other origin",
    outcome.printed.includes(adapter.secret) && `shows the secret: ${outcome.printed}`,
    outcome.timersLeft > 0 && `left ${outcome.timersLeft} timers`,
    // A platform's `Request` listens to its signal for as long as it lives.
    adapter.surface !== "fetch" && outcome.listenersLeft > 0 && `left ${outcome.listenersLeft} listeners on the caller's signal`,
    server.openResponses > 0 && `left ${server.openResponses} responses open`,
  ].filter((fault) => fault !== false);
}

function describeError(error: unknown, inspect: (value: unknown) => string): Pick<Outcome, "error" | "printed"> {
  if (error === ABORT_REASON) return { error: { name: "abort", message: ABORT_REASON, fields: {} }, printed: "" };
  const { name, message, stack } = error as Error;
  const fields = Object.fromEntries(Object.entries(error as object).filter(([, value]) => typeof value !== "object"));
  const { body } = error as { body?: unknown };
  const sizes = typeof body === "string" ? { bodyLength: body.length } : {};
  return {
    error: { name, message, fields: { ...fields, ...sizes } },
    printed: [inspect(error), String(error), stack, JSON.stringify(error)].join("\n"),
  };
}
