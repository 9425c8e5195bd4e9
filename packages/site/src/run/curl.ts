/** Writes a request as a curl command, and reads such a command again. */
import type { SeenRequest } from "./run-program.ts";

export interface Variable {
  /** `PROFOUND_API_KEY` */
  readonly name: string;
  readonly value: string;
}

/** Headers that curl or the client adds by itself. */
const OWN_HEADERS: ReadonlySet<string> = new Set(["user-agent", "accept", "content-length", "accept-encoding"]);

const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** A value of a variable is written as its name, in double quotes, which a shell replaces. */
function quoteWith(text: string, variables: readonly Variable[]): string {
  const used = variables.find(({ value }) => value !== "" && text.includes(value));
  if (!used) return quote(text);
  const [start = "", ...rest] = text.split(used.value);
  return /["$`\\]/.test(start + rest.join("")) ? quote(text) : `"${start}$${used.name}${rest.join(`$${used.name}`)}"`;
}

/** A name and password in base64 would hide the variable that they hold: curl encodes them itself. */
function headerOption(name: string, value: string, variables: readonly Variable[]): string {
  const [, encoded] = /^Basic (\S+)$/i.exec(name.toLowerCase() === "authorization" ? value : "") ?? [];
  return encoded === undefined
    ? `  -H ${quoteWith(`${name}: ${value}`, variables)}`
    : `  -u ${quoteWith(atob(encoded), variables)}`;
}

export function curlCommand(
  { method, url, headers, body }: SeenRequest,
  variables: readonly Variable[],
  streams: boolean,
): string {
  const sent = headers.filter(([name]) => !OWN_HEADERS.has(name));
  const parts = [
    `curl${streams ? " --no-buffer" : ""}${method === "GET" ? "" : ` -X ${method}`} ${quoteWith(url, variables)}`,
    ...sent.map(([name, value]) => headerOption(name, value, variables)),
    ...(body === "" ? [] : [`  -d ${quote(pretty(body))}`]),
  ];
  return parts.join(" \\\n");
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}

/** The words of a command line as a shell splits them: quotes, variables in double quotes and bare, a line that goes on. */
export function shellWords(command: string, environment: Readonly<Record<string, string>>): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  const add = (text: string): void => void (word = (word ?? "") + text);
  const pattern = /'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\\r?\n|\\([\s\S])|\$(\w+)|(\s+)|([^\s'"\\$]+|\$)/gy;
  let end = 0;
  for (const match of command.matchAll(pattern)) {
    end = match.index + match[0].length;
    const [, single, double, escaped, variable, space, plain] = match;
    if (single !== undefined) add(single);
    else if (double !== undefined)
      add(double.replaceAll(/\\([$`"\\])|\$(\w+)/g, (_, kept?: string, name = "") => kept ?? environment[name] ?? ""));
    else if (escaped !== undefined) add(escaped);
    else if (variable !== undefined) add(environment[variable] ?? "");
    else if (plain !== undefined) add(plain);
    else if (space !== undefined && word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  if (end < command.length) throw new Error(`a quote is not closed: ${command.slice(end, end + 30)}`);
  return word === undefined ? words : [...words, word];
}

/** The request of a curl command with the options that the samples use. */
export function readCurl(command: string, environment: Readonly<Record<string, string>>): Request {
  const [name, ...words] = shellWords(command.trim(), environment);
  if (name !== "curl") throw new Error("the command has to begin with curl");
  const headers = new Headers();
  let [method, url, body]: (string | undefined)[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    const value = (): string => {
      index += 1;
      const next = words[index];
      if (next === undefined) throw new Error(`${word} needs a value`);
      return next;
    };
    if (word === "-X" || word === "--request") method = value();
    else if (word === "-H" || word === "--header") {
      const [header = "", ...rest] = value().split(":");
      headers.append(header.trim(), rest.join(":").trim());
    } else if (word === "-u" || word === "--user") headers.set("authorization", `Basic ${btoa(value())}`);
    else if (word === "-d" || word === "--data" || word === "--data-raw") body = value();
    else if (["--no-buffer", "-N", "-s", "--silent", "-i", "-v"].includes(word)) continue;
    else if (word.startsWith("-")) throw new Error(`the option ${word} does not work here: -X, -H, -u, -d and -N do`);
    else url = word;
  }
  if (url === undefined) throw new Error("the command has no address");
  return new Request(url, { method: method ?? (body === undefined ? "GET" : "POST"), headers, body: body ?? null });
}
