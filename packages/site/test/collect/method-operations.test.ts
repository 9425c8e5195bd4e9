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
  moderate: (actions: string[]) => Promise<unknown>;
  size: number;
  find: (id: string) => Promise<unknown>;
  again: () => Promise<unknown>;
}
interface More { find: (id: string) => Promise<unknown>; other: () => Promise<unknown>; again: () => Promise<unknown> }
function createMore(call: Call, list: () => Promise<unknown>): More {
  const get = async (id: string) => call("findThing", { id });
  return { find: (id) => get(id), other: async () => call("otherThing", {}), again: () => list() };
}
export function createThings(call: Call): Things {
  const list = async () => call("listThings", {});
  const options = call("neverMeant", {});
  return {
    get: async (id) => call("getThing", { id, options: 1 }),
    list,
    listAll: () => walk(list),
    moderate: async (actions) => {
      const { moderate } = await import("../moderate.ts");
      return moderate(actions, { send: (chunk) => call("moderateThings", { chunk }) });
    },
    size: 1,
    find: async (id) => createMore(call, list).find(id),
    again: async () => createMore(call, list).again(),
  };
}`;
const walk = `export async function* walk(list: () => Promise<{ items: string[] }>): AsyncGenerator<string> { const send = 1; yield* (await list()).items; }`;
const moderate = `export const moderate = async (actions: string[], { send }: { send: (chunk: string[]) => unknown }) => send(actions);`;

test("a method's operations are its own calls and those of the functions that it names, and not those of a namesake", () => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "specloom-site-"));
  try {
    mkdirSync(join(folder, "resources"));
    for (const [file, text] of Object.entries({ "resources/things.ts": resource, "walk.ts": walk, "moderate.ts": moderate }))
      writeFileSync(join(folder, file), text);
    expect(Object.fromEntries(methodOperations(folder))).toEqual({
      get: ["getThing"],
      list: ["listThings"],
      listAll: ["listThings"],
      moderate: ["moderateThings"],
      find: ["findThing"],
      again: ["listThings"],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
