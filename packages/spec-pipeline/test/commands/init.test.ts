// Long because each way to lay out a client has its test here, beside the one that compiles clients of every kind.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { emptyWorkspace, USERS_PAGE, type TemporaryWorkspace } from "../temporary-workspace.ts";
import {
  COMMENTED,
  DEMANDING,
  DIRTY,
  ODD_NAMES,
  PETS_3_0,
  PETS_3_1,
  PETS_3_2,
  SEVERAL_FILES,
  UNDEFINED_SCHEMES,
  UPLOADS,
  WEBHOOKS_ONLY,
} from "./init-documents.ts";

const REPOSITORY = join(import.meta.dirname, "../../../..");

/** A folder without anything in it. */
function emptyFolder(): TemporaryWorkspace {
  const folder = emptyWorkspace();
  folder.remove("specs");
  return folder;
}

function writeAll(folder: TemporaryWorkspace, below: string, files: ReadonlyMap<string, string>): void {
  for (const [path, content] of files) folder.write(`${below}/${path}`, content);
}

function respondNotFound(): Promise<Response> {
  return Promise.resolve(new Response("", { status: 404 }));
}

function respondPets(): Promise<Response> {
  return Promise.resolve(new Response(JSON.stringify(PETS_3_1)));
}

/** Lays the packages out that the clients import, as an install would. The runtime's sources stand in for its build. */
function install(root: string): void {
  const runtime = join(root, "node_modules/@specloom/client-runtime");
  mkdirSync(runtime, { recursive: true });
  const entries = ["mock", "openapi-fetch", "start-command", "validate", "webhooks"].map((name) => [
    `./${name}`,
    `./src/${name}.ts`,
  ]);
  const exports = { ".": "./src/index.ts", ...Object.fromEntries(entries) };
  writeFileSync(join(runtime, "package.json"), JSON.stringify({ name: "@specloom/client-runtime", type: "module", exports }));
  symlinkSync(join(REPOSITORY, "packages/client-runtime/src"), join(runtime, "src"));
  mkdirSync(join(root, "node_modules/@types"));
  for (const name of ["vitest", "@types/node"])
    symlinkSync(join(REPOSITORY, "node_modules", name), join(root, "node_modules", name));
}

/** The programs of a README, which import the client by its path instead of its name. */
function readmePrograms(readme: string): readonly string[] {
  return [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, program = ""]) =>
    program.replace(/"[\w-]+-client(\/[\w-]+)?"/, (_, entry = "/index") => `"../src${entry}.ts"`),
  );
}

/** The complaints of a tool. Empty if there are none. */
function complaintsOf(name: string, parameters: readonly string[], cwd: string): string {
  try {
    execFileSync(join(REPOSITORY, "node_modules/.bin", name), parameters, { cwd, encoding: "utf8", stdio: "pipe" });
    return "";
  } catch (error) {
    return error instanceof Error && "stdout" in error ? `${String(error.stdout)}${error.message}` : String(error);
  }
}

/** Runs the program of a README that uploads, against a server that reads the form. */
const UPLOAD_TEST = `import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { expect, test, vi } from "vitest";

test("the program of the README uploads a file with its name", async () => {
  const forms: unknown[] = [];
  const server = createServer(async (request, response) => {
    const headers = { "content-type": request.headers["content-type"] ?? "" };
    const form = await new Response(await text(request), { headers }).formData();
    const file = form.get("file");
    forms.push([request.url, form.get("purpose"), file instanceof File && [file.name, await file.text()]]);
    response.setHeader("content-type", "application/json").end('{"id":"file-1"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  vi.stubEnv("UPLOADS_BASE_URL", \`http://127.0.0.1:\${port}\`);
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  await import("../readme/1.ts");
  expect(forms).toEqual([["/files", "batch", ["1.txt", "1"]]]);
  expect(log).toHaveBeenCalledWith({ id: "file-1" });
  server.close();
});
`;

