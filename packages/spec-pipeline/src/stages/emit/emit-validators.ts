import type { Direction } from "../../model/canonical-schema.ts";
import { describeOperation, type OperationShape } from "../../model/operation-shape.ts";
import { readOperations } from "../../model/operation.ts";
import { formDependency } from "../../model/form-dependency.ts";
import { followReference, schemaNameOf } from "../../model/reference.ts";
import { call, checkSource, type CheckContext } from "./schema-checks.ts";
import type { EmitSettings } from "../../model/emit-settings.ts";
import { fileHeader, objectKey } from "../../source/source-text.ts";
import { preludeSource } from "./validator-prelude.ts";
import type { Json, JsonObject } from "../../document/json.ts";
import type { Problem, StageResult } from "../../problems/problem.ts";

/** `validators.gen.ts`: checks of what is sent and of what is read, as plain functions. */
export async function emitValidators(bundled: JsonObject, settings: EmitSettings): Promise<StageResult<string>> {
  const problems: Problem[] = [];
  const helpers = new Set<string>();
  // What is wrong with operations is said once, by the stage that emits them.
  const shapes = readOperations(bundled, () => {}).map((operation) => describeOperation(bundled, operation, settings, () => {}));
  const module: CheckModule = { components: new Map(), pending: [] };
  const contextFor = (direction: Direction): CheckContext => componentChecks(bundled, direction, helpers, module, problems);
  const input = contextFor("input");
  const output = contextFor("output");
  const inputs = shapes.map((shape) => table(shape, inputCheck(shape, input), helpers));
  const outputs = shapes.map((shape) => table(shape, outputCheck(shape, output), helpers));
  for (let work = module.pending.pop(); work !== undefined; work = module.pending.pop()) work();
  const declarations = [...module.components]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, source]) => `const ${name}: Check = ${source};\n`);
  const value = [
    `${fileHeader(settings.vendor)}\nimport type { ${helpers.size > 0 ? "ValidationIssue, " : ""}Validator } from "@specloom/client-runtime";\nimport type { Operations } from "./operations.gen.ts";\n`,
    ...(helpers.size > 0
      ? [
          "type Place = { readonly within: Place; readonly key: string | number } | undefined;\n\ntype Check = (value: unknown, at: Place, issues: ValidationIssue[]) => void;\n",
          `${preludeSource(helpers)}\n`,
        ]
      : []),
    ...declarations,
    `/** What is wrong with a request: \`{ path, query, header, body }\`. */\nexport const inputValidators: Readonly<Record<keyof Operations, Validator>> = {\n${inputs.join("")}};\n`,
    `/** What is wrong with a decoded answer, or with one event of a stream. */\nexport const outputValidators: Readonly<Record<keyof Operations, Validator>> = {\n${outputs.join("")}};\n`,
  ].join("\n");
  return { value, problems };
}

function table({ operation }: OperationShape, check: string | undefined, helpers: Set<string>): string {
  const source = check === undefined ? "() => []" : call("validator", [check], { use: (helper) => helpers.add(helper) });
  return `    ${objectKey(operation.id)}: ${source},\n`;
}

/** Components become constants that are referred to by name. Those that were asked for wait in `pending`: a chain of them may be long. */
function componentChecks(
  document: JsonObject,
  direction: Direction,
  helpers: Set<string>,
  module: CheckModule,
  problems: Problem[],
): CheckContext {
  const names = new Map<string, string>();
  const dependsOn = formDependency(document, false);
  const context: CheckContext = {
    document,
    direction,
    use: (helper) => void helpers.add(helper),
    report: (problem) => void problems.push(problem),
    referenced: (reference) => {
      let name = names.get(reference);
      if (name === undefined) {
        name = freeName(`${direction}${identifierPart(schemaNameOf(reference) ?? reference)}`, module.components);
        const constant = name;
        names.set(reference, name);
        module.components.set(name, "() => {}");
        module.pending.push(() => {
          const source = dependsOn(reference, reference) ? undefined : checkSource(followReference(document, reference), context);
          if (source !== undefined) module.components.set(constant, source);
        });
      }
      // Called by name when a value is there: the constant may come later in the file, or be the one that this stands in.
      return `(value, at, issues) => ${name}(value, at, issues)`;
    },
  };
  return context;
}

/** The constants of the module, and the work that is left to write them. */
interface CheckModule {
  readonly components: Map<string, string>;
  readonly pending: (() => void)[];
}

function identifierPart(name: string): string {
  const words = name.split(/[^A-Za-z\d]+/).filter((word) => word !== "");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function freeName(wanted: string, taken: ReadonlyMap<string, unknown>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count += 1) name = `${wanted}${count}`;
  return name;
}

function inputCheck(shape: OperationShape, context: CheckContext): string | undefined {
  const groups = shape.groups.flatMap(({ place, parameters }) => {
    const schema: Json = {
      properties: Object.fromEntries(parameters.map(({ parameter, schema: own }) => [parameter.name, own])),
      required: parameters.filter(({ parameter }) => parameter.required).map(({ parameter }) => parameter.name),
    };
    const check = checkSource(schema, context);
    return check === undefined ? [] : [`${place}: ${check}`];
  });
  const body = shape.body && shape.body.type === undefined ? checkSource(shape.body.schema, context) : undefined;
  const required = shape.body?.required === true;
  if (groups.length === 0 && body === undefined && !required) return undefined;
  return call("parts", [`{ ${groups.join(", ")} }`, body ?? "undefined", String(required)], context);
}

function outputCheck(shape: OperationShape, context: CheckContext): string | undefined {
  if (shape.response === "events") {
    const data = shape.events.flatMap(({ name, schema }) => {
      const check = checkSource(schema, context);
      return name === undefined || check === undefined ? [] : [`${objectKey(name)}: ${check}`];
    });
    return data.length === 0 ? undefined : call("events", [`{ ${data.join(", ")} }`], context);
  }
  if (shape.outputs.length === 0) return undefined;
  return checkSource(
    shape.outputs.length === 1 ? shape.outputs[0]?.schema : { anyOf: shape.outputs.map(({ schema }) => schema ?? true) },
    context,
  );
}
