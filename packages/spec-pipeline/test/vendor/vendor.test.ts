import { expect, test } from "vitest";
import { readVendor } from "../../src/vendor/vendor.ts";

const PAGE = `  - file: users.md
    url: https://docs.example/users.md
    retrieved: 2026-01-01
    sha256: ${"a".repeat(64)}
`;

function read(text: string): ReturnType<typeof readVendor> {
  return readVendor("acme", { file: "specs/acme/vendor.yaml", text, firstLine: 1 }, ["gitbook", "mintlify"]);
}

test("a setting that is left out has its default", () => {
  expect(read(`baseUrl: https://api.example\ndialect: mintlify\npages:\n${PAGE}`)).toEqual({
    value: {
      id: "acme",
      baseUrl: "https://api.example",
      dialect: "mintlify",
      clientParameters: [],
      output: "packages/acme-client/src/generated",
      pages: [{ file: "users.md", url: "https://docs.example/users.md", retrieved: "2026-01-01", sha256: "a".repeat(64) }],
      ignore: [],
      prefer: [],
      mock: true,
    },
    problems: [],
  });
});

test.each([
  [
    "an address with a slash at its end",
    "baseUrl: https://api.example/\n",
    "",
    1,
    "baseUrl: must be an address without a slash at its end",
  ],
  ["a folder that is not called generated", "", "output: src\n", 7, "output: must be a folder called generated"],
  ["a folder outside of the workspace", "", "output: ../generated\n", 7, "output: must be a folder called generated"],
  [
    "a folder behind a line break",
    "",
    String.raw`output: "a\n/../../b/generated"` + "\n",
    7,
    "output: must be a folder called generated",
  ],
  ["a folder with a character that nobody sees", "", String.raw`output: "a\u202Eb/generated"` + "\n", 7, "output: must be"],
  ["an exception without a reason", "", "ignore:\n  - rule: a\n", 8, "ignore.0: “reason” is missing"],
  ["an exception with a short reason", "", "ignore:\n  - rule: a\n    reason: no\n", 9, "a sentence that says why"],
  [
    "an exception for what is wrong in a file of ours",
    "",
    "ignore:\n  - rule: overlay-without-effect\n    reason: The page will say it soon.\n",
    8,
    "ignore: overlay-without-effect cannot be accepted",
  ],
  ["a page twice", "", PAGE, 7, "users.md is listed twice"],
  ["a page elsewhere", "", PAGE.replace("users.md", "../users.md"), 7, "must be a file name below pages/"],
  [
    "an address that is not https",
    "",
    PAGE.replace("users.md", "b.md").replace("https:", "http:"),
    8,
    "must be an https address",
  ],
  ["no dialect", "", "dialekt: a\n", 7, "“dialekt” is not a setting"],
])("%s is refused at its line", (_name, baseUrl, rest, line, message) => {
  const { value, problems } = read(
    `${baseUrl || "baseUrl: https://api.example\n"}dialect: mintlify\npages:\n${PAGE.trimEnd()}\n${rest}`.replace(/^/, ""),
  );
  expect(value).toBeUndefined();
  expect(problems).toContainEqual(
    expect.objectContaining({
      message: expect.stringContaining(message),
      location: expect.objectContaining({ line: line + (rest === "" ? 0 : 1) }),
    }),
  );
});

test("several mistakes are reported at once", () => {
  const { problems } = read("dialect: 1\npages: []\n");
  expect(problems.map(({ message }) => message)).toEqual([
    "vendor.yaml: “baseUrl” is missing",
    "dialect: must be string, found 1",
    "pages: must NOT have fewer than 1 items, found []",
  ]);
});
