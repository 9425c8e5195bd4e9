/** The sample of an operation: a program, and the request and response that it makes with the mock. */
import type { Operation } from "specloom/model";
import type { OperationSample } from "../data/site-data.ts";
import { curlCommand } from "../run/curl.ts";
import { exampleOf } from "./example-of.ts";
import { runSample } from "./run-sample.ts";
import { type Schema, schemaOf } from "./schema.ts";

export interface SampleClient {
  readonly vendor: string;
  readonly packageName: string;
  readonly server: string;
  /** `createProfoundClient` */
  readonly create: string;
  readonly components: Readonly<Record<string, Schema>>;
  /** Names of parameters that the client fills in. */
  readonly filledIn: readonly string[];
}

/** A call of the operation's generated method, with what the document requires and its own examples. */
export function generatedProgram(operation: Operation, { packageName, create, components, filledIn }: SampleClient): string {
  const { resource, method } = operation.name;
  const asked = operation.parameters.filter(({ required, name }) => required && !filledIn.includes(name));
  const params: Record<string, unknown> = Object.fromEntries(
    asked.map(({ name, definition, schema }) => [name, definition["example"] ?? exampleOf(schemaOf(schema) ?? {}, components)]),
  );
  const body = exampleOf(schemaOf(operation.sent?.input?.schema) ?? {}, components);
  const given = typeof body === "object" && body !== null && !Array.isArray(body) ? { ...params, ...body } : { ...params, body };
  const isEmpty = Object.keys(operation.sent ? given : params).length === 0;
  const argument = isEmpty ? "" : JSON.stringify(operation.sent ? given : params, undefined, 2);
  const call = `client.${resource}.${method}(${argument})`;
  const use =
    operation.responseKind === "events"
      ? `for await (const event of ${call}) console.log(event);`
      : `console.log(await ${call});`;
  return `import { ${create} } from ${JSON.stringify(packageName)};\n\nconst client = ${create}();\n${use}\n`;
}

/** `written`: a program by hand, where there is one. */
export async function operationSample(
  operation: Operation,
  client: SampleClient,
  written: string | undefined,
): Promise<OperationSample> {
  const typescript = (written ?? generatedProgram(operation, client)).trimEnd();
  const run = await runSample(client.vendor, client.server, { before: "", source: typescript }).catch((error: unknown) => {
    if (written !== undefined) throw new Error(`the sample of ${operation.id} fails`, { cause: error });
    return undefined;
  });
  const [request] = run?.requests ?? [];
  const [response] = run?.responses ?? [];
  if (!run || !request || !response) return { typescript };
  const variables = Object.entries(run.environment)
    .filter(([name]) => !name.endsWith("_BASE_URL"))
    .map(([name, value]) => ({ name, value }));
  return {
    typescript,
    curl: curlCommand(request, variables, operation.responseKind === "events"),
    response: { ...response, text: shortened(response.text) },
    printed: run.printed.join("\n"),
  };
}

const MAX_LINES = 60;

/** JSON with indents; the first lines of a long one. */
function shortened(text: string): string {
  let shown = text;
  try {
    shown = JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    // No JSON, or cut off: as it is.
  }
  const lines = shown.split("\n");
  return lines.length <= MAX_LINES ? shown : `${lines.slice(0, MAX_LINES).join("\n")}\n…`;
}
