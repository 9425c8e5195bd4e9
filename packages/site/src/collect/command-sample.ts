/** A call of an operation from a terminal: the example in the help of the client's command. */
import { clientModules } from "../run/client-modules.ts";
import { runCommandLine } from "../run/run-command-line.ts";
import { operationFile } from "./operation-slug.ts";

export interface CommandSample {
  readonly text: string;
  readonly printed: string;
}

/**
 * The output of commands of a client, run as the page does.
 *
 * @throws {Error} a command fails.
 */
export async function runCommands(vendor: string, server: string, text: string): Promise<string> {
  const client = clientModules[vendor];
  if (!client) throw new Error(`there is no client of ${vendor}`);
  const mock = client.createMock();
  const environment = mock.environment(new URL(server).origin);
  const printed: string[] = [];
  const code = await runCommandLine(
    text,
    { command: client.command, fetch: mock.fetch, environment, paceMs: 0 },
    { onPrint: (line) => void printed.push(line), onRequest: () => undefined, onResponse: () => undefined },
  );
  if (code !== 0) throw new Error(`${text} ends with exit code ${code}: ${printed.at(-1)}`);
  return printed.join("\n");
}

/** Undefined for a method without an example, as a generated one has none. */
export async function commandSample(
  vendor: string,
  packageName: string,
  server: string,
  call: string,
): Promise<CommandSample | undefined> {
  const words = call.split(".").map((name) => operationFile(name));
  const example = exampleIn(await runCommands(vendor, server, `npx ${packageName} ${words.join(" ")} --help`));
  if (example === undefined) return undefined;
  const text = `npx ${example}`;
  return { text, printed: await runCommands(vendor, server, text) };
}

/** The first example of a command's help. */
export function exampleIn(help: string): string | undefined {
  return /^Examples?:\n\s+(\S.*)$/m.exec(help)?.[1];
}
