import { execFile } from "node:child_process";
import { chmod, lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ApiError, ConfigurationError } from "@specloom/client-runtime";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeSettings } from "./support/make-settings.ts";
import { runInProcess } from "./support/run-in-process.ts";

let place = "";
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), "run-command-"));
});
afterEach(() => rm(place, { recursive: true }));

const write = { safe: false, method: "POST" } as const;
const missingKey = () =>
  new ConfigurationError(undefined, "cannot start: apiKey must be given, or ACME_API_KEY set.", {
    option: "apiKey",
    expected: "",
  });

class Partly extends Error {
  readonly account = { accepted: ["one"], unknown: ["two"] };
}

const failing = (error: () => Error) =>
  makeSettings({
    act: {
      run: () => {
        throw error();
      },
    },
  });

/** The list gets the arguments when the method sends them. */
const counting = (calls: unknown[]) =>
  makeSettings({
    act: {
      async run(params, _options, fetch) {
        await fetch?.("http://localhost", {});
        calls.push(params);
        return [{ id: 1 }, { id: 2 }];
      },
      operation: write,
    },
  });

describe("a failure", () => {
  test("is told by its cause, and its account is data", async () => {
    const ended = await runInProcess(
      failing(() => new Partly("ended early: no key", { cause: missingKey() })),
      ["things", "act"],
    );
    expect(ended.exitCode).toBe(3);
    expect(JSON.parse(ended.stdout)).toEqual({ accepted: ["one"], unknown: ["two"] });
    expect(ended.stderr).toMatch(/^acme-client: ended early: no key\n {2}set ACME_API_KEY/);
    expect(
      (
        await runInProcess(
          failing(() => new Partly("ended early")),
          ["things", "act"],
        )
      ).exitCode,
    ).toBe(1);
  });

  test("that is unexpected has words and a place, and no stack", async () => {
    const ended = await runInProcess(
      failing(() => new TypeError("x is not a function")),
      ["things", "act"],
    );
    expect(ended).toMatchObject({ exitCode: 1, stdout: "" });
    expect(ended.stderr.trim().split("\n")).toEqual([
      "acme-client: TypeError: x is not a function",
      expect.stringMatching(/please report it \(at .*run-command\.test\.ts/),
    ]);
  });

  test("after Ctrl-C has its account as well", async () => {
    const stop = new AbortController();
    const settings = failing(() => {
      stop.abort(new Error("interrupted"));
      return new Partly("ended early");
    });
    const ended = await runInProcess(settings, ["things", "act"], { stop });
    expect([ended.exitCode, ended.stderr]).toEqual([130, "acme-client: interrupted\n"]);
    expect(JSON.parse(ended.stdout)).toMatchObject({ accepted: ["one"] });
  });

  test("about a missing variable names that variable, and not the key that is set", async () => {
    const settings = failing(
      () =>
        new ConfigurationError(undefined, "cannot start: tenant must be given, or ACME_TENANT set.", {
          option: "tenant",
          expected: "",
        }),
    );
    const variables = [{ name: "ACME_TENANT", about: "the tenant", isSecret: false }, ...settings.variables];
    const ended = await runInProcess({ ...settings, variables }, ["things", "act"]);
    expect(ended).toMatchObject({ exitCode: 3, stderr: expect.stringContaining("set ACME_TENANT, keep it with") });
  });
});

test.runIf(process.platform === "linux")("a full disk is named as such", async () => {
  const settings = makeSettings({ list: { run: () => [{ id: 1 }] } });
  expect(await runInProcess(settings, ["things", "list", "--output", "/dev/full"])).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: "acme-client: /dev/full cannot be written: the disk is full (ENOSPC): make room, or name a file elsewhere\n",
  });
});

