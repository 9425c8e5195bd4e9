import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { methodOperations } from "../../src/collect/method-operations.ts";

const resource = `
import { walk } from "../walk.ts";
type Call = (id: string, input: object) => Promise<{ items: string[] }>;
export interface Things {
  get: (id: string) => Promise<unknown>;
  list: () => Promise<unknown>;
  listAll: () => AsyncGenerator<string>;
  pending: () => AsyncGenerator<string>;
  moderate: (actions: string[]) => Promise<unknown>;
  size: number;
  again: () => Promise<unknown>;
}
interface Options { list: () => string }
export function createThings(call: Call): Things {
  const list = async () => call("listThings", {});
  const options = call("neverMeant", {});
  const walkList = (id: "listThings" | "listOpen") => walk(() => call(id, {}));
  const other: Options = { list: () => "no-operation" };
  return {
    get: async (id) => call("getThing", { id, options: 1 }),
    list,
    listAll: () => walk(list),
    pending: () => walkList("listOpen"),
    moderate: async (actions) => {
      const { moderate } = await import("../moderate.ts");
      return moderate(actions, { send: (chunk) => call("moderateThings", { chunk }) });
    },
    size: 1,
    again: async () => list(),
  };
}`;
// It names an operation for its errors, and calls what it is given.
const walk = `export async function* walk(list: () => Promise<{ items: string[] }>): AsyncGenerator<string> { const id = "getThing"; yield* (await list()).items; }`;
const moderate = `export const moderate = async (actions: string[], { send }: { send: (chunk: string[]) => unknown }) => send(actions);`;
const ids = new Set(["getThing", "listThings", "listOpen", "moderateThings", "neverMeant"]);

test("a method's operations are those that it names, and those of the functions beside it that it names", () => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "specloom-site-"));
  try {
    mkdirSync(join(folder, "resources"));
    for (const [file, text] of Object.entries({ "resources/things.ts": resource, "walk.ts": walk, "moderate.ts": moderate }))
      writeFileSync(join(folder, file), text);
    expect(Object.fromEntries(methodOperations(folder, ids))).toEqual({
      get: ["getThing"],
      list: ["listThings"],
      listAll: ["listThings"],
      pending: ["listOpen"],
      moderate: ["moderateThings"],
      again: ["listThings"],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
