import { expect, test } from "vitest";
import { keepsLimit } from "../src/keeps-limit.ts";

const figure = (value: number) => ({ median: value, lowest: value, highest: value, samples: 1 });

test("a figure meets a limit if it is no larger and nothing failed", () => {
  expect(keepsLimit(figure(10), 10, {})).toBe(true);
  expect(keepsLimit(figure(11), 10, {})).toBe(false);
  expect(keepsLimit({ failure: "broke" }, 10, {})).toBe(false);
  expect(keepsLimit(undefined, 10, {})).toBe(false);
});

test("what is relative to peers is kept beside all of them", () => {
  const limit = [
    { peer: "@profoundai/client", times: 1 / 3 },
    { peer: "openapi-fetch", times: 4 },
  ] as const;
  const beside = (official: number, bare: number) => ({ "@profoundai/client": figure(official), "openapi-fetch": figure(bare) });
  expect(keepsLimit(figure(4), limit, beside(12, 1))).toBe(true);
  expect(keepsLimit(figure(4), limit, beside(11, 1))).toBe(false);
  expect(keepsLimit(figure(4), limit, beside(12, 0.9))).toBe(false);
});

test("beside a peer that failed, or was not measured, nothing is kept", () => {
  const limit = [{ peer: "openapi-fetch", times: 4 }] as const;
  expect(keepsLimit(figure(1), limit, { "openapi-fetch": { failure: "broke" } })).toBe(false);
  expect(keepsLimit(figure(1), limit, {})).toBe(false);
});