describe("a call that changes something", () => {
  test.each([
    ["a folder that is not there", "none/o.json", /--output .*o\.json cannot be written: there is no folder .*none: make it/],
    ["a folder", "", /--output .* cannot be written: it is a folder/],
  ])("is not made where the output would be %s", async (_name, file, words) => {
    const calls: unknown[] = [];
    const ended = await runInProcess(counting(calls), ["things", "act", "--yes", "--output", join(place, file)]);
    expect(ended).toMatchObject({ exitCode: 2, stdout: "", stderr: expect.stringMatching(words) });
    expect(ended.stderr).not.toContain(".partial");
    expect(calls).toEqual([]);
  });

  test("is not made where --output is empty, and takes neither --limit nor --chart", async () => {
    const calls: unknown[] = [];
    const given = [["--output", ""], ["--limit", "1"], ["--chart"]];
    for (const args of given) {
      const ended = await runInProcess(counting(calls), ["things", "act", "--yes", ...args]);
      expect(ended).toMatchObject({ exitCode: 2, stdout: "", stderr: expect.stringContaining(args[0] ?? "") });
    }
    expect(calls).toEqual([]);
  });

  test("that fails leaves nothing of its output", async () => {
    const refusing = makeSettings({ act: { run: () => Promise.reject(missingKey()), operation: write } });
    await writeFile(join(place, "o.json"), "before");
    expect((await runInProcess(refusing, ["things", "act", "--yes", "--output", join(place, "o.json")])).exitCode).toBe(3);
    expect([await readdir(place), await readFile(join(place, "o.json"), "utf8")]).toEqual([["o.json"], "before"]);
  });

  test.each([
    ["Ctrl-C", "\u0003", 130, "interrupted, nothing was sent\n"],
    ["Ctrl-D", "\u0004", 2, "nothing was sent\n"],
    ["a no", "n\r", 2, "nothing was sent\n"],
  ])("is not made after %s at the question", async (_name, typed, exitCode, words) => {
    const calls: unknown[] = [];
    const ended = await runInProcess(counting(calls), ["things", "act"], { typed });
    expect(ended).toMatchObject({ exitCode, stdout: "", stderr: expect.stringContaining(`\nacme-client: ${words}`) });
    expect(calls).toEqual([]);
  });

  test("is refused for a mistake before the question", async () => {
    const mistaken = makeSettings({
      act: {
        run: async () => {
          throw new ConfigurationError(undefined, "cannot start: nme must be left out.", { option: "nme", expected: "" });
        },
        operation: write,
      },
      rows: {
        async *run() {
          yield* [];
          throw new ConfigurationError(undefined, "cannot start: nme must be left out.", { option: "nme", expected: "" });
        },
        operation: write,
      },
    });
    for (const name of ["act", "rows"])
      expect(await runInProcess(mistaken, ["things", name], { typed: "y\r" })).toEqual({
        exitCode: 2,
        stdout: "",
        stderr: "acme-client: cannot start: nme must be left out.\n",
      });
  });

  test("is made after a yes", async () => {
    const calls: unknown[] = [];
    expect((await runInProcess(counting(calls), ["things", "act"], { typed: "y\r" })).exitCode).toBe(0);
    expect(calls.length).toBe(1);
  });

  test("is not made after a signal at the question", async () => {
    const calls: unknown[] = [];
    const stop = new AbortController();
    const ended = runInProcess(counting(calls), ["things", "act"], { typed: "", stop });
    setTimeout(() => stop.abort(new Error("interrupted")), 50);
    expect(await ended).toMatchObject({ exitCode: 130, stderr: expect.stringContaining("interrupted, nothing was sent") });
    expect(calls).toEqual([]);
  });
});

