import { readFile, symlink, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isObject, type Json, type JsonObject } from "../../../../spec-pipeline/src/document/json.ts";
import { runSpecloom } from "../../run-specloom.ts";

const RUNTIME = fileURLToPath(new URL("../../../../client-runtime", import.meta.url));

interface Descriptor {
  readonly method: string;
  readonly path: string;
  /** The media types that a caller may choose, where there are several. */
  readonly accepts?: object;
  readonly bodies?: object;
  /** How its method takes the body. */
  readonly takesBody?: string;
  /** Its method takes the params by their places. */
  readonly isGrouped?: boolean;
}

type Method = (params: object, options: object) => unknown;

/** A client as `specloom init` lays it out for a document. */
export interface LaidOutClient {
  readonly document: JsonObject;
  readonly operations: Readonly<Record<string, Descriptor>>;
  /** Names of the options that its `options.ts` declares. */
  readonly options: readonly string[];
  /** The names of the methods, such as `pets.list`, each with its operation, which is one of `operations`. */
  readonly methods: Readonly<Record<string, Descriptor>>;
  create(options: Readonly<Record<string, unknown>>): Readonly<Record<string, Readonly<Record<string, Method>>>>;
}

/** Lays out a client in an empty folder and loads it; a sentence where `init` refuses the document. */
export async function layOutClient(file: string, workspace: string): Promise<LaidOutClient | string> {
  const { exitCode, output } = await runSpecloom(workspace, [
    "init",
    "case",
    "--from",
    file,
    "--base-url",
    "http://localhost:3000",
  ]);
  if (exitCode !== 0) return output.slice(0, 400);
  await mkdir(join(workspace, "node_modules/@specloom"), { recursive: true });
  await symlink(RUNTIME, join(workspace, "node_modules/@specloom/client-runtime"), "dir");
  const sources = join(workspace, "packages/case-client/src");
  const load = async <Exports>(path: string): Promise<Exports> => import(pathToFileURL(join(sources, path)).href);
  const { createCaseClient } = await load<{ readonly createCaseClient: LaidOutClient["create"] }>("client.ts");
  const { operations } = await load<{ readonly operations: LaidOutClient["operations"] }>("generated/operations.gen.ts");
  const { methods } = await load<{ readonly methods: LaidOutClient["methods"] }>("generated/command.gen.ts");
  const document: Json = JSON.parse(await readFile(file, "utf8"));
  const options = [...(await readFile(join(sources, "options.ts"), "utf8")).matchAll(/readonly (\w+)\??:/g)].map(
    ([, name = ""]) => name,
  );
  return { document: isObject(document) ? document : {}, operations, methods, options, create: createCaseClient };
}
