import { expect, expectTypeOf, test } from "vitest";
import { ApiError, type ApiErrorGuard, isApiError as isAnyApiError } from "../src/index.ts";

interface Operations {
  get: {
    input: object;
    output: unknown;
    stream: false;
    errors: { 404: { missing: string }; 422: { fields: string[] }; "4XX": { message: string }; default: { trace: string } };
  };
  add: { input: object; output: unknown; stream: false; errors: { 409: { other: string } } };
  plain: { input: object; output: unknown; stream: false };
}

const isApiError: ApiErrorGuard<Operations> = isAnyApiError;

const errorOf = (id: string, status: number): unknown =>
  new ApiError({ operation: { id, method: "GET", path: "/" }, attempts: 1 }, "got 404", {
    status,
    body: { missing: "a" },
    headers: new Headers(),
  });

test("an error is one of an operation by its id", () => {
  const error = errorOf("get", 404);
  expect([isApiError(error), isApiError(error, "get"), isApiError(error, "add")]).toEqual([true, true, false]);
  expect(isApiError(new Error("no"), "get")).toBe(false);
  // A list hands its filter an index too.
  expect([error, errorOf("add", 409)].filter(isAnyApiError).filter(isApiError)).toHaveLength(2);
});

test("the status tells which of the documented bodies an error has", () => {
  const error = errorOf("get", 404);
  if (!isApiError(error, "get")) throw new Error("it is one");
  if (error.status === 404) {
    expectTypeOf(error.body).toEqualTypeOf<{ missing: string }>();
  }
  if (error.status === 422) expectTypeOf(error.body).toEqualTypeOf<{ fields: string[] }>();
  // A range stands for its statuses that are not named, and default for the rest.
  if (error.status === 409) expectTypeOf(error.body).toEqualTypeOf<{ message: string }>();
  if (error.status === 503) expectTypeOf(error.body).toEqualTypeOf<{ trace: string }>();
  switch (error.status) {
    case 404:
      expectTypeOf(error.body.missing).toEqualTypeOf<string>();
      break;
    default:
      // @ts-expect-error no body is known for all the others
      expectTypeOf(error.body.missing).toEqualTypeOf<string>();
  }
});

test("a body that is not documented is unknown", () => {
  const error = errorOf("add", 409);
  if (isApiError(error, "add")) {
    if (error.status === 409) expectTypeOf(error.body).toEqualTypeOf<{ other: string }>();
    if (error.status === 404) expectTypeOf(error.body).toEqualTypeOf<unknown>();
  }
  if (isApiError(error, "plain") && error.status === 400) expectTypeOf(error.body).toEqualTypeOf<unknown>();
  if (isApiError(error)) {
    expectTypeOf(error).toEqualTypeOf<ApiError>();
    expectTypeOf(error.status).toEqualTypeOf<number>();
  }
  // @ts-expect-error no operation of the API
  expect(isApiError(error, "lost")).toBe(false);
});
