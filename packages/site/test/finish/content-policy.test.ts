import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { contentPolicy, withPolicy } from "../../src/finish/content-policy.ts";

const PAGE = '<html><head><script>theme()</script><script src="a.js"></script></head></html>';

test("only the programs of trusted pages run, and files of the site load", () => {
  const policy = contentPolicy([PAGE], [PAGE]);
  const hash = createHash("sha256").update("theme()").digest("base64");
  expect(policy).toContain(`script-src 'self' 'wasm-unsafe-eval' 'sha256-${hash}';`);
  expect(policy).toMatch(/^default-src 'none'; /);
  expect(withPolicy(PAGE, policy)).toContain(`<head><meta http-equiv="Content-Security-Policy" content="${policy}"/><script>`);
});

test.each(["<script>alert(1)</script>", '<script type="module">alert(1)</script>'])(
  "%s of one page alone is an error",
  (program) => {
    expect(() => contentPolicy([PAGE], [PAGE, PAGE.replace("</head>", `${program}</head>`)])).toThrow("alert(1)");
  },
);
