import { createInterface } from "node:readline";
import { baseEnvironment, type RunOptions, start } from "./run.ts";

export interface McpResponses {
  readonly server: string;
  readonly tools: readonly string[];
  /** The text of the tool's result. */
  readonly text: string;
}

interface Message {
  readonly id?: number;
  readonly result?: {
    readonly serverInfo?: { readonly name: string };
    readonly tools?: readonly { readonly name: string }[];
    readonly content?: readonly { readonly type: string; readonly text?: string }[];
    readonly isError?: boolean;
  };
  readonly error?: { readonly message: string };
}

/**
 * Starts a server of the Model Context Protocol on standard input and output, as a program that runs agents does: says who it is, lists the tools
 * and calls one. Then it leaves, and the server has to end by itself. Speaks the protocol without a library, as a third side to it.
 */
export async function askMcp(
  [command = "", ...args]: readonly string[],
  tool: string,
  given: object,
  { cwd, env = {}, timeoutMs = 120_000 }: RunOptions,
): Promise<McpResponses> {
  const child = start(command, args, {
    cwd,
    env: { ...baseEnvironment(), ...env },
    stdio: ["pipe", "pipe", "pipe"],
    timeout: timeoutMs,
    killSignal: "SIGKILL",
  });
  const { stdin, stdout, stderr } = child;
  if (!stdin || !stdout || !stderr) throw new Error("the server has no standard input and output");
  let words = "";
  stderr.on("data", (chunk: Buffer) => (words += chunk.toString()));
  // A server that ended says why, and is not written to.
  stdin.on("error", () => {});
  child.once("error", ({ message }) => (words += message));
  const ended = new Promise<number | string>((resolve) => child.once("close", (code, signal) => resolve(signal ?? code ?? 1)));
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const fail = (what: string): Error => new Error(`${[command, ...args].join(" ")}: ${what}\n${words.slice(-2000)}`);
  const send = (message: object): void => void stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  let id = 0;
  const ask = async (method: string, params: object): Promise<NonNullable<Message["result"]>> => {
    id += 1;
    send({ id, method, params });
    for (;;) {
      const line = await lines.next();
      if (line.done) await ended;
      if (line.done) throw fail(`ended without a response to ${method}`);
      const message: Message = JSON.parse(line.value);
      if (message.id !== id) continue;
      if (!message.result) throw fail(`responded to ${method} with ${message.error?.message ?? line.value}`);
      return message.result;
    }
  };
  try {
    const clientInfo = { name: "rehearsal", version: "1.0.0" };
    const { serverInfo } = await ask("initialize", { protocolVersion: "2025-06-18", capabilities: {}, clientInfo });
    send({ method: "notifications/initialized" });
    const { tools = [] } = await ask("tools/list", {});
    const { content = [], isError = false } = await ask("tools/call", { name: tool, arguments: given });
    const text = content.map((part) => part.text ?? "").join("\n");
    if (isError) throw fail(`${tool} failed: ${text}`);
    stdin.end();
    const code = await ended;
    if (code !== 0) throw fail(`ended with ${code}`);
    return { server: serverInfo?.name ?? "", tools: tools.map(({ name }) => name), text };
  } finally {
    child.kill("SIGKILL");
  }
}
