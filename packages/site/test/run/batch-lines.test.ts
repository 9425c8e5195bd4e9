import { expect, test } from "vitest";
import { batchLines } from "../../src/run/batch-lines.ts";

function told(): { texts: string[]; lines: ReturnType<typeof batchLines> } {
  const texts: string[] = [];
  return { texts, lines: batchLines((text) => void texts.push(text)) };
}

test("the first line is told at once, and what is left at the end", () => {
  const { texts, lines } = told();
  lines.print("a");
  expect(texts).toEqual(["a"]);
  lines.print("b");
  lines.print("c");
  lines.flush();
  expect(texts.join("\n")).toBe("a\nb\nc");
});

test("a program that prints without end is told to a limit, in few parts, and the reader learns of it", () => {
  const { texts, lines } = told();
  for (let index = 0; index < 100_000; index += 1) lines.print("x".repeat(40));
  const text = texts.join("\n");
  expect(text.length).toBeLessThan(110_000);
  expect(text).toMatch(/\n… the page shows no more: this is too much to read$/);
  expect(texts.length).toBeLessThan(100);
});
