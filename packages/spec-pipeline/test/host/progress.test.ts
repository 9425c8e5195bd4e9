import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { commands } from "../../src/commands/index.ts";
import type { CommandContext } from "../../src/host/command.ts";
import { Progress } from "../../src/host/progress.ts";
import { runCommandLine } from "../../src/host/run-command-line.ts";
import { inTerminal, overLine, paintNothing, type TerminalText } from "../../src/print/terminal-text.ts";
import { createWorkspace } from "../temporary-workspace.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function terminal(cwd = "/"): { readonly context: CommandContext; readonly shown: string[] } {
  const shown: string[] = [];
  const write = (text: string): void => void shown.push(text);
  const context: CommandContext = {
    cwd,
    env: {},
    print: write,
    warn: write,
    progress: (line: TerminalText | undefined) => write(line === undefined ? "cleared" : `line: ${line}`),
    paint: paintNothing,
    today: () => "2026-01-01",
    fetch: () => Promise.reject(new Error("no network")),
    signal: new AbortController().signal,
  };
  return { context, shown };
}

test("after two seconds a line shows the progress of the run, and other output replaces it", () => {
  const { context, shown } = terminal();
  {
    using progress = new Progress(context, "reading");
    vi.advanceTimersByTime(1500);
    progress.step("extract is done");
    expect(shown).toEqual([]);
    vi.advanceTimersByTime(1500);
    expect(shown).toEqual(["line: extract is done … 2 s", "line: extract is done … 3 s"]);
    progress.context.print(inTerminal`done`);
  }
  expect(shown.slice(2)).toEqual(["cleared", "done", "cleared"]);
  vi.advanceTimersByTime(5000);
  expect(shown).toHaveLength(5);
});

test("a question is alone on the terminal", async () => {
  const { context, shown } = terminal();
  const answer = Promise.withResolvers<boolean>();
  using progress = new Progress({ ...context, ask: () => (shown.push("asked"), answer.promise) }, "reading");
  vi.advanceTimersByTime(2500);
  const asked = progress.context.ask?.(inTerminal`more?`);
  vi.advanceTimersByTime(9000);
  expect(shown.at(-1)).toBe("asked");
  answer.resolve(true);
  expect(await asked).toBe(true);
  vi.advanceTimersByTime(1000);
  expect(shown.at(-1)).toMatch(/^line: reading/);
});

test("generate shows each stage of a long run, and the report has a line of its own", async () => {
  vi.useRealTimers();
  const workspace = createWorkspace();
  const { context, shown } = terminal(workspace.root);
  let timeMs = 0;
  vi.spyOn(performance, "now").mockImplementation(() => (timeMs += 1000));
  await runCommandLine(["generate"], commands, context, () => "");
  vi.restoreAllMocks();
  expect(shown).toContainEqual(expect.stringMatching(/^line: acme: lint is done … \d+ s$/));
  expect(shown.slice(-2)).toEqual(["cleared", expect.stringContaining("0 errors, 0 warnings")]);
});

test("the line is cleared before another is written", () => {
  expect(overLine(inTerminal`a`)).toBe("\r\u001B[2Ka");
  expect(overLine(undefined)).toBe("\r\u001B[2K");
});
