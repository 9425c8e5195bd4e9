// Runs another generator on documents. It is copied to where the generators are installed, and runs there.
//   node generate-with.mjs GENERATOR
// Each line of its input is a document's file and a folder, as a JSON list. Each line of its output is "" or why it was refused, as JSON.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";

const GENERATORS = {
  async orval(input, output) {
    const { generate } = await import("orval");
    const target = (name, client, mock) => ({
      input: { target: input },
      output: { target: join(output, name), mode: "single", client, mock },
    });
    await generate(target("client.ts", "fetch", true), output);
    await generate(target("zod.ts", "zod", false), output);
  },
  async "hey-api"(input, output) {
    const { createClient } = await import("@hey-api/openapi-ts");
    const plugins = ["@hey-api/typescript", "@hey-api/sdk", "@hey-api/client-fetch", "zod", "@hey-api/transformers"];
    await createClient({ input, output, plugins, logs: { level: "silent", file: false } });
  },
  /** What it makes if nothing is asked for. */
  async "hey-api-client"(input, output) {
    const { createClient } = await import("@hey-api/openapi-ts");
    const plugins = ["@hey-api/typescript", "@hey-api/sdk", "@hey-api/client-fetch"];
    await createClient({ input, output, plugins, logs: { level: "silent", file: false } });
  },
  async kubb(input, output) {
    const { build } = await import("@kubb/core");
    const { pluginOas } = await import("@kubb/plugin-oas");
    const { pluginTs } = await import("@kubb/plugin-ts");
    const { pluginZod } = await import("@kubb/plugin-zod");
    const { pluginClient } = await import("@kubb/plugin-client");
    const plugins = [pluginOas({ validate: false, generators: [] }), pluginTs({}), pluginZod({}), pluginClient({})];
    const target = { path: output, clean: false, format: false, lint: false };
    const { failedPlugins, error } = await build({ config: { root: output, input: { path: input }, output: target, plugins } });
    const [failed] = failedPlugins ?? [];
    if (failed ?? error) throw failed?.error ?? error;
  },
  async "swagger-typescript-api"(input, output) {
    const { generateApi } = await import("swagger-typescript-api");
    await generateApi({ input, output, fileName: "api.ts", silent: true, cleanOutput: false });
  },
};

const generate = GENERATORS[process.argv[2]];
// They print for people; the lines of this program are for another.
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;
console.log = console.info = console.warn = console.error = () => {};
process.exit = (code) => {
  throw new Error(`ended the program with ${code}`);
};
process.on("uncaughtException", () => {});
process.on("unhandledRejection", () => {});

for await (const line of createInterface({ input: process.stdin })) {
  const [input, output] = JSON.parse(line);
  let refusal = "";
  try {
    await mkdir(output, { recursive: true });
    await generate(input, output);
  } catch (error) {
    refusal = String(error) || "an error";
  }
  // A text that ran while its generator did.
  if ("planted" in globalThis) refusal = "planted";
  delete globalThis.planted;
  print(`${JSON.stringify(refusal)}\n`);
}
