import { describe, expect, test } from "vitest";
import { readValue } from "../src/read-value.ts";

describe("a typed value", () => {
  test.each([
    [{ types: ["integer"] }, "12", 12],
    [{ types: ["number"] }, "-1.5", -1.5],
    [{ types: ["string"] }, "12", "12"],
    [{ types: ["string", "null"] }, "null", "null"],
    [{ types: ["boolean"] }, "false", false],
    [{ types: ["string"], values: ["PENDING", "DENIED"] }, "pending", "PENDING"],
    [{ types: ["object"] }, '{"a":[1]}', { a: [1] }],
    [{ types: ["string", "array"] }, '["a"]', ["a"]],
    [{ types: ["string", "array"] }, "a", "a"],
    [{}, "1", 1],
    [{}, "text", "text"],
  ])("%j reads %s", (rule, text, value) => {
    expect(readValue(rule, text)).toEqual(value);
  });

  test.each([
    [{ types: ["integer"] }, "1.5", "a whole number is expected"],
    [{ types: ["integer"] }, "", "a whole number is expected"],
    [{ types: ["integer"] }, "9007199254740993", "holds exactly"],
    [{ types: ["integer"], minimum: 1, maximum: 50 }, "51", "50 at most"],
    [{ types: ["number"], minimum: 1 }, "0", "1 or more"],
    [{ types: ["boolean"] }, "yes", "true or false"],
    [{ types: ["string"], values: ["a", "b"] }, "c", "one of a, b"],
    [{ types: ["object"] }, "{a}", "JSON is expected"],
  ])("%j refuses %s", (rule, text, message) => {
    expect(() => readValue(rule, text)).toThrow(message);
  });
});
