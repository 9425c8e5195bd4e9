import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

export interface RunOptions {
  cwd: string;
  env?: Record<string, string | undefined>;
  /** @default 300 000 */
  timeoutMs?: number;
}

/** What the rehearsal passes on of its own environment: how to reach the network, and no setting of npm's nor key of an API. */
const passedOn = new RegExp(
  [
    "^(PATH|HOME|USER|LANG|LC_.*|TMPDIR|TEMP|TMP|XDG_.*|CI|CHROMIUM_PATH",
    "SystemRoot|ComSpec|PATHEXT|APPDATA|LOCALAPPDATA",
    "NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|SSL_CERT_DIR|HTTPS?_PROXY|NO_PROXY)$",
  ].join("|"),
  "i",
);

export function baseEnvironment(): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(([name]) => passedOn.test(name));
  return { ...Object.fromEntries(kept), NO_COLOR: "1", TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };
}

const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Starts a process that does not outlive this one. */
export function start(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(command, args, options);
  running.add(child);
  child.once("close", () => running.delete(child));
  return child;
}

/** Runs a command to its end and returns what it printed; a failure is an error that ends in the last of its output. */
export function run(
  command: string,
  args: readonly string[],
  { cwd, env = {}, timeoutMs = 300_000 }: RunOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = start(command, args, {
      cwd,
      env: { ...baseEnvironment(), ...env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: timeoutMs,
      killSignal: "SIGKILL",
    });
    let output = "";
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ${args.join(" ")} ended with ${signal ?? code} in ${cwd}\n${output.slice(-4000)}`));
    });
  });
}

/** The same for a program of this Node. */
export const runNode = (args: readonly string[], options: RunOptions): Promise<string> => run(process.execPath, args, options);
