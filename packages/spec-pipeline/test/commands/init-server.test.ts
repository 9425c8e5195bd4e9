import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { emptyWorkspace } from "../temporary-workspace.ts";
import { PETS_3_1 } from "./init-documents.ts";

const RUNTIME = join(import.meta.dirname, "../../../client-runtime/src");

test("the variables of the API's address are options of the client", async () => {
  const folder = emptyWorkspace();
  folder.remove("specs");
  folder.write("pets.yaml", stringify(PETS_3_1));
  await folder.run(["init", "pets", "--from", "pets.yaml"]);
  const runtime = join(folder.root, "node_modules/@specloom/client-runtime");
  mkdirSync(runtime, { recursive: true });
  const manifest = { name: "@specloom/client-runtime", type: "module", exports: { ".": "./src/index.ts" } };
  writeFileSync(join(runtime, "package.json"), JSON.stringify(manifest));
  symlinkSync(RUNTIME, join(runtime, "src"));
  const sources = join(folder.root, "packages/pets-client/src");
  const { callSettings }: { readonly callSettings: (options: object) => { readonly baseUrl: string } } = await import(
    pathToFileURL(join(sources, "call-settings.ts")).href
  );
  expect(callSettings({}).baseUrl).toBe("https://eu.pets.example/v1");
  expect(callSettings({ region: "us", version: "v2" }).baseUrl).toBe("https://us.pets.example/v2");
  expect(() => callSettings({ region: "mars" })).toThrow("eu, us");
  const options = folder.read("packages/pets-client/src/options.ts");
  expect(options).toContain('readonly region?: "eu" | "us" | undefined;');
  expect(options).toContain("@default the environment variable PETS_REGION, else eu");
});
