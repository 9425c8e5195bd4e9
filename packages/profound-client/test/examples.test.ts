import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text as readText } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serveMock } from "../../../test/serve-mock.ts";
import { bars, sparkLine } from "../examples/bars.ts";
import { toCsv } from "../examples/csv.ts";
import { drawLines } from "../examples/line-chart.ts";
import { createMock, createProfoundMock } from "../src/testing.ts";

let folder = "";
let environment: NodeJS.ProcessEnv = {};
let close = () => {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "profound-examples-"));
  const mock = createMock();
  const served = await serveMock(mock);
  close = served.close;
  environment = { PATH: process.env["PATH"], NO_COLOR: "1", ...mock.environment(served.origin) };
});
afterAll(async () => {
  close();
  await rm(folder, { recursive: true });
});

interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(name: string, args: readonly string[] = [], env = environment): Promise<Ended> {
  return execute(fileURLToPath(new URL(`../examples/${name}.ts`, import.meta.url)), args, env);
}

function execute(path: string, args: readonly string[] = [], env = environment): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [path, ...args], { env }, (error, stdout, stderr) => {
      resolve({ exitCode: error ? Number(error.code ?? 1) : 0, stdout, stderr });
    });
  });
}

const widest = (text: string) => Math.max(...text.split("\n").map((line) => line.length));

test("the tour prints two aligned tables and the number of their requests, within 80 columns", async () => {
  const { exitCode, stdout, stderr } = await run("tour");
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(
    /RANK {2}DOMAIN +CITATIONS +SHARE\n +1 {2}reddit\.com +13,940 +4\.0 % {2}█{20}\n +2 {2}youtube\.com +16,287 +3\.7 % {2}█{18}▌\n/,
  );
  expect(stdout).toMatch(/POST \/v2\/reports\/citations\/stream → 200, 11,662 rows in \d+ ms\n/);
  expect(stdout).toMatch(/SOURCE +PATH +VISITS\n +openai +\/ +1,925 {2}█{20}\n/);
  expect(stdout).toMatch(/POST \/v2\/reports\/referrals → 200, 6 of \d+ rows in \d+ ms\n$/);
  expect(widest(stdout)).toBeLessThanOrEqual(80);
});

test("the digest prints the top and their weeks, and writes the weeks to a file", async () => {
  const file = join(folder, "digest.csv");
  const { exitCode, stdout, stderr } = await run("visibility-digest", ["182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", file, "2"]);
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(
    /^Most cited, \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d \(ET\), of 11,662 domains\n\nDOMAIN +CITATIONS +SHARE\nreddit\.com +27,880 +4\.0 %\n/,
  );
  expect(stdout).toContain("A week that reaches beyond the range counts only its days within it.");
  expect(stdout).toMatch(/WEEK OF +reddit\.com +youtube\.com .*\n\d{4}-\d\d-\d\d +\d\.\d % +\d\.\d % /);
  const [header, ...lines] = (await readFile(file, "utf8")).trimEnd().split("\n");
  expect(header).toBe("date,domain,count,citation_share");
  expect(lines.length % 5).toBe(0);
  expect(lines.every((line) => /^\d{4}-\d\d-\d\d,[a-z.]+,\d+,0\.\d+$/.test(line))).toBe(true);
  expect(lines).toEqual(lines.toSorted((a, b) => a.slice(0, 10).localeCompare(b.slice(0, 10))));
});

test("the chart page draws a line for each domain, and has the same numbers in a table", async () => {
  const file = join(folder, "share.html");
  const { exitCode, stdout, stderr } = await run("share-chart", ["182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", file, "2"]);
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/share\.html: 5 domains, [23] weeks\n$/);
  const page = await readFile(file, "utf8");
  expect(page.match(/<polyline points="60,[\d.]+ /g)).toHaveLength(5);
  expect(page).toMatch(/<title>reddit\.com, \d{4}-\d\d-\d\d: \d\.\d %<\/title>/);
  expect(page).toContain("<th>Week of</th><th>reddit.com</th>");
  expect(page).toContain("<p>A week that reaches beyond the range counts only its days within it.</p>");
  expect(page).not.toMatch(/<script|https?:/);
});

test("a chart writes names as text, whatever they are", () => {
  const drawn = drawLines(
    [{ name: '<img src="x">', values: [0.1, undefined, 0.2] }],
    ["2026-01-05", "2026-01-12", "&amp;"],
    String,
  );
  expect(drawn).not.toContain("<img");
  expect(drawn).toContain("&lt;img src=&quot;x&quot;>");
  expect(drawn).toContain("&amp;amp;");
});

test.each([
  [
    [0, 5, 10],
    ["", "██", "████"],
  ],
  [
    [1, 16],
    ["▎", "████"],
  ],
  [
    [0, 0],
    ["", ""],
  ],
])("bars of %j are %j", (numbers, drawn) => {
  expect(bars(numbers, 4)).toEqual(drawn);
});

test("a spark line starts at zero, and leaves a blank where there is no number", () => {
  expect(sparkLine([0, 7, undefined, 14])).toBe("▁▅ █");
  expect(sparkLine([])).toBe("");
});

test("the cells of the notebook run one after the other and print two tables", async () => {
  const path = fileURLToPath(new URL("../examples/share.ipynb", import.meta.url));
  const notebook: { cells: { cell_type: string; source: string[] }[] } = JSON.parse(await readFile(path, "utf8"));
  const cells = notebook.cells.filter(({ cell_type: type }) => type === "code").map(({ source }) => source.join(""));
  expect(cells).toHaveLength(3);
  // Beside the package, so that its name is found.
  const program = fileURLToPath(new URL("../.work/notebook.mts", import.meta.url));
  await mkdir(dirname(program), { recursive: true });
  await writeFile(program, cells.join("\n").replaceAll("npm:profound-client", "profound-client"));
  const { exitCode, stdout, stderr } = await execute(program);
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/reddit\.com/);
  expect(stdout.match(/┌/g)).toHaveLength(2);
});

