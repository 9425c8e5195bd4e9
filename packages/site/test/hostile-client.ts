import { readApi } from "specloom/model";
import { describeOperation } from "../src/collect/describe-operation.ts";
import { operationSample } from "../src/collect/operation-sample.ts";
import { renderMarkdown } from "../src/collect/render-markdown.ts";
import { type Schema, schemaOf } from "../src/collect/schema.ts";
import type { ClientPages, TextPage } from "../src/data/site-data.ts";

/** Texts that would set `window.taken` if a part of them ran or left its place. */
const TEXTS = [
  "<script>window.taken=1</script>",
  '<img src="x" onerror="window.taken=1">',
  '"><script>window.taken=1</script><"',
  "'\" onmouseover=window.taken=1 autofocus onfocus=window.taken=1 x='",
  "</script></code></pre></textarea><script>window.taken=1</script>",
  "[x](javascript:window.taken=1) <javascript:window.taken=1>",
  "![x](https://hostile.test/beacon.png)",
  "{{constructor.constructor('window.taken=1')()}} ${window.taken=1} {window.taken=1}",
  "<iframe srcdoc='<script>top.taken=1</script>'></iframe>",
  "*/ window.taken=1 /* `${window.taken=1}` \\",
  "\u2028window.taken=1\u2028<!-- --!><script>window.taken=1</script>",
];

export const hostileText: string = TEXTS.join(" ");

const schema = {
  type: "object",
  title: hostileText,
  description: hostileText,
  required: [hostileText],
  properties: {
    [hostileText]: { type: "string", description: hostileText, enum: [hostileText], default: hostileText, example: hostileText },
    list: { type: "array", items: { anyOf: [{ title: hostileText, properties: { a: {} } }, { properties: { b: {} } }] } },
  },
};

const document = {
  openapi: "3.1.0",
  info: { title: hostileText, version: "1" },
  servers: [{ url: "https://api.hostile.test" }],
  paths: {
    [`/things/${hostileText.replaceAll(/[{}#?]/g, "")}`]: {
      post: {
        operationId: "takeThing",
        summary: hostileText,
        description: hostileText,
        tags: ["things"],
        security: [{ key: [] }],
        parameters: [
          {
            name: hostileText,
            in: "query",
            required: true,
            description: hostileText,
            schema: { type: "string", example: hostileText },
          },
        ],
        requestBody: { description: hostileText, required: true, content: { "application/json": { schema } } },
        responses: {
          "200": { description: hostileText, content: { "application/json": { schema } } },
          "400": { description: hostileText, content: { [`text/x-${hostileText}`]: { schema } } },
        },
        "x-client-source": { url: "javascript:window.taken=1" },
      },
    },
  },
  components: { securitySchemes: { key: { type: "apiKey", in: "header", name: hostileText } } },
};

/** A client whose spec holds hostile text in every place, and a text that holds it as Markdown. */
export async function hostileClient(): Promise<{ client: ClientPages; page: TextPage }> {
  const { value: api } = readApi(document);
  const components: Record<string, Schema> = Object.fromEntries(
    Object.entries(api.schemas).map(([name, each]) => [name, schemaOf(each) ?? {}]),
  );
  const sampleClient = {
    vendor: "hostile",
    packageName: "hostile-client",
    server: "",
    create: "createHostileClient",
    components,
    filledIn: [],
  };
  const operations = await Promise.all(
    api.operations.map(async (operation) => ({
      ...describeOperation(operation, api.securitySchemes, components, "hostile"),
      callers: [],
      sample: { ...(await operationSample(operation, sampleClient, undefined)), curl: hostileText, printed: hostileText },
    })),
  );
  const { blocks, headings } = renderMarkdown(
    `# x\n\n## ${hostileText}\n\n${TEXTS.join("\n\n")}\n\n\`\`\`ts\n${hostileText}\n\`\`\`\n`,
    (address) => address,
  );
  return {
    client: {
      vendor: "hostile",
      packageName: "hostile-client",
      title: hostileText,
      summary: hostileText,
      server: "https://api.hostile.test",
      start: { blocks, headings },
      install: hostileText,
      firstCall: { kind: "code", language: "ts", text: hostileText, run: { vendor: "hostile", before: hostileText } },
      operations,
      guides: [{ slug: "hostile/text", title: hostileText }],
    },
    page: { slug: "hostile/text", title: hostileText, description: hostileText, blocks, headings, searched: true },
  };
}