describe("--output", () => {
  const settings = makeSettings({ list: { run: () => [{ id: 1 }] } });
  const list = (path: string) => runInProcess(settings, ["things", "list", "--format", "ndjson", "--output", path]);

  test("writes a pipe as it is", async () => {
    const pipe = join(place, "pipe");
    await promisify(execFile)("mkfifo", [pipe]);
    const [{ stdout }, ended] = await Promise.all([promisify(execFile)("timeout", ["5", "cat", pipe]), list(pipe)]);
    expect([stdout, ended.exitCode, (await stat(pipe)).isFIFO()]).toEqual(['{"id":1}\n', 0, true]);
  });

  test.each([
    ["a file", true],
    ["a file that is not there yet", false],
  ])("follows a link to %s", async (_name, isThere) => {
    if (isThere) await writeFile(join(place, "target"), "before");
    await symlink("target", join(place, "link"));
    expect((await list(join(place, "link"))).exitCode).toBe(0);
    expect((await lstat(join(place, "link"))).isSymbolicLink()).toBe(true);
    expect([await readFile(join(place, "target"), "utf8"), (await readdir(place)).length]).toEqual(['{"id":1}\n', 2]);
  });

  test.runIf(process.platform !== "win32")("keeps the mode of the earlier file", async () => {
    const file = join(place, "o");
    await writeFile(file, "before");
    await chmod(file, 0o640);
    expect((await list(file)).exitCode).toBe(0);
    expect((await stat(file)).mode & 0o777).toBe(0o640);
  });
});

describe("a result that is not there", () => {
  test("is null in JSON, and nothing of a call that returns nothing", async () => {
    const settings = makeSettings({
      find: { run: () => undefined },
      remove: { run: () => undefined, operation: { response: "none" } },
    });
    const found = await runInProcess(settings, ["things", "find"]);
    expect(found).toEqual({ exitCode: 0, stdout: "null\n", stderr: "acme-client: nothing was found\n" });
    expect((await runInProcess(settings, ["things", "find", "--format", "csv"])).stdout).toBe("");
    const removed = await runInProcess(settings, ["things", "remove"]);
    expect(removed).toEqual({ exitCode: 0, stdout: "", stderr: "acme-client: done\n" });
  });
});

describe("--columns", () => {
  const rows = [{ id: 1, owner: { name: "x" } }];
  const list = (columns: string, operation: object = {}) =>
    runInProcess(makeSettings({ list: { run: () => rows, operation } }), [
      "things",
      "list",
      "--format=csv",
      `--columns=${columns}`,
      ...("safe" in operation ? ["--yes"] : []),
    ]);

  test("are refused if no row has any of them, and one that no row has is reported", async () => {
    expect(await list("nope")).toMatchObject({
      exitCode: 2,
      stdout: "",
      stderr: expect.stringContaining("--columns: no row has nope; there are id, owner.name"),
    });
    expect(await list("id,nope")).toMatchObject({
      exitCode: 0,
      stdout: "id,nope\n1,\n",
      stderr: expect.stringContaining("nope"),
    });
    expect(await list("id,owner.name")).toEqual({ exitCode: 0, stdout: "id,owner.name\n1,x\n", stderr: "" });
  });

  test("make a table of a pipe, where no format is named, and are refused where there are none", async () => {
    const settings = makeSettings({ list: { run: () => rows } });
    const piped = await runInProcess(settings, ["things", "list", "--columns=owner.name"]);
    expect(piped).toEqual({ exitCode: 0, stdout: "owner.name\nx\n", stderr: "" });
    const json = await runInProcess(settings, ["things", "list", "--columns=id", "--format=json"]);
    expect([json.exitCode, json.stdout]).toEqual([2, ""]);
  });

  test("do not hide the result of a change", async () => {
    expect(await list("nope", write)).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("no row has nope") });
  });
});

test.each(["csv", "tsv", "json", "ndjson", "table"])("%s in a terminal shows a control and obeys none", async (format) => {
  const value = "\u001b[2J \u009b2J \u{e0001}";
  const settings = makeSettings({ list: { run: () => [{ value }] } });
  const screen = await runInProcess(settings, ["things", "list", "--format", format], { isTTY: true });
  expect(screen.stdout).toContain(`\\u001b[2J \\u009b2J ${format === "table" ? "\\ue0001" : "\\udb40\\udc01"}`);
  expect(screen.stdout).not.toMatch(/[^\n\t\P{Cc}]/u);
});

