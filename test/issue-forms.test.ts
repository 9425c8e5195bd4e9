import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { issueConfigProblems, issueFormProblems } from "./issue-form-problems.ts";
import { isThere, listFiles, readPackages, readText } from "./workspace.ts";

const FOLDER = ".github/ISSUE_TEMPLATE";
const forms = listFiles(`${FOLDER}/*.yml`).filter((path) => !path.endsWith("/config.yml"));
const config = `${FOLDER}/config.yml`;
const BUG = readText(`${FOLDER}/client-bug.yml`);

test("there is a form for a bug, for a wrong spec and for an idea", () => {
  expect(forms).toEqual(["client-bug", "idea", "spec-correction"].map((name) => `${FOLDER}/${name}.yml`));
});

test.each(forms)("%s has no problem", (path) => {
  expect(issueFormProblems(path, readText(path))).toEqual([]);
});

test("beside the forms, a hole in security is led to SECURITY.md", () => {
  expect(issueConfigProblems(config, readText(config))).toEqual([]);
  const { contact_links }: { contact_links: { url: string }[] } = parse(readText(config));
  expect(contact_links.map(({ url }) => url)).toContain("https://github.com/specloom/specloom/blob/main/SECURITY.md");
  expect(isThere("SECURITY.md")).toBe(true);
});

/** The choices of a form. */
function optionsOf(form: string, id: string): unknown {
  const { body }: { body: { id?: string; attributes: { options?: unknown } }[] } = parse(readText(`${FOLDER}/${form}`));
  return body.find((element) => element.id === id)?.attributes.options;
}

test("the forms offer every published package, and every vendor", () => {
  const published = readPackages().filter(({ manifest }) => manifest.private !== true);
  expect(optionsOf("client-bug.yml", "package")).toEqual(expect.arrayContaining(published.map(({ manifest }) => manifest.name)));
  const vendors = listFiles("specs/*/vendor.yaml").map((path) => path.split("/")[1]);
  expect(optionsOf("spec-correction.yml", "vendor")).toEqual(vendors);
});

describe("a form", () => {
  test.each([
    ["description: A method", "descripton: A method", "“descripton” is not known here"],
    ["name: Bug in a client", "name: ''", "has no name"],
    ["- type: dropdown", "- type: select", "there is no element of the type “select”"],
    ["id: versions", "id: the versions", "has no id of letters"],
    ["id: versions", "id: package", "two elements have the same id"],
    ["label: Versions", "label: Package", "two elements have the same label"],
    ["      label: Versions\n", "", "has no label"],
    ["      render: ts", "      renders: ts", "“renders” is not known here"],
    ["        - saasquatch-client", "        - profound-client", "needs options, each of them once"],
    ["required: true", "require: true", "“require” is not known here"],
  ])("a form with “%s” replaced by “%s” has a problem", (from, to, problem) => {
    expect(BUG).toContain(from);
    expect(issueFormProblems("bug.yml", BUG.replace(from, to)).join("\n")).toContain(problem);
  });

  test("without anything to fill in has a problem", () => {
    const form = "name: A\ndescription: B\nbody: [{ type: markdown, attributes: { value: C } }]\n";
    expect(issueFormProblems("a.yml", form)).toEqual(["a.yml: asks for nothing"]);
  });
});

test("a link without an address, and a misspelt switch, are problems", () => {
  const source = "blank_issue_enabled: false\ncontact_links: [{ name: A, about: B, url: SECURITY.md }]\n";
  expect(issueConfigProblems("config.yml", source)).toEqual([
    "config.yml: “blank_issue_enabled” is not known here",
    "config.yml: does not say whether blank issues are enabled",
    "config.yml contact_links[0]: has no https address",
  ]);
});
