import { expect, test } from "vitest";
import { inHtml, htmlText } from "../../src/print/html-text.ts";

test("a text of a page opens no tag, ends no attribute and hides nothing", () => {
  expect(inHtml`<p title="${htmlText(`"><img src=x onerror='alert(1)'>`)}">${htmlText("<script>&amp;\u202e")}</p>`).toBe(
    String.raw`<p title="&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;">&lt;script&gt;&amp;amp;\u202e</p>`,
  );
});

test("no line of it is a command for a build server", () => {
  expect(htmlText("a\n::error file=x::b\n##[group]c, a::b ## d")).toBe(
    String.raw`a\u000a&#58;:error file=x&#58;:b\u000a#&#35;[group]c, a&#58;:b ## d`,
  );
});
