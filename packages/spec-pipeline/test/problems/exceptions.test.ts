import { expect, test } from "vitest";
import { adoptFindings } from "../../src/problems/exceptions.ts";
import type { Problem } from "../../src/problems/problem.ts";

test("the reason of an exception shows invisible characters of a page's names, on one line and cut", () => {
  const found: Problem = {
    rule: "operation-id-name",
    severity: "warning",
    message: "Operation object should contain `summary` field.",
    location: { file: "specs/acme/pages/users.md", line: 3 },
    pointer: `#/paths/~1users\u202E\u200B\n${"x".repeat(5000)}/get`,
  };
  const [exception] = adoptFindings([found], ["warning"]).exceptions;
  expect(exception?.reason).toMatch(/^The document came with it, first at #\/paths\/~1users\\u202e\\u200b x+…\. Accepted unseen/);
  expect(exception?.reason.length).toBeLessThan(300);
});
