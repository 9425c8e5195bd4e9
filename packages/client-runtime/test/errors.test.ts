import { describe, expect, test } from "vitest";
import * as built from "../dist/index.mjs";
import * as source from "../src/index.ts";

const operation = { id: "search", method: "POST", path: "/search" };
const call = { operation, attempts: 2 };
const made = {
  ApiError: new source.ApiError(call, "got 500: ", { status: 500, body: { private: 1 }, headers: new Headers() }),
  ConfigurationError: new source.ConfigurationError(undefined, "wrong", { option: "a", expected: "b" }),
  ConnectionError: new source.ConnectionError(call, "broke", { reason: "interrupted", cause: "the cause" }),
  ResponseError: new source.ResponseError(call, "got 200, but empty", { reason: "empty" }),
  TimeoutError: new source.TimeoutError(call, "took longer", { limit: "timeoutMs", ms: 5 }),
};
const guards = {
  ApiError: [source.isApiError, built.isApiError],
  ConfigurationError: [source.isConfigurationError, built.isConfigurationError],
  ConnectionError: [source.isConnectionError, built.isConnectionError],
  ResponseError: [source.isResponseError, built.isResponseError],
  TimeoutError: [source.isTimeoutError, built.isTimeoutError],
} as const;

describe.each(Object.entries(made))("%s", (name, error) => {
  test("is known by its own guard, also of another installed copy, and by no other", () => {
    for (const [other, both] of Object.entries(guards)) {
      for (const guard of both) expect(guard(error)).toBe(other === name);
    }
    expect([source.isCallError(error), built.isCallError(error)]).toEqual([true, true]);
    expect(error instanceof built.CallError).toBe(false);
  });

  test("has its name as its code, and is an Error", () => {
    expect(error).toBeInstanceOf(Error);
    expect([error.name, error.code]).toEqual([name, name]);
    expect(Object.keys(error)).not.toContain("name");
  });
});

test.each([undefined, null, 0, "ApiError", {}, new Error("x"), { name: "ApiError", code: "ApiError" }])(
  "%j is no error of ours",
  (value) => {
    for (const guard of [...Object.values(guards).flat(), source.isCallError]) expect(guard(value)).toBe(false);
  },
);

test("an error carries operation, attempts and cause, and says all three where it is printed", () => {
  expect(made.ConnectionError).toMatchObject({ operation, attempts: 2, cause: "the cause" });
  expect(made.ConnectionError.message).toBe("search (POST /search) broke");
  expect([made.ConfigurationError.operation, made.ConfigurationError.attempts]).toEqual([undefined, 0]);
});

test("body and headers of a response are there, and are not printed", () => {
  expect(made.ApiError.body).toEqual({ private: 1 });
  expect(Object.keys(made.ApiError)).toEqual(["code", "operation", "attempts", "status"]);
});

test("a wrong option is said with what was expected and given, cut", () => {
  const error = source.invalidOption("limit", "a number", "x".repeat(1000));
  expect(error.message).toMatch(/^cannot start: limit must be a number, not "x{80}"\.$/);
  expect(source.invalidOption("apiKey", "a key").message).toBe("cannot start: apiKey must be a key.");
});

test.each(["", "a b", "line\n", "ключ", "\u0000", " key"])(
  "a secret that cannot be sent is refused and not shown: %j",
  (value) => {
    expect(() => source.checkSecret("apiKey", value)).toThrow(
      "cannot start: apiKey must be visible ASCII without spaces or line breaks.",
    );
  },
);

test("a secret that can be sent is given back", () => {
  expect(source.checkSecret("apiKey", "sk-!~")).toBe("sk-!~");
});
