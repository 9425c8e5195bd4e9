import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const entry = fileURLToPath(new URL("../src/index.ts", import.meta.url));

/** Whether Node has loaded its own `fetch` after some code. */
function loadsFetch(code: string): boolean {
  const look = 'console.log(process.moduleLoadList.some((name) => name.includes("undici/undici")))';
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", `${code}; ${look}`], { encoding: "utf8" });
  return output.trim() === "true";
}

test("an import does not make Node load its whole fetch, which takes longer than all the rest", () => {
  expect(loadsFetch(`await import(${JSON.stringify(entry)})`)).toBe(false);
  expect(loadsFetch("void FormData")).toBe(true);
});
