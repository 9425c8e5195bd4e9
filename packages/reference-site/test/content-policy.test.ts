import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { contentPolicy, withPolicy } from "../src/content-policy.ts";

const PAGE = '<html><head><script>theme()</script><script src="a.js"></script></head></html>';

test("only the programs of every page run, and files of the site load", () => {
  const policy = contentPolicy([PAGE, PAGE]);
  const hash = createHash("sha256").update("theme()").digest("base64");
  expect(policy).toContain(`script-src 'self' 'sha256-${hash}'`);
  expect(policy).toMatch(/^default-src 'none'; /);
  expect(withPolicy(PAGE, policy)).toContain(`<head><meta http-equiv="Content-Security-Policy" content="${policy}"/><script>`);
});

test("a program that one page alone has is an error", () => {
  const other = PAGE.replace("</head>", "<script>alert(1)</script></head>");
  expect(() => contentPolicy([PAGE, other])).toThrow("alert(1)");
});
