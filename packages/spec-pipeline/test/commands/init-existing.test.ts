import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { parseJson } from "../../src/document/json.ts";
import { emptyWorkspace, type TemporaryWorkspace } from "../temporary-workspace.ts";
import { PETS_3_1 } from "./init-documents.ts";

const REPOSITORY = join(import.meta.dirname, "../../../..");
const INIT = ["init", "pets", "--from", "pets.yaml"];

/** An existing folder, with a document beside it. */
function existing(files: Readonly<Record<string, string>>): TemporaryWorkspace {
  const folder = emptyWorkspace();
  folder.remove("specs");
  folder.write("pets.yaml", stringify(PETS_3_1));
  for (const [path, text] of Object.entries(files)) folder.write(path, text);
  return folder;
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** What `npm install specloom` leaves of a folder. */
const FRESH = { devDependencies: { specloom: "^0.0.0" } };

describe("init beside a package.json", () => {
  test("completes a manifest of npm's, with --yes, and names commands that exist", async () => {
    const folder = existing({
      "package.json": json({ scripts: { test: 'echo "Error: no test specified" && exit 1' }, ...FRESH }),
    });
    const { exitCode, output } = await folder.run([...INIT, "--yes"]);
    expect(exitCode).toBe(0);
    expect(output).toContain(
      "wrote specs/pets, packages/pets-client, .changeset/add-pets-client.md and package.json; next: npm install, npm run test --workspace pets-client",
    );
    expect(parseJson(folder.read("package.json"))).toEqual({
      scripts: {
        test: "specloom check && npm run test --workspaces --if-present",
        generate: "specloom generate",
        build: "npm run build --workspaces --if-present",
        types: "npm run types --workspaces --if-present",
      },
      workspaces: ["packages/*"],
      ...FRESH,
    });
    // The root has none of the tools, and its compiler options are somebody else's: the client has its own.
    expect(parseJson(folder.read("packages/pets-client/package.json"))).toMatchObject({
      devDependencies: { tsdown: expect.any(String), typescript: expect.any(String), vitest: expect.any(String) },
    });
    expect(parseJson(folder.read("packages/pets-client/tsconfig.json"))).toMatchObject({
      compilerOptions: { strict: true, rootDir: "." },
    });
    expect(folder.snapshot().has("tsconfig.base.json")).toBe(false);
  });

  test("adds nothing without a yes, and names the missing entries", async () => {
    const folder = existing({ "package.json": '{ "name": "mine" }\n' });
    const { exitCode, output } = await folder.run(INIT);
    expect(exitCode).toBe(0);
    expect(output).toContain(
      'package.json lacks "packages/*" in its workspaces, the scripts "generate": "specloom generate", "build": "npm run build --workspaces --if-present", ',
    );
    expect(output).toContain(
      '"specloom": "^0.0.0" in its devDependencies; it was left alone: add it by hand, as init --yes would have done',
    );
    expect(output).toContain("next: add what is missing, npm install, npm run test --workspace pets-client");
    expect(folder.read("package.json")).toBe('{ "name": "mine" }\n');
  });

  test.each([
    [true, '"workspaces"'],
    [false, '"mine"'],
  ])("asks at a terminal, and obeys the reply: %j", async (isYes, found) => {
    const folder = existing({ "package.json": '{ "name": "mine" }\n' });
    const questions: string[] = [];
    const ask = (question: string): Promise<boolean> => Promise.resolve(questions.push(question) > 0 && isYes);
    expect(await folder.run(INIT, { ask })).toMatchObject({ exitCode: 0 });
    expect(questions).toEqual([expect.stringMatching(/^package\.json lacks .*\. Add it\?$/)]);
    expect(folder.read("package.json")).toContain(found);
    expect(folder.read("package.json").includes("workspaces")).toBe(isYes);
  });

  test.each<[string, Record<string, string>, Record<string, string>, string]>([
    [
      "npm, other packages",
      { "package.json": json({ workspaces: ["apps/*"], scripts: { test: "node --test" }, ...FRESH }) },
      { "package.json": '"apps/*",\n    "packages/*"' },
      "npm install, npm run test --workspace pets-client",
    ],
    [
      "npm, all folders",
      {
        "package.json": json({
          workspaces: ["./packages/**/"],
          scripts: { test: "x", build: "x", types: "x", generate: "x" },
          ...FRESH,
        }),
      },
      {},
      "npm install, npm run test --workspace pets-client",
    ],
    [
      "yarn, with a list in an object, indented by tabs",
      { "yarn.lock": "", "package.json": '{\n\t"workspaces": { "packages": ["apps/*"], "nohoist": [] }\n}\n' },
      { "package.json": '\t"workspaces": {\n\t\t"packages": [\n\t\t\t"apps/*",\n\t\t\t"packages/*"\n\t\t],\n\t\t"nohoist": []' },
      "yarn install, yarn workspace pets-client run test",
    ],
    [
      "pnpm, with comments",
      { "package.json": json(FRESH), "pnpm-workspace.yaml": "packages:\n  # ours\n  - apps/*\ncatalog:\n  a: 1\n" },
      { "pnpm-workspace.yaml": "packages:\n  # ours\n  - apps/*\n  - packages/*\ncatalog:\n  a: 1\n" },
      "pnpm install, pnpm --filter pets-client run test",
    ],
    [
      "pnpm, by its manifest alone",
      { "package.json": json({ packageManager: "pnpm@12.0.0", ...FRESH }) },
      { "pnpm-workspace.yaml": "packages:\n  - packages/*\n" },
      "pnpm install, pnpm --filter pets-client run test",
    ],
    [
      "pnpm, which holds all packages but one",
      { "package.json": json(FRESH), "pnpm-workspace.yaml": 'packages: ["packages/*", "!packages/old"]\n' },
      { "pnpm-workspace.yaml": 'packages: ["packages/*", "!packages/old"]\n' },
      "pnpm install, pnpm --filter pets-client run test",
    ],
    [
      "bun",
      { "bun.lock": "{}", "package.json": json({ workspaces: ["packages/*"], ...FRESH }) },
      {},
      "bun install, bun run --filter pets-client test",
    ],
  ])("joins a workspace of %s", async (_what, files, after, next) => {
    const folder = existing(files);
    const { output } = await folder.run([...INIT, "--yes"]);
    expect(output).toContain(`next: ${next},`);
    for (const [path, text] of Object.entries(after)) expect(folder.read(path)).toContain(text);
    // Nobody is asked a second time, but where a script names the clients.
    folder.write("users.yaml", stringify(PETS_3_1));
    const second = await folder.run(["init", "users", "--from", "users.yaml"]);
    expect(second.output.includes("lacks")).toBe(next.startsWith("yarn"));
  });

  test.each([
    ["its lockfile", { "yarn.lock": "# THIS IS AN AUTOGENERATED FILE.\n# yarn lockfile v1\n" }, FRESH],
    ["its manifest", {}, { packageManager: "yarn@1.22.22", ...FRESH }],
  ])("keeps a root private where Yarn 1 is known by %s, and runs the scripts of every client", async (_, files, manifest) => {
    const folder = existing({ ...files, "package.json": json(manifest) });
    expect(await folder.run([...INIT, "--yes"])).toMatchObject({ exitCode: 0 });
    await folder.run(["init", "users", "--from", "pets.yaml", "--yes"]);
    expect(parseJson(folder.read("package.json"))).toMatchObject({
      private: true,
      workspaces: ["packages/*"],
      scripts: {
        build: "yarn workspace pets-client run build && yarn workspace users-client run build",
        generate: "specloom generate",
        test: "specloom check && yarn workspace pets-client run test && yarn workspace users-client run test",
      },
    });
  });

  test.each([
    ["npm", { "package.json": json({ workspaces: ["apps/*"] }) }, "npm install"],
    ["pnpm", { "package.json": json({}), "pnpm-workspace.yaml": "packages: [apps/*]\n" }, "pnpm install"],
    ["yarn", { "package.json": json({ workspaces: ["apps/*"] }), "yarn.lock": "__metadata:\n" }, "yarn install"],
  ])("inside of a package of a workspace of %s, refuses a package and lays out a folder", async (_, files, next) => {
    const folder = existing({ ...files, "apps/web/package.json": json({ name: "web", ...FRESH }) });
    const before = folder.snapshot();
    const cwd = join(folder.root, "apps/web");
    const init = ["init", "pets", "--from", "../../pets.yaml", "--yes"];
    const refused = await folder.run(init, { cwd });
    expect(refused).toMatchObject({ exitCode: 2, errors: expect.stringContaining(`a package of the workspace ${folder.root}`) });
    expect(folder.snapshot()).toEqual(before);
    const { exitCode, output } = await folder.run([...init, "--output", "src/api"], { cwd });
    expect([exitCode, output]).toEqual([0, expect.stringContaining(`next: ${next}, import`)]);
  });

  test.each([
    ["package.json", "{", "package.json is not valid JSON, correct it first: "],
    ["package.json", "", "package.json is not valid JSON, correct it first: "],
    ["package.json", "[]\n", "package.json holds no object, correct it first\n"],
    ["../package.json", "{", "package.json is not valid JSON, correct it first: "],
    ["pnpm-workspace.yaml", "packages: [\n", "pnpm-workspace.yaml is not valid YAML, correct it first: "],
    ["pnpm-workspace.yaml", "packages: [*no]\n", "pnpm-workspace.yaml is not valid YAML, correct it first: "],
  ])("says in a sentence that %s with %j cannot be read, and writes nothing", async (path, text, message) => {
    const folder = existing({ "here/package.json": json(FRESH), [join("here", path)]: text });
    const before = folder.snapshot();
    const outcome = await folder.run(["init", "pets", "--from", "../pets.yaml", "--yes"], { cwd: join(folder.root, "here") });
    expect(outcome).toMatchObject({ exitCode: 1, errors: expect.stringContaining(message) });
    expect(folder.snapshot()).toEqual(before);
  });

  test.each([
    [undefined, "ISC", "MIT", /^MIT License/],
    ["Apache, in full\n", "Apache-2.0", "Apache-2.0", /^Apache, in full\n$/],
    ["All rights reserved\n", undefined, "SEE LICENSE IN LICENSE", /^All rights reserved\n$/],
  ])("beside the licence %j of a root that names %j, names %j, and packs what is built", async (text, named, license, copy) => {
    const folder = existing({ "package.json": json({ license: named, ...FRESH }), ...(text !== undefined && { LICENSE: text }) });
    expect(await folder.run([...INIT, "--yes"])).toMatchObject({ exitCode: 0 });
    expect(folder.read("packages/pets-client/LICENSE")).toMatch(copy);
    const manifest = parseJson(folder.read("packages/pets-client/package.json"));
    expect(manifest).toMatchObject({ license, scripts: { build: "tsdown", prepack: "tsdown" } });
  });

  test("reads a manifest behind a byte order mark, as npm does", async () => {
    const folder = existing({ "package.json": `\uFEFF${json(FRESH)}` });
    expect(await folder.run([...INIT, "--yes"])).toMatchObject({ exitCode: 0 });
    expect(parseJson(folder.read("package.json"))).toMatchObject({ workspaces: ["packages/*"] });
  });

  test("a manifest that cannot be written takes the new files with it", async () => {
    const folder = existing({ "package.json": json(FRESH), ".package.json.tmp/in-the-way": "" });
    const before = folder.snapshot();
    expect(await folder.run([...INIT, "--yes"])).toMatchObject({ exitCode: 1 });
    expect(folder.snapshot()).toEqual(before);
  });
});

describe("init into a folder of an application", () => {
  const MANIFEST = { name: "app", type: "module", dependencies: {}, scripts: { generate: "prisma generate" }, ...FRESH };

  test("lays out the sources alone, compiled by the application, kept by generate and check", async () => {
    const folder = existing({
      "package.json": json(MANIFEST),
      "tsconfig.json": `// Of the application.\n${json({
        compilerOptions: {
          strict: true,
          module: "nodenext",
          noEmit: true,
          allowImportingTsExtensions: true,
          types: ["node"],
          resolveJsonModule: true,
        },
        include: ["src"],
      })}`,
      "src/main.ts":
        'import { createPetsClient } from "./api/index.ts";\nexport const pets = createPetsClient({ apiKey: "k" });\n',
    });
    const { exitCode, output } = await folder.run([...INIT, "--output", "src/api", "--yes"]);
    expect(exitCode).toBe(0);
    expect(output).toContain('next: npm install, import { createPetsClient } from "./src/api/index.ts"');
    expect(output).not.toContain("tsconfig.json");
    const made = [...folder.snapshot().keys()];
    expect(made.filter((path) => path.startsWith("src/api/")).length).toBeGreaterThan(8);
    expect(made.filter((path) => /^packages|^\.changeset|\/test\/|\.test\./.test(path))).toEqual([]);
    expect(parseJson(folder.read("package.json"))).toEqual({
      ...MANIFEST,
      dependencies: { "@specloom/client-runtime": expect.any(String) },
      scripts: { generate: "prisma generate", "generate:check": "specloom check" },
    });
    expect(folder.read("specs/pets/vendor.yaml")).toContain("output: src/api/generated\n");
    expect(await folder.run(["check"])).toMatchObject({ exitCode: 0 });

    mkdirSync(join(folder.root, "node_modules/@specloom"), { recursive: true });
    mkdirSync(join(folder.root, "node_modules/@types"));
    symlinkSync(join(REPOSITORY, "packages/client-runtime"), join(folder.root, "node_modules/@specloom/client-runtime"));
    symlinkSync(join(REPOSITORY, "node_modules/@types/node"), join(folder.root, "node_modules/@types/node"));
    expect(execFileSync(join(REPOSITORY, "node_modules/.bin/tsc"), ["-p", "."], { cwd: folder.root, encoding: "utf8" })).toBe("");
  });

  test.each<[string, Record<string, string>, readonly string[]]>([
    [
      "the projects of a solution that compile the folder",
      {
        "tsconfig.json": json({ files: [], references: [{ path: "./tsconfig.app.json" }, { path: "./tsconfig.node.json" }] }),
        "tsconfig.app.json": json({ compilerOptions: { module: "esnext", moduleResolution: "node10" }, include: ["src"] }),
        "tsconfig.node.json": json({ include: ["vite.config.ts"] }),
      },
      ["tsconfig.app.json refuses imports", "tsconfig.app.json finds no entries"],
    ],
    [
      "no project of a solution with the settings",
      {
        "tsconfig.json": json({ files: [], references: [{ path: "./tsconfig.app.json" }] }),
        "tsconfig.app.json": json({
          compilerOptions: { module: "preserve", allowImportingTsExtensions: true },
          include: ["src"],
        }),
      },
      [],
    ],
    [
      "an old resolution that an old compiler takes by itself",
      {
        "tsconfig.json": json({ compilerOptions: { module: "commonjs", rewriteRelativeImportExtensions: true } }),
        "node_modules/typescript/package.json": json({ version: "5.9.3" }),
      },
      ["tsconfig.json finds no entries"],
    ],
    [
      "nothing where the compiler takes a new resolution by itself",
      {
        "tsconfig.json": json({ compilerOptions: { module: "commonjs", rewriteRelativeImportExtensions: true } }),
        "node_modules/typescript/package.json": json({ version: "7.0.2" }),
      },
      [],
    ],
    [
      "the project that imports the folder, where none includes it",
      { "tsconfig.json": json({ files: ["src/main.ts"] }), "src/main.ts": "" },
      ["tsconfig.json refuses imports"],
    ],
  ])("of the compiler's settings, names %s", async (_, files, said) => {
    const folder = existing({ "package.json": json(MANIFEST), ...files });
    const { output } = await folder.run([...INIT, "--output", "src/api", "--yes"]);
    expect([...output.matchAll(/tsconfig\S* (?:refuses imports|finds no entries)/g)].map(String)).toEqual(said);
  });

  test("names the missing compiler options of the application, and the command that adds the runtime", async () => {
    const folder = existing({
      "package.json": json(MANIFEST),
      "tsconfig.json": '{ "extends": "./base.json", }\n',
      "base.json": '{ "compilerOptions": { "noEmit": true } }\n',
    });
    const { output } = await folder.run([...INIT, "--output", "src/api"]);
    expect(output).toMatch(/tsconfig\.json\n +1 .*allowImportingTsExtensions/);
    expect(output).toContain('"@specloom/client-runtime": "^0.0.0" in its dependencies; it was left alone');
    expect(output).toMatch(/next: npm install @specloom\/client-runtime@\S+, import/);
    expect(folder.read("package.json")).toBe(json(MANIFEST));
  });

  test.each([
    ["..", "must be a new folder below"],
    [".", "must be a new folder below"],
    ["/tmp", "must be a new folder below"],
    ["src/my api", "must be a new folder below"],
    ["src", "src exists already, and init changes nothing that exists: take another name, or delete src first"],
  ])("refuses --output %s in one sentence", async (output, message) => {
    const folder = existing({ "package.json": json(MANIFEST), "src/main.ts": "" });
    const outcome = await folder.run([...INIT, "--output", output]);
    expect(outcome).toMatchObject({ exitCode: 2, errors: expect.stringContaining(message) });
  });

  test("refuses a folder without an application", async () => {
    const outcome = await existing({}).run([...INIT, "--output", "src/api"]);
    expect(outcome).toMatchObject({ exitCode: 2, errors: expect.stringContaining("there is no package.json here") });
  });
});
