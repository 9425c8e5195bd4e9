import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { dirname } from "node:path";
import type { InstalledSuite } from "./install-suite.ts";

/** Starts the suite's own server on loopback, which holds each request against the one that it waits for. */
export async function serveScenarios({ server, specs }: InstalledSuite): Promise<{ readonly origin: string; close(): void }> {
  const port = await freePort();
  const child = spawn(process.execPath, [server, "serve", specs, "--port", String(port)], {
    // The server keeps an account of what was called where it runs.
    cwd: dirname(specs),
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (output.includes(`Started server on`)) resolve();
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the suite's server ended with ${code}: ${output.slice(-300)}`)));
  });
  return { origin: `http://localhost:${port}`, close: () => child.kill() };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address !== null ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
