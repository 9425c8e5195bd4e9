import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Json, JsonObject } from "../../src/document/json.ts";
import { emitValidators } from "../../src/stages/emit/emit-validators.ts";
import { modelOf, VENDOR } from "./emit-cases.ts";

type Validate = (value: unknown) => readonly { readonly pointer: string; readonly message: string }[];

export interface EmittedValidators {
  readonly inputValidators: Readonly<Record<string, Validate>>;
  readonly outputValidators: Readonly<Record<string, Validate>>;
}

// Emitted modules import the runtime by its name, which a module without a place of its own cannot look up.
const RUNTIME = pathToFileURL(join(import.meta.dirname, "../../../client-runtime/src/validate.ts")).href;

/** Emits the validators of a document and runs the emitted module. */
export async function loadValidators(document: JsonObject): Promise<EmittedValidators> {
  const { value } = await emitValidators(modelOf(document).value, VENDOR);
  const source = stripTypeScriptTypes(value, { mode: "strip" }).replace("@specloom/client-runtime/validate", RUNTIME);
  return import(`data:text/javascript;base64,${Buffer.from(source).toString("base64")}`);
}

/** A document with one operation, `check`, that sends and reads values of a schema. */
export function documentOf(schema: Json, components: JsonObject = {}): JsonObject {
  const content = { "application/json": { schema } };
  return {
    openapi: "3.1.0",
    paths: {
      "/check": {
        post: {
          operationId: "check",
          requestBody: { required: true, content },
          responses: { 200: { description: "Read.", content } },
        },
      },
    },
    components: { schemas: components },
  };
}

/** The issues of a sent body, one a line: `/a/0: must be string`. */
export async function issuesOfBody(schema: Json, body: unknown, components?: JsonObject): Promise<readonly string[]> {
  const { inputValidators } = await loadValidators(documentOf(schema, components));
  return (inputValidators["check"]?.({ body }) ?? []).map(
    ({ pointer, message }) => `${pointer.replace(/^\/body/, "")}: ${message}`,
  );
}

/** The same of a response. */
export async function issuesOfResponse(schema: Json, value: unknown, components?: JsonObject): Promise<readonly string[]> {
  const { outputValidators } = await loadValidators(documentOf(schema, components));
  return (outputValidators["check"]?.(value) ?? []).map(({ pointer, message }) => `${pointer}: ${message}`);
}
