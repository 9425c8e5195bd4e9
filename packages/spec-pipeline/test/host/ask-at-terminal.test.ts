import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { askAtTerminal } from "../../src/host/ask-at-terminal.ts";
import { inTerminal } from "../../src/print/terminal-text.ts";

const never = new AbortController().signal;
const question = inTerminal`Add it?`;

function terminal(): { stdin: PassThrough; stderr: PassThrough } {
  return { stdin: new PassThrough(), stderr: new PassThrough() };
}

test.each([
  ["\n", true],
  ["y\n", true],
  ["Yes \n", true],
  ["n\n", false],
  ["no\n", false],
  ["what?\n", false],
])("the reply %j means %j", async (answer, meant) => {
  const streams = terminal();
  streams.stdin.write(answer);
  expect(await askAtTerminal(question, never, streams)).toBe(meant);
  streams.stderr.end();
  expect(await text(streams.stderr)).toBe("Add it? [Y/n] ");
});

test("the end of the input is a no", async () => {
  const streams = terminal();
  streams.stdin.end();
  expect(await askAtTerminal(question, never, streams)).toBe(false);
});

test("an interruption is a no, before the question and while it waits", async () => {
  const stop = new AbortController();
  const asked = askAtTerminal(question, stop.signal, terminal());
  stop.abort();
  expect(await asked).toBe(false);
  expect(await askAtTerminal(question, stop.signal, terminal())).toBe(false);
});