test("referrals by source are a table of days, its columns in the order of their totals", async () => {
  const { exitCode, stdout, stderr } = await run("referrals-by-source", ["example.com", "3"]);
  expect([exitCode, stderr]).toEqual([0, ""]);
  const [days = "", sources = ""] = stdout.split(/\n\n(?=SOURCE)/);
  const [title, , header = "", ...lines] = days.split("\n");
  expect(title).toBe("Visits to example.com from AI engines, by day (UTC)");
  expect(header.split(/ +/)).toEqual([
    "DATE",
    "openai",
    "perplexity",
    "gemini",
    "microsoft",
    "anthropic",
    "grok",
    "deepseek",
    "you",
    "total",
  ]);
  expect(lines).toHaveLength(4);
  const numbers = lines.map((line) =>
    line
      .split(/ +/)
      .slice(1)
      .map((cell) => Number(cell.replace(",", ""))),
  );
  for (const row of numbers) expect(row.slice(0, -1).reduce((sum, visits) => sum + visits, 0)).toBe(row.at(-1));
  expect(numbers.slice(0, -1).reduce((sum, row) => sum + (row.at(-1) ?? 0), 0)).toBe(numbers.at(-1)?.at(-1));
  expect(sources).toMatch(/^SOURCE +VISITS +BY DAY\nopenai +\d,\d{3} {2}[▁-█]{3}\nperplexity +\d+ {2}[▁-█]{3}\n/);
});

test("an example ends in silence when its reader leaves, as head does", async () => {
  const path = fileURLToPath(new URL("../examples/visibility-digest.ts", import.meta.url));
  const child = spawn(process.execPath, [path, "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", join(folder, "left.csv")], {
    env: environment,
  });
  const words = readText(child.stderr);
  child.stdout.once("data", () => child.stdout.destroy());
  const [code] = await once(child, "exit");
  expect([code, await words]).toEqual([0, ""]);
});

test("an example names a file that it cannot write", async () => {
  const file = join(folder, "nowhere", "share.html");
  const { exitCode, stderr } = await run("share-chart", ["182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", file, "1"]);
  expect([exitCode, stderr]).toEqual([1, `${file}: there is no such file or folder\n`]);
});

test.each([
  ["visibility-digest", []],
  ["visibility-digest", ["c", "file.csv", "many"]],
  ["share-chart", ["c", "file.html", "0"]],
  ["referrals-by-source", []],
])("%s prints its usage after a wrong call: %j", async (name, args) => {
  expect(await run(name, args)).toEqual({ exitCode: 2, stdout: "", stderr: expect.stringMatching(/^usage: /) });
});

test("an example without a key says which variable it reads, and nothing else", async () => {
  const { exitCode, stderr } = await run("tour", [], { PATH: process.env["PATH"] });
  expect([exitCode, stderr]).toEqual([1, "cannot start: apiKey must be given, or PROFOUND_API_KEY set in the environment.\n"]);
});

test("an example with a wrong key ends in an error that says so", async () => {
  const { origin, close: closeOther } = await serveMock(createProfoundMock());
  try {
    const { exitCode, stderr } = await run("tour", [], {
      ...environment,
      PROFOUND_BASE_URL: origin,
      PROFOUND_API_KEY: "wrong-key-here",
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("got 401: Invalid API key (the credential was sent as X-API-Key)");
    expect(stderr).not.toContain("wrong-key-here");
  } finally {
    closeOther();
  }
});

test("a field of CSV is quoted if necessary", () => {
  expect(
    toCsv(
      ["a", "b"],
      [
        { a: 'say "hi", friend', b: 1 },
        { a: "two\nlines", b: undefined },
      ],
    ),
  ).toBe('a,b\n"say ""hi"", friend",1\n"two\nlines",\n');
});
