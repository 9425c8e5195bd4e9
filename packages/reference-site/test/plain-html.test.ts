import { expect, test } from "vitest";
import { plainHtml } from "../src/plain-html.ts";

test("tags of ours stay", () => {
  expect(plainHtml("<details><summary>")).toBe("<details><summary>");
  expect(plainHtml("</summary></details><br>")).toBe("</summary></details><br>");
});

test.each([
  "<script>alert(1)</script>",
  '<img src=x onerror="alert(1)">',
  '<a href="javascript:alert(1)">x</a>',
  "<details ontoggle=alert(1) open>",
  "<br/onload=alert(1)>",
  "<iframe srcdoc=x>",
  "&lt;script>",
])("%s is text", (html) => {
  expect(plainHtml(html)).not.toMatch(/<[^>]/);
});
