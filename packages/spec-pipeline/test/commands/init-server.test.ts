import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { emptyWorkspace } from "../temporary-workspace.ts";
import { PETS_3_1 } from "./init-documents.ts";

const RUNTIME = join(import.meta.dirname, "../../../client-runtime/src");

interface MadeSettings {
  readonly baseUrl: string;
  readonly servers?: Readonly<Record<string, string>>;
}

/** Makes a client of a document. Returns the functions that read its options. */
async function settingsOf(document: object): Promise<{
  readonly callSettings: (options: object) => MadeSettings;
  readonly read: (path: string) => string;
}> {
  const folder = emptyWorkspace();
  folder.remove("specs");
  folder.write("pets.yaml", stringify(document));
  await folder.run(["init", "pets", "--from", "pets.yaml"]);
  const runtime = join(folder.root, "node_modules/@specloom/client-runtime");
  mkdirSync(runtime, { recursive: true });
  const manifest = { name: "@specloom/client-runtime", type: "module", exports: { ".": "./src/index.ts" } };
  writeFileSync(join(runtime, "package.json"), JSON.stringify(manifest));
  symlinkSync(RUNTIME, join(runtime, "src"));
  const client = join(folder.root, "packages/pets-client");
  const { callSettings }: { readonly callSettings: (options: object) => MadeSettings } = await import(
    pathToFileURL(join(client, "src/call-settings.ts")).href
  );
  return { callSettings, read: (path) => folder.read(`packages/pets-client/${path}`) };
}

test("the variables of the API's address are options of the client", async () => {
  const { callSettings, read } = await settingsOf(PETS_3_1);
  expect(callSettings({}).baseUrl).toBe("https://eu.pets.example/v1");
  expect(callSettings({ region: "us", version: "v2" }).baseUrl).toBe("https://us.pets.example/v2");
  expect(() => callSettings({ region: "mars" })).toThrow("eu, us");
  const options = read("src/options.ts");
  expect(options).toContain('readonly region?: "eu" | "us" | undefined;');
  expect(options).toContain("@default the environment variable PETS_REGION, else eu");
  // A region is no secret.
  expect(read("src/command.ts")).toMatch(/about: "the option region",\s+isSecret: false/);
  expect(read("src/command.ts")).toMatch(/about: "the option apiKey",\s+isSecret: true/);
});

test("so are those of the address of an operation", async () => {
  const region = { default: "eu", enum: ["eu", "us"] };
  const { callSettings, read } = await settingsOf({
    openapi: "3.1.0",
    info: { title: "Pets", version: "1" },
    servers: [{ url: "https://{region}.pets.example", variables: { region } }],
    paths: {
      "/pictures": {
        servers: [{ url: "https://{region}.pictures.example/{version}/", variables: { region, version: { default: "v1" } } }],
        get: { operationId: "listPictures", summary: "Pictures", responses: { 200: { description: "Pictures" } } },
      },
    },
  });
  const row = "https://eu.pictures.example/v1";
  expect(read("src/generated/operations.gen.ts")).toContain(`server: "${row}"`);
  expect(callSettings({}).servers).toEqual({ [row]: row });
  expect(callSettings({ region: "us", version: "v2/beta" })).toMatchObject({
    baseUrl: "https://us.pets.example",
    servers: { [row]: "https://us.pictures.example/v2/beta" },
  });
  expect(() => callSettings({ region: "mars" })).toThrow("eu, us");
  expect(() => callSettings({ version: "../../evil" })).toThrow("a part of a path");
  const options = read("src/options.ts");
  expect(options).toContain('readonly region?: "eu" | "us" | undefined;');
  expect(options.match(/readonly region\?/g)).toHaveLength(1);
  expect(options).toContain("@default the environment variable PETS_VERSION, else v1");
});
