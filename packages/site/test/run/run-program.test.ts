import { expect, test, vi } from "vitest";
import { runProgram, type SeenRequest, watchedFetch } from "../../src/run/run-program.ts";

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

test("a program that awaits nothing ends when all that it began has ended", async () => {
  const { printed } = await run(`
    async function main(): Promise<void> {
      const response = await fetch("https://api.example/a");
      console.log(await response.json());
      setTimeout((name) => console.log(name), 120, "later");
      const timer = setInterval(() => { console.log("tick"); clearInterval(timer); }, 10);
    }
    main();`);
  expect(printed).toEqual(["{ fine: true }", "tick", "later"]);
});

test("a mistake is named with the line that the reader sees", async () => {
  await expect(run("const a = 1;\nconst b = ;", "const c = 1;\nconst d = 2;")).rejects.toThrow("(2:11)");
});

test("an import that the module lacks is refused with its exports", async () => {
  await expect(run('import { three } from "things"; three();')).rejects.toThrow(
    '"things" has no export three: it has default, two',
  );
  expect((await run('const { two } = await import("things"); console.table([two]);')).printed).toEqual(["[2]"]);
});

test("a stream is slowed down at its start alone, and a request without a response is told", async () => {
  const statuses: number[] = [];
  const events = Array.from({ length: 2000 }, (_, index) => `data: ${index}\n\n`).join("");
  const listener = { onPrint: () => undefined, onRequest: () => undefined };
  const fetched = watchedFetch(
    async (input) => {
      if (new Request(input).url.endsWith("lost")) throw new TypeError("no connection");
      return new Response(events, { headers: { "content-type": "text/event-stream" } });
    },
    { ...listener, onResponse: ({ status }) => void statuses.push(status) },
    1,
  );
  const timers = vi.spyOn(globalThis, "setTimeout");
  expect(await (await fetched("https://api.example/events")).text()).toBe(events);
  expect(timers.mock.calls.length).toBeLessThan(100);
  await expect(fetched("https://api.example/lost")).rejects.toThrow("no connection");
  expect(statuses).toEqual([200, 0]);
});
