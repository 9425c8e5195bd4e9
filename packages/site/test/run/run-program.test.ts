import { expect, test } from "vitest";
import { runProgram, type SeenRequest } from "../../src/run/run-program.ts";

async function run(source: string, before = ""): Promise<{ printed: string[]; requests: SeenRequest[] }> {
  const printed: string[] = [];
  const requests: SeenRequest[] = [];
  await runProgram(
    { before, source },
    {
      modules: { things: { default: 1, two: 2 } },
      fetch: async () => Response.json({ fine: true }),
      environment: { SOME_KEY: "key" },
      paceMs: 0,
    },
    {
      onPrint: (text) => void printed.push(text),
      onRequest: (request) => void requests.push(request),
      onResponse: () => undefined,
    },
  );
  return { printed, requests };
}

test("a program in TypeScript imports, awaits, sends and prints", async () => {
  const { printed, requests } = await run(`
    import one, { two } from "things";
    const sum: number = one + two;
    const { fine } = (await (await fetch("https://api.example/a", { method: "POST", body: "x" })).json()) as { fine: boolean };
    console.log(sum, { fine }, process.env.SOME_KEY);`);
  expect(printed).toEqual(["3 { fine: true } key"]);
  expect(requests).toMatchObject([{ method: "POST", url: "https://api.example/a", body: "x" }]);
});

test("the samples before a sample run silently, and their names may be used again", async () => {
  const { printed, requests } = await run(
    'const a = 2; await fetch("https://api.example/own"); console.log(a, b);',
    'const a = 1; const b = 3; await fetch("https://api.example/before"); console.log("before");',
  );
  expect(printed).toEqual(["2 3"]);
  expect(requests.map(({ url }) => url)).toEqual(["https://api.example/own"]);
});

test("an error of a program is thrown, and nothing of it stays", async () => {
  const { fetch } = globalThis;
  await expect(run('throw new RangeError("no")')).rejects.toThrow("no");
  await expect(run('import "none"')).rejects.toThrow('"none" is not here: a sample can import things');
  await expect(run("const = 1")).rejects.toThrow(SyntaxError);
  expect(globalThis.fetch).toBe(fetch);
  expect(process.env["SOME_KEY"]).toBeUndefined();
});
