import { stringLiteral } from "../source/source-text.ts";
import { parameterOptions, type ClientFacts } from "./client-source.ts";
import type { SampleCall } from "./sample-call.ts";

/** The options that give a client all that it can be given, as source text. */
function optionsOf({ credentials, clientParameters }: ClientFacts): readonly string[] {
  return [
    ...parameterOptions(clientParameters).map(({ option }) => option),
    ...credentials.flatMap(({ options }) => options.map(({ name }) => name)),
  ].map((name) => `${name}: "made-up",`);
}

/** `test/coverage.test.ts`: each operation of the table is called once. */
export function coverageTest(facts: ClientFacts): string {
  const { type } = facts.names;
  return `import { expect, test } from "vitest";
import { operations } from "../src/generated/operations.gen.ts";
import { create${type}Client } from "../src/index.ts";
import { outputValidators } from "../src/validators.ts";

const ANSWERS = {
  binary: ["application/octet-stream", "bytes"],
  events: ["text/event-stream", "data: {}\\n\\n"],
  json: ["application/json", "{}"],
  none: ["text/plain", ""],
  text: ["text/plain", "text"],
} as const;

test("every operation of the spec can be called by its id", async () => {
  const sent: string[] = [];
  let answer: (typeof ANSWERS)[keyof typeof ANSWERS] = ANSWERS.none;
  const client = create${type}Client({
    baseUrl: "https://api.example",
${optionsOf(facts)
  .map((option) => `    ${option}\n`)
  .join("")}    fetch: async (url, init) => {
      sent.push(\`\${init.method} \${new URL(url).href}\`);
      const [contentType, body] = answer;
      return new Response(init.method === "HEAD" ? null : body, { headers: { "content-type": contentType } });
    },
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what each takes is known to the compiler only
  const call = client.call as unknown as (id: string, input: object) => Promise<unknown> & AsyncIterator<unknown>;
  const expected: string[] = [];
  for (const [id, { method, path, response }] of Object.entries(operations)) {
    const names = [...path.matchAll(/\\{([^}]+)\\}/g)].map(([, name = ""]) => name);
    expected.push(\`\${method} \${new URL(\`https://api.example\${path.replaceAll(/\\{[^}]+\\}/g, "one")}\`).href}\`);
    answer = ANSWERS[response];
    const result = call(id, { path: Object.fromEntries(names.map((name) => [name, "one"])) });
    await (response === "events" ? result.next() : result);
  }
  expect(sent).toEqual(expected);
});

test("there is a check for the answer of every operation", () => {
  expect(Object.keys(outputValidators).toSorted()).toEqual(Object.keys(operations).toSorted());
});
`;
}

/** `test/client.test.ts`: what is sent along, and what an error says. */
export function clientTest(facts: ClientFacts, sample: SampleCall | undefined): string {
  const { type, environment } = facts.names;
  const secret = facts.credentials.flatMap(({ options: [first], header, kind }) =>
    first ? [{ ...first, header, kind }] : [],
  )[0];
  const call =
    sample === undefined
      ? "call(firstId, {})"
      : sample.stream
        ? `client.call(${stringLiteral(sample.id)}, ${sample.input}).next()`
        : `client.call(${stringLiteral(sample.id)}, ${sample.input})`;
  const untyped =
    sample === undefined
      ? `\n  const call = client.call as unknown as (id: string, input: object) => Promise<unknown>;\n  const [firstId = ""] = Object.keys(operations);`
      : "";
  const imports = [
    ...(sample === undefined ? ['import { operations } from "../src/generated/operations.gen.ts";\n'] : []),
    `import { create${type}Client, isApiError } from "../src/index.ts";\n`,
  ];
  const credentialTest =
    secret === undefined
      ? ""
      : `
test("a secret that cannot be a header is refused, and not shown", () => {
  vi.stubEnv("${environment}${secret.variable}", "sec ret\\n");
  expect(() => create${type}Client()).toThrow(/^(?!.*sec ret).*${secret.name}/s);
  vi.unstubAllEnvs();
});
`;
  return `import { expect, test${secret === undefined ? "" : ", vi"} } from "vitest";
${imports.join("")}
test("an answer that is not 2xx is an error that names the operation", async () => {
  const client = create${type}Client({
    baseUrl: "https://api.example",
${optionsOf(facts)
  .map((option) => `    ${option}\n`)
  .join("")}    fetch: async () => Response.json({ message: "not today" }, { status: 404 }),
  });${untyped}
  const error: unknown = await ${call}.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(isApiError(error)).toBe(true);
  expect(error).toMatchObject({ status: 404, operation: { id: ${sample === undefined ? "firstId" : stringLiteral(sample.id)} } });
});
${credentialTest}`;
}