describe("init", () => {
  // Fourteen clients are laid out, compiled, linted and tested: half a minute on a machine that does nothing else.
  test("clients made of sources of every kind compile, are formatted and lint clean, and pass their own tests", async () => {
    const folder = emptyFolder();
    folder.write("in/pets.json", JSON.stringify(PETS_3_0));
    folder.write("in/pets.yaml", stringify(PETS_3_1));
    folder.write("in/newest.yml", stringify(PETS_3_2));
    folder.write("in/dirty.yaml", DIRTY);
    folder.write("in/odd.yaml", ODD_NAMES);
    folder.write("in/commented.jsonc", COMMENTED);
    folder.write("in/demanding.yaml", DEMANDING);
    folder.write("in/undefined.json", UNDEFINED_SCHEMES);
    folder.write("in/uploads.yaml", UPLOADS);
    folder.write("in/users.md", USERS_PAGE);
    folder.write("in/pages/readme.md", "# Nothing here\n");
    folder.write("in/pages/users.md", USERS_PAGE);
    writeAll(folder, "in/files", SEVERAL_FILES);
    const sources = {
      oldest: "in/pets.json",
      pets: "in/pets.yaml",
      newest: "in/newest.yml",
      "dirty-as-it-is": "in/dirty.yaml",
      odd: "in/odd.yaml",
      commented: "in/commented.jsonc",
      demanding: "in/demanding.yaml",
      "undefined-schemes": "in/undefined.json",
      uploads: "in/uploads.yaml",
      page: "in/users.md",
      pages: "in/pages",
      files: "in/files/openapi.yaml",
      profound: join(REPOSITORY, "specs/profound"),
      saasquatch: join(REPOSITORY, "specs/saasquatch"),
    };
    for (const [name, from] of Object.entries(sources)) {
      const outcome = await folder.run(["init", name, "--from", from]);
      expect(outcome).toMatchObject({ exitCode: 0, errors: "" });
      for (const [index, program] of readmePrograms(folder.read(`packages/${name}-client/README.md`)).entries()) {
        folder.write(`packages/${name}-client/readme/${index}.ts`, program);
      }
    }
    expect(await folder.run(["check"])).toMatchObject({ exitCode: 0 });

    install(folder.root);
    const compilerOptions = { rootDir: "/", types: ["node"] };
    const include = ["packages/*/src", "packages/*/test", "packages/*/readme"];
    folder.write("tsconfig.json", JSON.stringify({ extends: "./tsconfig.base.json", compilerOptions, include }));
    expect(complaintsOf("tsc", ["-p", "."], folder.root)).toBe("");
    for (const file of [".oxfmtrc.json", ".oxlintrc.json"]) folder.write(file, readFileSync(join(REPOSITORY, file), "utf8"));
    const laidOut = ["packages", "specs", ".changeset", "package.json", "redocly.yaml", "tsconfig.base.json"];
    expect(complaintsOf("oxfmt", ["--check", ...laidOut], folder.root)).toBe("");
    expect(complaintsOf("oxlint", ["--type-aware", "packages"], folder.root)).toBe("");
    folder.write("packages/uploads-client/test/upload.test.ts", UPLOAD_TEST);
    folder.write("vitest.config.ts", 'export default { test: { include: ["packages/*/test/*.test.ts"], isolate: false } };\n');
    expect(complaintsOf("vitest", ["run"], folder.root)).toBe("");
  });

  test.each(["profound", "saasquatch"])("gives %s the bundled spec and the settings that it has here", async (vendor) => {
    const folder = emptyFolder();
    const specs = join(REPOSITORY, "specs", vendor);
    expect(await folder.run(["init", vendor, "--from", specs])).toMatchObject({ exitCode: 0 });
    for (const file of ["openapi.gen.yaml", "vendor.yaml"]) {
      expect(folder.read(`specs/${vendor}/${file}`)).toBe(readFileSync(join(specs, file), "utf8"));
    }
  });

  test("types the operations of a document, and names credentials and address after it", async () => {
    const folder = emptyFolder();
    folder.write("pets.yaml", stringify(PETS_3_0));
    const { output } = await folder.run(["init", "pets", "--from", "pets.yaml"]);
    expect(output).toMatch(
      /extract .* 1 fragment in 1 page[^]*wrote specs\/pets, packages\/pets-client and \.changeset\/add-pets-client\.md; next: npm install, npm test/,
    );
    expect(folder.read("specs/pets/pages/pets.yaml")).toBe(stringify(PETS_3_0));
    expect(folder.read("specs/pets/openapi.gen.yaml")).toContain("exclusiveMinimum: 0");
    const source = "packages/pets-client/src";
    expect(folder.read(`${source}/generated/schema.gen.ts`)).toContain("name: string | null;");
    expect(folder.read(`${source}/generated/operations.gen.ts`)).toContain("output: Blob;");
    expect(folder.read(`${source}/call-settings.ts`)).toContain('baseUrl: options.baseUrl ?? readEnvironment("PETS_BASE_URL")');
    expect(folder.read(`${source}/options.ts`)).toContain('key: options.apiKey ?? readEnvironment("PETS_API_KEY"),');
    expect(folder.read(`${source}/options.ts`)).toContain("basicCredential(");
    // The mock takes any key, and a program that it is served to has to give one.
    expect(folder.read(`${source}/testing.ts`)).toContain('      PETS_API_KEY: "mock",\n');
    expect(folder.read("packages/pets-client/README.md")).toContain('pets.pets.list({ kind: "cat" })');
    expect(folder.read(".changeset/add-pets-client.md")).toContain('"pets-client": minor');
  });

  test("accepts the findings of lint in a foreign document, repairs what it can, and reports both", async () => {
    const folder = emptyFolder();
    folder.write("dirty.yaml", DIRTY);
    const { exitCode, output } = await folder.run(["init", "dirty", "--from", "dirty.yaml"]);
    expect(exitCode).toBe(0);
    expect(output).toContain('the operation id "things" is that of GET /things: called postThings');
    expect(output).toContain("the operation has no id: called deleteThings");
    expect(output).toContain("empty where something should follow: parameters, schemas/Nothing");
    expect(output).toContain("the security scheme Certificate asks for mutualTLS");
    const settings = folder.read("specs/dirty/vendor.yaml");
    expect(settings).toContain("  - rule: operation-id-name\n    reason: ");
    expect(settings).toContain("  - rule: body-not-sendable\n");
    expect(await folder.run(["generate"])).toMatchObject({ exitCode: 0, output: expect.stringContaining("none changed") });
  });

  test("an exception that no warning needs any more is an error", async () => {
    const folder = emptyFolder();
    folder.write("pets.yaml", stringify(PETS_3_1));
    await folder.run(["init", "pets", "--from", "pets.yaml"]);
    const settings = folder.read("specs/pets/vendor.yaml");
    folder.write("specs/pets/vendor.yaml", `${settings}  - rule: body-not-sendable\n    reason: It was like this once.\n`);
    const { exitCode, output } = await folder.run(["generate"]);
    expect(exitCode).toBe(1);
    expect(output).toContain("vendor.yaml ignores body-not-sendable, but nothing finds it");
  });

  test("keeps several files as one page, and reads none outside of their folder", async () => {
    const folder = emptyFolder();
    writeAll(folder, "in", SEVERAL_FILES);
    expect(await folder.run(["init", "files", "--from", "in"])).toMatchObject({ exitCode: 0 });
    expect(folder.read("specs/files/pages/openapi.yaml")).toMatch(
      /^# Bundled by `specloom init` from in\/openapi.yaml and the 2 files/,
    );
    folder.edit("in/openapi.yaml", "openapi: 3.0.0", "openapi: 3.1");
    folder.edit("in/schemas/folder.json", "{", "// A folder\n{ /* a */");
    expect(await folder.run(["init", "by-hand", "--from", "in"])).toMatchObject({ exitCode: 0 });
    folder.write("secret.yaml", "type: string\n");
    folder.edit("in/paths/folders.yaml", "../schemas/folder.json", "../../secret.yaml");
    const { exitCode, output } = await folder.run(["init", "more", "--from", "in/openapi.yaml"]);
    expect(exitCode).toBe(1);
    expect(output).toContain("is outside of");
  });

  test("leaves a page without an address alone when the vendor is synced", async () => {
    const folder = emptyFolder();
    folder.write("pets.yaml", stringify(PETS_3_1));
    await folder.run(["init", "pets", "--from", "pets.yaml"]);
    const { exitCode, output } = await folder.run(["sync"]);
    expect(exitCode).toBe(0);
    expect(output).toContain("pets.yaml has no address, so it stays as it is");
  });

  test("fetches an address by https, and notes it with the headers of the response", async () => {
    const folder = emptyFolder();
    const fetched: string[] = [];
    const fetch = (url: string): Promise<Response> => {
      fetched.push(url);
      return Promise.resolve(
        new Response(JSON.stringify({ ...PETS_3_1, servers: [{ url: "/v2" }] }), { headers: { etag: '"1"' } }),
      );
    };
    const from = "https://pets.example/docs/openapi?v=1";
    expect(await folder.run(["init", "pets", "--from", from], { fetch })).toMatchObject({ exitCode: 0 });
    expect(fetched).toEqual([from]);
    const settings = folder.read("specs/pets/vendor.yaml");
    expect(settings).toContain("baseUrl: https://pets.example/v2\n");
    expect(settings).toMatch(
      /file: openapi\.json\n {4}url: https:\/\/pets\.example\/docs\/openapi\?v=1\n {4}retrieved: 2026-02-03\n[^]*etag: /,
    );
  });

  test.each([
    ["https://pets.example/%E0%A4%A/%E0%A4%A", "E0-A4-A.json"],
    [`https://pets.example/${"a".repeat(300)}.yaml`, `${"a".repeat(95)}.yaml`],
    ["https://pets.example/%2e%2e%2f%0Aa%00.json", "a-.json"],
    ["https://pets.example/", "openapi.yaml"],
  ])("keeps a page of %s under a name that any system takes", async (from, file) => {
    const folder = emptyFolder();
    expect(await folder.run(["init", "pets", "--from", from], { fetch: respondPets })).toMatchObject({ exitCode: 0 });
    expect([...folder.snapshot().keys()]).toContain(`specs/pets/pages/${file}`);
  });

  test("the given address wins over the servers of a document", async () => {
    const folder = emptyFolder();
    folder.write("pets.yaml", stringify({ ...PETS_3_1, servers: [{ url: "http://localhost:3000" }] }));
    const argv = ["init", "pets", "--from", "pets.yaml", "--base-url", "https://api.pets.example/v2"];
    expect(await folder.run(argv)).toMatchObject({ exitCode: 0 });
    expect(folder.read("specs/pets/vendor.yaml")).toContain("baseUrl: https://api.pets.example/v2\n");
    expect(await folder.run(["check"])).toMatchObject({ exitCode: 0 });
  });

  test("adds a vendor to a workspace of ours in its own way", async () => {
    const folder = emptyWorkspace();
    folder.write("vitest.shared.ts", "export {};\n");
    folder.write("LICENSE", "MIT, ours\n");
    const repository = { type: "git", url: "git+https://git.example/x.git", directory: "packages/client-runtime" };
    const runtime = { name: "@specloom/client-runtime", license: "MIT", repository };
    folder.write("packages/client-runtime/package.json", JSON.stringify(runtime));
    folder.write("pets.yaml", stringify(PETS_3_1));
    const { output } = await folder.run(["init", "pets", "--from", "pets.yaml"]);
    expect(output).toContain("next: pnpm install, npm test");
    const manifest = parse(folder.read("packages/pets-client/package.json"));
    expect(manifest.scripts).not.toHaveProperty("prepack");
    expect(manifest).toMatchObject({
      license: "MIT",
      repository: { directory: "packages/pets-client" },
      dependencies: { "@specloom/client-runtime": "workspace:^" },
    });
    expect(folder.read("packages/pets-client/LICENSE")).toBe("MIT, ours\n");
    expect(folder.read("packages/pets-client/turbo.json")).toContain("$TURBO_ROOT$/specs/pets/**");
    expect([...folder.snapshot().keys()]).not.toContain("package.json");
  });

  test.each([
    ["openapi: 3.1\n", "3.1.0 instead of 3.1"],
    ["openapi: 3.0\n", "3.1.0 instead of 3.0"],
  ])("reads %j, a version that is a number, and says so", async (version, message) => {
    const folder = emptyFolder();
    folder.write("pets.yaml", stringify(PETS_3_1).replace("openapi: 3.1.1\n", version));
    const { exitCode, output } = await folder.run(["init", "pets", "--from", "pets.yaml"]);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0, output: expect.stringContaining(`read as ${message}`) });
    expect(folder.read("specs/pets/openapi.gen.yaml")).toContain("openapi: 3.1.0\n");
  });

  test("requires the address of a document without servers before any other check", async () => {
    const folder = emptyFolder();
    folder.write("in.yaml", stringify({ ...PETS_3_1, servers: undefined }).replaceAll("schemas/Pet", "schemas/Pat"));
    const outcome = await folder.run(["init", "pets", "--from", "in.yaml"]);
    expect(outcome).toMatchObject({ exitCode: 2, output: "", errors: expect.stringContaining("--base-url https://") });
    expect(outcome.errors.trim().split("\n")).toHaveLength(1);
    const { output } = await folder.run(["init", "pets", "--from", "in.yaml", "--base-url", "https://pets.example"]);
    expect(output).toContain("#/components/schemas/Pat leads nowhere");
  });

  test.each([WEBHOOKS_ONLY, WEBHOOKS_ONLY.replace("paths: {}\n", ""), JSON.stringify(parse(WEBHOOKS_ONLY))])(
    "refuses a document of webhooks alone in one sentence",
    async (text) => {
      const folder = emptyFolder();
      folder.write("hooks.yaml", text);
      const outcome = await folder.run(["init", "hooks", "--from", "hooks.yaml"]);
      expect(outcome).toEqual({
        exitCode: 1,
        output: "",
        errors:
          "specloom: hooks.yaml describes webhooks and no operation that a client can call: specloom types writes their types\n",
      });
    },
  );

  test("takes a folder above for the workspace only if a vendor is in it, and says where it wrote", async () => {
    const folder = emptyFolder();
    folder.write("specs/readme.txt", "Somebody's specs\n");
    folder.write("work/pets.yaml", stringify(PETS_3_1));
    const cwd = join(folder.root, "work");
    const first = await folder.run(["init", "pets", "--from", "pets.yaml"], { cwd });
    expect(first.output).toContain(`; next: npm install, npm test, in ${cwd}\n`);
    expect(folder.read("work/specs/pets/vendor.yaml")).toContain("dialect: openapi");
    folder.write("work/packages/inside/specs/a.txt", "");
    const second = await folder.run(["init", "more", "--from", "../../pets.yaml"], { cwd: join(cwd, "packages/inside") });
    expect(second.output).toContain(`, in ${cwd}\n`);
    expect(folder.read("work/specs/more/vendor.yaml")).toContain("dialect: openapi");
  });

  test("continues without the definition of a security scheme, with one warning", async () => {
    const folder = emptyFolder();
    folder.write("in.json", UNDEFINED_SCHEMES);
    const { exitCode, output } = await folder.run(["init", "undefined-schemes", "--from", "in.json"]);
    expect(exitCode).toBe(0);
    expect(output.match(/ warning .*/g)).toEqual([expect.stringContaining("security schemes key, token, asked for by")]);
    expect(folder.read("packages/undefined-schemes-client/src/generated/operations.gen.ts")).not.toContain("security: [[");
    expect(folder.read("packages/undefined-schemes-client/src/call-settings.ts")).toContain("credentials: {},");
    expect(await folder.run(["check"])).toMatchObject({ exitCode: 0 });
  });

  test("names the option for a document without security schemes, and defines one with it", async () => {
    const folder = emptyFolder();
    const { components, security, ...rest } = PETS_3_1;
    folder.write("pets.yaml", stringify(rest).replaceAll(/\$ref: .*/g, "type: object"));
    expect(components).toHaveProperty("securitySchemes");
    expect(security).toHaveLength(2);
    const { output } = await folder.run(["init", "open", "--from", "pets.yaml"]);
    expect(output.match(/--auth .*/g)).toEqual([
      expect.stringContaining("bearer, --auth basic, --auth http:SCHEME or --auth header:NAME"),
    ]);
    for (const [auth, sent] of [
      ["bearer", "auth: bearerCredential({"],
      ["basic", "auth: basicCredential({"],
      ["header:X-Pet-Key", 'name: "x-pet-key"'],
      ["http:Token", 'scheme: "Token"'],
    ] as const) {
      const name = `pets-${auth.replace(/:.*/, "")}`;
      expect(await folder.run(["init", name, "--from", "pets.yaml", "--auth", auth])).toMatchObject({ exitCode: 0 });
      expect(folder.read(`packages/${name}-client/src/options.ts`)).toContain(sent);
      expect(folder.read(`packages/${name}-client/src/generated/operations.gen.ts`)).toContain('security: [["auth"]]');
      expect(folder.read(`specs/${name}/overlays/010-name-the-credential.yaml`)).toContain(`--auth ${auth}`);
    }
    expect(await folder.run(["check"])).toMatchObject({ exitCode: 0 });
  });

  test("defines the missing schemes of a document on request", async () => {
    const folder = emptyFolder();
    folder.write("in.json", UNDEFINED_SCHEMES);
    const { exitCode, output } = await folder.run(["init", "acme", "--from", "in.json", "--auth", "bearer"]);
    expect({ exitCode, warnings: output.match(/ warning /g) }).toEqual({ exitCode: 0, warnings: null });
    const table = folder.read("packages/acme-client/src/generated/operations.gen.ts");
    expect(table).toContain('security: [["token"]]');
    expect(table).toContain('security: [["token", "key"]]');
    expect(await folder.run(["check"])).toMatchObject({ exitCode: 0 });
  });

  test("formats the new files as the workspace's own oxfmt does, and no other files", async () => {
    const folder = emptyFolder();
    folder.write("pets.yaml", stringify(PETS_3_1));
    folder.write(".oxfmtrc.json", '{ "printWidth": 60, "semi": false }\n');
    mkdirSync(join(folder.root, "node_modules"));
    symlinkSync(join(REPOSITORY, "node_modules/oxfmt"), join(folder.root, "node_modules/oxfmt"), "junction");
    const name = "pets-of-a-vendor-with-a-name-that-is-long";
    expect(await folder.run(["init", name, "--from", "pets.yaml"])).toMatchObject({ exitCode: 0 });
    const laidOut = [".changeset", `packages/${name}-client`, "!**/generated/**"];
    expect(complaintsOf("oxfmt", ["--check", ...laidOut], folder.root)).toBe("");
    expect(folder.read("pets.yaml")).toBe(stringify(PETS_3_1));
    expect(await folder.run(["check"])).toMatchObject({ exitCode: 0 });
    folder.remove("node_modules/oxfmt");
    folder.write("node_modules/oxfmt/bin/oxfmt", "process.stderr.write('no'); process.exit(2)");
    const { exitCode, output } = await folder.run(["init", "more", "--from", "pets.yaml"]);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0, output: expect.stringContaining("oxfmt did not format") });
  });

  test.each([
    [
      "Swagger 2.0",
      { "in.yaml": "swagger: '2.0'\ninfo: { title: Old, version: '1' }\npaths: {}\n" },
      "convert it to OpenAPI 3 first, for example with npx swagger2openapi",
    ],
    [
      "a reference that leads nowhere",
      { "in.yaml": stringify(PETS_3_1).replaceAll("schemas/Pet", "schemas/Pat") },
      "#/components/schemas/Pat leads nowhere",
    ],
    ["a file that is not there", { "in.yaml": SEVERAL_FILES.get("openapi.yaml") ?? "" }, "folders.yaml"],
    ["a text of another kind", { "in.yaml": "- a\n- list\n" }, "the block holds no document"],
    ["bad YAML", { "in.yaml": "openapi: 3.1.0\n  info: {\n" }, "unreadable-block"],
    ["a page without OpenAPI", { "in.md": "# Hello\n" }, "neither a document nor a page that holds OpenAPI"],
    [
      "an operation that contradicts another page's",
      { "in/a.yaml": stringify(PETS_3_0), "in/b.yaml": stringify(PETS_3_1) },
      "GET /pets is not the same as in a.yaml",
    ],
  ])("%s is a problem with its place, and nothing is left behind", async (_what, files, message) => {
    const folder = emptyFolder();
    writeAll(folder, ".", new Map(Object.entries(files)));
    const before = folder.snapshot();
    const [from = ""] = Object.keys(files);
    const { exitCode, output } = await folder.run(["init", "pets", "--from", from.split("/")[0] ?? ""]);
    expect(exitCode).toBe(1);
    expect(output).toContain(message);
    expect(output).toContain("nothing written");
    expect(folder.snapshot()).toEqual(before);
  });

  test.each([
    [["init"], "the vendor's name is missing"],
    [["init", "Pets", "--from", "pets.yaml"], "“Pets”: a name is lower-case letters and digits"],
    [["init", "pets-client", "--from", "pets.yaml"], "the ending -client is added by itself"],
    [["init", "pets", "more", "--from", "pets.yaml"], "one vendor at a time"],
    [["init", "pets"], "--from is missing"],
    [["init", "pets", "--from", "pats.yaml"], "there is no file or folder pats.yaml"],
    [["init", "pets", "--from", "http://pets.example/openapi.yaml"], "only https addresses are"],
    [["init", "pets", "--from", "nowhere.yaml"], "give the API's address with --base-url"],
    [["init", "pets", "--from", "pets.yaml", "--base-url", "ftp://x"], "--base-url ftp://x must be an address"],
    [["init", "pets", "--from", "pets.yaml", "--from", "users.md"], "documents and pages together"],
    [
      ["init", "pets", "--from", "pets.yaml", "--auth", "cookie"],
      "--auth cookie must be one of bearer, basic, http:SCHEME and header:NAME",
    ],
    [["init", "pets", "--from", "pets.yaml", "--auth", "header:a b"], "--auth header:a b must be one of"],
    [["init", "pets", "--from", "pets.yaml", "--auth", "basic"], "defines its security schemes itself: Key, Login"],
    [["init", "pets", "--from", "taken", "--auth", "basic"], "has overlays of its own"],
    [["init", "old", "--from", "pets.yaml"], "packages/old-client exists already"],
  ])("%j is refused in one sentence", async (argv, message) => {
    const folder = emptyFolder();
    folder.write("pets.yaml", stringify(PETS_3_1));
    folder.write("nowhere.yaml", stringify({ ...PETS_3_1, servers: [] }));
    folder.write("users.md", USERS_PAGE);
    folder.write("taken/vendor.yaml", "");
    folder.write("packages/old-client/README.md", "");
    const before = folder.snapshot();
    const { exitCode, errors } = await folder.run(argv);
    expect(exitCode).toBe(2);
    expect(errors).toContain(message);
    expect(errors.trim().split("\n")).toHaveLength(1);
    expect(folder.snapshot()).toEqual(before);
  });

  test("a site out of reach, an interruption and a full disk leave nothing behind", async () => {
    const folder = emptyFolder();
    folder.write("pets.yaml", stringify(PETS_3_1));
    const before = folder.snapshot();
    const stop = new AbortController();
    const fetchSettings = { retryDelaysMs: [] };
    const unreachable = await folder.run(["init", "pets", "--from", "https://pets.example/a.yaml"], {
      fetch: respondNotFound,
      fetchSettings,
    });
    expect(unreachable).toMatchObject({ exitCode: 1, output: expect.stringContaining("page-out-of-reach") });
    stop.abort();
    const interrupted = await folder.run(["init", "pets", "--from", "pets.yaml"], { signal: stop.signal });
    expect(interrupted).toMatchObject({ exitCode: 130, errors: "interrupted, nothing written\n" });
    // A file where a folder has to be is as good as a full disk.
    folder.write("packages", "");
    const full = await folder.run(["init", "pets", "--from", "pets.yaml"]);
    expect(full).toMatchObject({ exitCode: 1, errors: expect.stringContaining("could not be written, so nothing was: E") });
    rmSync(join(folder.root, "packages"));
    expect(folder.snapshot()).toEqual(before);
  });

  test("reports as JSON on request", async () => {
    const folder = emptyFolder();
    folder.write("pets.yaml", stringify(PETS_3_1));
    const { output } = await folder.run(["init", "pets", "--from", "pets.yaml", "--json"]);
    const problems = [{ rule: "no-server-trailing-slash", severity: "info" }];
    expect(JSON.parse(output)).toMatchObject({ vendors: [{ vendor: "pets", stages: expect.any(Array), problems }] });
  });
});
