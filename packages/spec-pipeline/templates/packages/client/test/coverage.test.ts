import { expect, test } from "vitest";
import { operations } from "../src/generated/operations.gen.ts";
import { outputValidators } from "../src/validators.ts";
import { callById, createOfflineClient } from "./offline-client.ts";

const ANSWERS = {
  binary: ["application/octet-stream", "bytes"],
  events: ["text/event-stream", "data: {}\n\n"],
  json: ["application/json", "{}"],
  none: ["text/plain", ""],
  text: ["text/plain", "text"],
} as const;

test("every operation of the spec can be called by its id", async () => {
  const sent: string[] = [];
  let answer: (typeof ANSWERS)[keyof typeof ANSWERS] = ANSWERS.none;
  const client = createOfflineClient(async (url, init) => {
    sent.push(`${init.method} ${new URL(url).href}`);
    const [contentType, body] = answer;
    return new Response(init.method === "HEAD" ? null : body, { headers: { "content-type": contentType } });
  });
  const expected: string[] = [];
  for (const [id, operation] of Object.entries(operations)) {
    const { method, path, response } = operation;
    expected.push(`${method} ${new URL(`https://api.example${path.replaceAll(/\{[^}]+\}/g, "one")}`).href}`);
    answer = ANSWERS[response];
    await callById(client, id, operation);
  }
  expect(sent).toEqual(expected);
});

test("there is a check for the answer of every operation", () => {
  expect(Object.keys(outputValidators).toSorted()).toEqual(Object.keys(operations).toSorted());
});
