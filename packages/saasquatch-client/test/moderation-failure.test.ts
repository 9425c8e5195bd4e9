import { ApiError, ConfigurationError, ConnectionError, TimeoutError } from "@specloom/client-runtime";
import { expect, test } from "vitest";
import { moderationFailure } from "../src/moderation-failure.ts";

const call = (attempts: number) => ({
  operation: { id: "moderateReferrals", method: "POST", path: "/{tenant_alias}/referrals/moderate" },
  attempts,
});
const errorOf = (status: number) =>
  new ApiError(call(1), `was errorOf ${status}`, { status, body: "", headers: new Headers(), requestId: undefined });
const option = { option: "hooks.onResponse", expected: "a function that does not throw" };

test.each([
  ["a wrong option", new ConfigurationError(call(0), "cannot start", option), "unsent"],
  ["a connection that was refused", new ConnectionError(call(1), "found no connection", { reason: "not-sent" }), "unsent"],
  ["a hook that threw after the request", new ConfigurationError(call(1), "cannot go on", option), "silent"],
  ["a connection that broke", new ConnectionError(call(1), "lost its connection", { reason: "interrupted" }), "silent"],
  ["a time limit", new TimeoutError(call(1), "took longer", { limit: "timeoutMs", ms: 5 }), "silent"],
  ["401", errorOf(401), "forbidden"],
  ["403", errorOf(403), "forbidden"],
  ["429", errorOf(429), "refused"],
  ["408, of a gateway", errorOf(408), "silent"],
  ["502", errorOf(502), "silent"],
  ["503", errorOf(503), "silent"],
  ["504", errorOf(504), "silent"],
  ["400", errorOf(400), "responded"],
  ["500", errorOf(500), "responded"],
] as const)("%s is %s", (_, error, kind) => {
  expect(moderationFailure(error)).toEqual({ kind, error });
});

test("a program may abort with any value, and the account has it as an error", () => {
  const { kind, error } = moderationFailure("enough");
  expect([kind, error.message, error.cause]).toEqual(["silent", "enough", "enough"]);
});
