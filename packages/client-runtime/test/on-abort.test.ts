import { EventEmitter, getEventListeners } from "node:events";
import { afterEach, beforeEach, expect, test } from "vitest";
import { onAbort } from "../src/on-abort.ts";
import { callFor } from "./support/adapter.ts";
import { errorOf, eventsOf, json } from "./support/in-memory.ts";

const warnings: Error[] = [];
const keep = (warning: Error): number => warnings.push(warning);
beforeEach(() => void process.on("warning", keep));
afterEach(() => {
  process.off("warning", keep);
  warnings.length = 0;
});

/** Warnings are sent in a later turn. */
const turn = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 5));

test("many calls and streams on one signal have one listener, and print no warning", async () => {
  const { signal } = new AbortController();
  let pending: ((response: Response) => void)[] = [];
  const call = callFor({ fetch: () => new Promise((resolve) => void pending.push(resolve)) });
  const calls = Array.from({ length: 3 * EventEmitter.defaultMaxListeners }, () =>
    call("search", { body: { text: "x" } }, { signal }),
  );
  await turn();
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
  for (const resolve of pending) resolve(json({ total: 0, name: "" }));
  await Promise.all(calls);
  pending = [];
  const streams = Array.from({ length: 3 * EventEmitter.defaultMaxListeners }, () =>
    call("watch", { body: {} }, { signal }).next(),
  );
  await turn();
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
  for (const resolve of pending) resolve(eventsOf([]));
  await Promise.all(streams);
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
  expect(warnings).toEqual([]);
});

test("each call that shares a signal ends with its reason", async () => {
  const controller = new AbortController();
  const call = callFor({ fetch: () => new Promise(() => {}) });
  const errors = Array.from({ length: 20 }, () =>
    errorOf(call("search", { body: { text: "x" } }, { signal: controller.signal })),
  );
  await turn();
  const reason = new Error("enough");
  controller.abort(reason);
  expect(new Set(await Promise.all(errors))).toEqual(new Set([reason]));
});

test("a callback that was removed is not called, also while others are", () => {
  const controller = new AbortController();
  const done: string[] = [];
  const release = onAbort(controller.signal, () => void done.push("first"));
  onAbort(controller.signal, () => void done.push("second"));
  release();
  release();
  controller.abort();
  expect(done).toEqual(["second"]);
});

test("without a signal there is nothing to do", () => {
  expect(() => onAbort(undefined, () => {})()).not.toThrow();
});