test("JSON in a terminal is the same value as in a file", async () => {
  const value = "\u001b[2J \u009b2J \u{e0001}";
  const list = (isTTY: boolean) =>
    runInProcess(makeSettings({ list: { run: () => [{ value }] } }), ["things", "list", "--format", "json"], { isTTY });
  const [screen, file] = await Promise.all([list(true), list(false)]);
  expect(file.stdout).toContain("\u009b2J");
  expect([JSON.parse(screen.stdout), JSON.parse(file.stdout)]).toEqual([[{ value }], [{ value }]]);
});

test("a text of the server in a terminal keeps its lines", async () => {
  const settings = makeSettings({ read: { run: () => "a\r\n\tb\rc\u001b[2J" } });
  const { stdout } = await runInProcess(settings, ["things", "read"], { isTTY: true });
  expect(stdout).toBe("a\r\n\tb\\u000dc\\u001b[2J\n");
});

describe("--json", () => {
  const rules = { query: { properties: { name: { types: ["string"] } } } };
  const settings = makeSettings({ list: { run: (params) => [params], operation: { rules } } });

  test("skips the byte order mark of a file", async () => {
    await writeFile(join(place, "in.json"), '\uFEFF{"name": "x"}');
    const ended = await runInProcess(settings, ["things", "list", "--json", `@${join(place, "in.json")}`]);
    expect([ended.exitCode, JSON.parse(ended.stdout)]).toEqual([0, [{ name: "x" }]]);
  });

  test("waits for no input after Ctrl-C", async () => {
    const stop = new AbortController();
    const ended = runInProcess(settings, ["things", "list", "--json", "-"], { stop });
    setTimeout(() => stop.abort(new Error("interrupted")), 50);
    expect(await ended).toMatchObject({ exitCode: 130, stderr: "acme-client: interrupted\n" });
  });
});

describe("whoami", () => {
  const plain = { security: [["key"]], path: "/things" };
  const called: string[] = [];
  const settings = makeSettings({
    open: { run: () => called.push("open"), operation: { path: "/status" } },
    list: { run: () => called.push("list"), operation: plain },
    me: { run: () => called.push("me"), operation: { ...plain, path: "/v1/users/me" } },
    get: { run: () => called.push("get"), operation: { ...plain, path: "/me/{id}", rules: { path: { required: ["id"] } } } },
    act: { run: () => called.push("act"), operation: { ...plain, ...write, path: "/me" } },
  });

  test("makes the call about the caller that needs a credential and no params", async () => {
    const ended = await runInProcess(settings, ["whoami"]);
    expect([ended.exitCode, called]).toEqual([0, ["me"]]);
    expect(JSON.parse(ended.stdout)).toEqual({
      client: "acme-client",
      credential: "environment",
      call: "GET /v1/users/me",
      accepted: true,
    });
  });

  test("names the way to a call if there is none", async () => {
    const { methods, ...rest } = settings;
    const row = methods["things.open"];
    const ended = await runInProcess({ ...rest, methods: row ? { "things.open": row } : {} }, ["whoami"]);
    expect(ended).toMatchObject({ exitCode: 2, stdout: "", stderr: expect.stringContaining("src/command.ts") });
  });

  test.each([
    [422, true],
    [401, false],
    [404, false],
    [429, false],
    [503, false],
  ])("takes %i as a response of the API about the call: %s", async (status, isAccepted) => {
    const refused = makeSettings({
      list: {
        run: async () => {
          const operation = { id: "list", method: "GET", path: "/things" };
          throw new ApiError({ operation, attempts: 1 }, "refused.", { status, headers: new Headers(), body: undefined });
        },
        operation: plain,
      },
    });
    expect((await runInProcess(refused, ["whoami"])).exitCode === 0).toBe(isAccepted);
  });
});
