import { stripTypeScriptTypes } from "node:module";
import type { JsonObject } from "../../spec-pipeline/src/document/json.ts";
import { buildModel } from "../../spec-pipeline/src/model/api-model.ts";
import type { Problem } from "../../spec-pipeline/src/problems/problem.ts";
import { emitOperations } from "../../spec-pipeline/src/stages/emit/emit-operations.ts";
import { emitValidators } from "../../spec-pipeline/src/stages/emit/emit-validators.ts";

type Validate = (value: unknown) => readonly { readonly pointer: string; readonly message: string }[];

/** What is generated of a document, as programs that run. */
export interface Modules {
  readonly validators: {
    readonly inputValidators: Readonly<Record<string, Validate>>;
    readonly outputValidators: Readonly<Record<string, Validate>>;
  };
  readonly operations: unknown;
  readonly problems: readonly Problem[];
}

// A module without a place of its own cannot look up a package by its name.
const VALIDATE = new URL("../../client-runtime/src/validate.ts", import.meta.url).href;

/** Runs the code that the stages make of a document. */
export async function loadModules(document: JsonObject): Promise<Modules> {
  const { value: model, problems } = buildModel(document, []);
  const validators = await emitValidators(model, "case");
  const operations = await emitOperations(model, "case");
  return {
    validators: await run(validators.value),
    operations: (await run<{ readonly operations: unknown }>(operations.value)).operations,
    problems: [...problems, ...validators.problems, ...operations.problems],
  };
}

async function run<Exports>(text: string): Promise<Exports> {
  const source = stripTypeScriptTypes(text, { mode: "strip" }).replace("@specloom/client-runtime/validate", VALIDATE);
  return import(`data:text/javascript;base64,${Buffer.from(source).toString("base64")}`);
}
