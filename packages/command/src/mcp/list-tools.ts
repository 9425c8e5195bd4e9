import type { ClientCommand } from "@specloom/client-runtime/start-command";
import type { Method } from "../method.ts";
import { inputSchema, type JsonSchema } from "./input-schema.ts";

/** A tool as it is listed. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: JsonSchema & { readonly type: "object" };
  readonly annotations: {
    readonly readOnlyHint: boolean;
    readonly destructiveHint: boolean;
    readonly openWorldHint: boolean;
  };
}

/** A tool that calls a method. */
export interface MethodTool extends Tool {
  readonly method: Method;
}

/** Up to this number, each method is a tool. With more tools, an agent chooses badly. */
export const MOST_TOOLS = 40;

/** A tool for each method. Those that change something are included only if they are allowed. */
export function listMethodTools(
  settings: ClientCommand,
  methods: readonly Method[],
  allowWrites: boolean,
): readonly MethodTool[] {
  return methods
    .filter(({ operation }) => operation.safe || allowWrites)
    .map((method) => ({
      name: method.words.join("_").replaceAll("-", "_").slice(0, 64),
      description: describe(method),
      inputSchema: inputSchema(method, settings),
      annotations: {
        readOnlyHint: method.operation.safe,
        destructiveHint: !method.operation.safe,
        openWorldHint: true,
      },
      method,
    }));
}

function describe({ operation, text, name, walks }: Method): string {
  const own = text
    ? `${text.summary}.`
    : walks === undefined
      ? `Calls ${name} of the client.`
      : `The items of all pages of ${walks}.`;
  const changes = operation.safe ? "" : " Changes something: tell the user what will be sent, and ask.";
  return [`${own}${changes}`, text?.meaning ?? "", `${operation.method} ${operation.path}`]
    .filter((part) => part !== "")
    .join("\n");
}

const READ_MORE: Tool = {
  name: "read_more",
  description: "The next rows of an earlier result, by the cursor that it ended with. A cursor works once, for ten minutes.",
  inputSchema: {
    type: "object",
    properties: {
      cursor: { type: "string" },
      max_rows: { type: "integer", minimum: 1, maximum: 500, description: "at most this number of rows; 50 if it is left out" },
    },
    required: ["cursor"],
    additionalProperties: false,
  },
  annotations: { readOnlyHint: true, destructiveHint: false, openWorldHint: true },
};

const SEARCH: Tool = {
  name: "search_operations",
  description: "Finds operations by words, with the params of each. Call them with call_operation.",
  inputSchema: {
    type: "object",
    properties: {
      query: { type: "string", description: "search words, as: list customers" },
      max_results: { type: "integer", minimum: 1, maximum: 20, description: "8 if it is left out" },
    },
    required: ["query"],
    additionalProperties: false,
  },
  annotations: { readOnlyHint: true, destructiveHint: false, openWorldHint: false },
};

const callTool = (allowWrites: boolean): Tool => ({
  name: "call_operation",
  description: `Calls an operation that search_operations has found.${allowWrites ? " Before one that changes something, tell the user what will be sent, and ask." : ""}`,
  inputSchema: {
    type: "object",
    properties: {
      name: { type: "string", description: "name of the operation" },
      arguments: { type: "object", description: "what it takes" },
    },
    required: ["name"],
    additionalProperties: false,
  },
  annotations: { readOnlyHint: !allowWrites, destructiveHint: allowWrites, openWorldHint: true },
});

/** The tools for an agent: one for each method, or, for many methods, tools that find and call them. */
export function listTools(tools: readonly MethodTool[], allowWrites: boolean): readonly Tool[] {
  const own = tools.map(({ method: _method, ...tool }) => ({ ...tool, inputSchema: withMaxRows(tool.inputSchema) }));
  return own.length > MOST_TOOLS ? [SEARCH, callTool(allowWrites), READ_MORE] : [...own, READ_MORE];
}

/** The name of our own argument, beside the API's. */
export const MAX_ROWS = "max_rows";

export function withMaxRows(schema: Tool["inputSchema"]): Tool["inputSchema"] {
  const properties: unknown = schema["properties"];
  const max = {
    type: "integer",
    minimum: 1,
    maximum: 500,
    description: "at most this number of rows of the result; 50 if it is left out",
  };
  return { ...schema, properties: { ...(typeof properties === "object" ? properties : {}), [MAX_ROWS]: max } };
}

/** The tools whose names and descriptions contain the most of these words, best first. */
export function searchTools(tools: readonly MethodTool[], query: string, most: number): readonly MethodTool[] {
  const words = query
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== "")
    .map((word) => word.replace(/s$/, ""));
  const scored = tools.map((tool) => {
    const name = `${tool.name} ${tool.method.operation.id ?? ""}`.toLowerCase();
    const text = `${tool.description} ${tool.method.summary ?? ""}`.toLowerCase();
    const score = words.reduce((sum, word) => sum + (name.includes(word) ? 3 : 0) + (text.includes(word) ? 1 : 0), 0);
    return { tool, score };
  });
  return scored
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score || one.tool.name.length - other.tool.name.length)
    .slice(0, most)
    .map(({ tool }) => tool);
}
