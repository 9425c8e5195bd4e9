import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { GeneratorProgram } from "../../generator-program.ts";

/** The result of a function of their SDK: of a stream its rows, of anything else what came. */
export interface HeyApiResult {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response?: Response;
  readonly stream?: AsyncIterable<unknown>;
}

type SdkFunction = (options: Readonly<Record<string, unknown>>) => Promise<HeyApiResult>;

/** A client as `@hey-api/openapi-ts` makes it for a document, if nothing is asked for. */
export interface HeyApiClient {
  /** The function of each operation, by `GET /path/{id}`. */
  readonly functions: ReadonlyMap<string, SdkFunction>;
  create(config: Readonly<Record<string, unknown>>): unknown;
}

interface Exports {
  readonly sdk: Readonly<Record<string, unknown>>;
  readonly createClient: HeyApiClient["create"];
}

/** Generates their client and loads it. It has no functions where they refuse the document. */
export async function layOutHeyApi(program: GeneratorProgram, file: string, folder: string): Promise<HeyApiClient> {
  const functions = new Map<string, SdkFunction>();
  const refusal = await program.run(file, folder);
  if (refusal !== "" || !existsSync(join(folder, "sdk.gen.ts"))) return { functions, create: () => undefined };
  const contents = 'export * as sdk from "./sdk.gen"; export { createClient } from "./client";';
  const outfile = join(folder, "bundle.mjs");
  await build({ stdin: { contents, resolveDir: folder }, bundle: true, format: "esm", platform: "node", outfile });
  const { sdk, createClient }: Exports = await import(pathToFileURL(outfile).href);
  for (const exported of Object.values(sdk)) {
    if (!isSdkFunction(exported)) continue;
    const operation = await operationOf(exported);
    if (operation !== undefined) functions.set(operation, exported);
  }
  return { functions, create: createClient };
}

function isSdkFunction(exported: unknown): exported is SdkFunction {
  return typeof exported === "function";
}

/** What a function would call, as it tells a client that calls nothing. Its name need not be guessed so. */
async function operationOf(sdkFunction: SdkFunction): Promise<string | undefined> {
  let operation: string | undefined;
  const methods: object = new Proxy(
    {},
    {
      get: (_, method) =>
        method === "sse"
          ? methods
          : ({ url }: { readonly url: string }) => {
              operation = `${String(method).toUpperCase()} ${url}`;
              return {};
            },
    },
  );
  await sdkFunction({ client: methods });
  return operation;
}
