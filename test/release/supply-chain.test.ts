import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { publishedPackages } from "../../scripts/release/published-packages.ts";
import { listFiles } from "../workspace.ts";
import { acceptedLicences, dependencyProblems, licenceProblems, shippedWith } from "./supply-chain.ts";

const packages = publishedPackages(".");
const manifests = Object.fromEntries(packages.map(({ manifest }) => [manifest.name, manifest]));
const ownIds = new Set(packages.map(({ manifest }) => `${manifest.name}@${manifest.version}`));
const clients = packages.filter(({ folder }) => folder.endsWith("-client"));

/** The packages that a published package may bring along. The pipeline is a tool, and may have tools. */
const allowed: Record<string, string[]> = {
  "@specloom/client-runtime": ["eventsource-parser", "openapi-fetch"],
  "profound-client": ["@specloom/client-runtime"],
  "saasquatch-client": ["@specloom/client-runtime"],
};

test("five packages are published, under one licence and from one repository", () => {
  expect(Object.keys(manifests).toSorted()).toEqual([
    "@specloom/client-runtime",
    "@specloom/command",
    "profound-client",
    "saasquatch-client",
    "specloom",
  ]);
  for (const { folder, manifest } of packages) {
    expect(manifest).toMatchObject({
      license: "MIT",
      repository: { type: "git", url: "git+https://github.com/specloom/specloom.git", directory: folder },
      publishConfig: { access: "public" },
      sideEffects: false,
      type: "module",
    });
    expect(readFileSync(join(folder, "LICENSE"), "utf8")).toBe(readFileSync("LICENSE", "utf8"));
  }
});

test.each(Object.keys(allowed))("%s depends on nothing but what it may", (name) => {
  expect(dependencyProblems(manifests[name]!, allowed[name]!)).toEqual([]);
});

test("a further dependency, a peer or an optional one is a problem", () => {
  const manifest = {
    name: "some-client",
    version: "0.1.0",
    dependencies: { a: "1.0.0", zod: "4.0.0" },
    peerDependencies: { b: "*" },
  };
  expect(dependencyProblems(manifest, ["a"])).toEqual([
    'some-client: dependencies has "zod"',
    'some-client: peerDependencies has "b"',
  ]);
});

test.each(clients)("$manifest.name brings four packages along in all", ({ folder }) => {
  const names = [...shippedWith(folder).values()].map(({ name }) => name);
  expect(names.toSorted()).toEqual([
    "@specloom/client-runtime",
    "eventsource-parser",
    "openapi-fetch",
    "openapi-typescript-helpers",
  ]);
});

/** The reviewed versions. A new version is a new line for a reviewer. */
const listed: Record<string, { listed: string; why: string }> = JSON.parse(
  readFileSync("test/release/shipped-dependencies.json", "utf8"),
);
const shipped = new Set(packages.flatMap(({ folder }) => [...shippedWith(folder).keys()].filter((id) => !ownIds.has(id))));

test("every version that ships is listed with its day and its reason, and nothing else is", () => {
  expect(Object.keys(listed).toSorted()).toEqual([...shipped].toSorted());
  for (const entry of Object.values(listed))
    expect(entry).toEqual({ listed: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/), why: expect.stringMatching(/^.{10,}$/) });
});

test("a version is chosen when it is two weeks old, by pnpm as by Renovate", () => {
  const settings: Record<string, unknown> = parse(readFileSync("pnpm-workspace.yaml", "utf8"));
  expect(settings).toMatchObject({ minimumReleaseAge: 14 * 24 * 60, minimumReleaseAgeStrict: true });
  // An exception is one version, and none that ships.
  const { minimumReleaseAgeExclude: exceptions = [] }: { minimumReleaseAgeExclude?: readonly string[] } = settings;
  for (const exception of exceptions) {
    expect(exception).toMatch(/^.+@\d+\.\d+\.\d+$/);
    expect([...shipped]).not.toContain(exception);
    expect(readFileSync("pnpm-lock.yaml", "utf8")).toContain(exception);
  }
});

test.each(packages)("every package that comes with $manifest.name has a known licence", ({ folder }) => {
  expect(licenceProblems(shippedWith(folder))).toEqual([]);
});

test("a licence that is unknown, or missing, is a problem; a choice with a known one is not", () => {
  const manifest = { name: "a", version: "1.0.0" };
  const choices = new Map(
    ["AGPL-3.0", undefined, "(MIT OR GPL-2.0)"].map((license, n) => [`a@${n}`, { ...manifest, ...(license && { license }) }]),
  );
  expect(licenceProblems(choices)).toEqual(["a@0: licence AGPL-3.0", "a@1: licence none given"]);
  expect(acceptedLicences).toContain("MIT");
});

test("versions of production dependencies are exact, except our own, which follow by range", () => {
  for (const { manifest } of packages) {
    for (const [name, range] of Object.entries(manifest.dependencies ?? {}))
      expect(`${name} ${range}`).toMatch(name in manifests ? / workspace:\^$/ : / \d+\.\d+\.\d+$/);
  }
});

/** Where pnpm installs from: the workspace, and the tools of the rehearsal outside of it. */
const installs = [".", "scripts/release/tools"];

test.each(installs)("every package in the lockfile of %s comes from the registry, with its hash", (folder) => {
  const lock: { packages: Record<string, { resolution: { integrity?: string } }> } = parse(
    readFileSync(join(folder, "pnpm-lock.yaml"), "utf8"),
  );
  const unhashed = Object.entries(lock.packages).filter(
    ([, { resolution }]) => !resolution.integrity || Object.keys(resolution).length > 1,
  );
  expect(unhashed.map(([id]) => id)).toEqual([]);
});

test("there is no lockfile but pnpm's, and that of the bench's peers, which stay out of it", () => {
  const names = "{package-lock.json,npm-shrinkwrap.json,yarn.lock,bun.lock,bun.lockb}";
  expect(listFiles(`**/${names}`)).toEqual(["packages/bench/peers/package-lock.json"]);
});

test.each(installs)("an install script that may run, or may not, in %s has its reason beside it", (folder) => {
  const settings = readFileSync(join(folder, "pnpm-workspace.yaml"), "utf8");
  const lines = settings.split("\n");
  const decisions = lines.slice(lines.indexOf("allowBuilds:") + 1);
  const unexplained = decisions.filter(
    (line, index) => /^ {2}[^#\s].*: (true|false)$/.test(line) && !decisions[index - 1]?.includes("#"),
  );
  expect(unexplained).toEqual([]);
  expect(settings).not.toContain("dangerouslyAllowAllBuilds");
});
