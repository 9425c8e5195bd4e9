import { expect, test } from "vitest";
import { growthOf, LINEAR } from "../../../../../../test/growth-of.ts";
import { listFences } from "../../../../src/stages/extract/extractors/fences.ts";

test("a fence ends at one of the same mark that is at least as long and has no text behind it", () => {
  const [fence] = listFences("~~~~text\n```\n~~~\n~~~~ no\n~~~~~\nafter\n");
  expect(fence).toEqual({ info: "text", text: "```\n~~~\n~~~~ no", firstLine: 2, indent: 0, closed: true });
});

test("a line with backticks in its info is inline code and opens nothing", () => {
  expect(listFences("```a``` b\n```js\n1\n```\n")).toMatchObject([{ info: "js", firstLine: 3 }]);
});

test("CRLF, LF and CR end lines alike", () => {
  for (const end of ["\r\n", "\n", "\r"])
    expect(listFences(["```", "a", "", "b", "```"].join(end))).toMatchObject([{ text: "a\n\nb", closed: true }]);
});

test("a fence without content differs from one that never ends", () => {
  expect(listFences("```\n```\n")).toMatchObject([{ text: "", closed: true }]);
  expect(listFences("```")).toMatchObject([{ text: "", closed: false }]);
});

test("a page with many fences takes time in proportion", async () => {
  expect(listFences("```\na\n```\n".repeat(50_000))).toHaveLength(50_000);
  expect(await growthOf((count) => "```\na\n```\n".repeat(count), listFences, 25_000)).toBeLessThan(LINEAR);
});
