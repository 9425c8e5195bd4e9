import type { Direction } from "../../model/canonical-schema.ts";
import type { ApiModel } from "../../model/api-model.ts";
import type { Operation } from "../../model/operation.ts";
import { formDependency } from "../../model/form-dependency.ts";
import { followReference, schemaNameOf } from "../../model/reference.ts";
import { call, checkSource, type CheckContext } from "./schema-checks.ts";
import { fileHeader, objectKey } from "../../source/source-text.ts";
import { preludeSource } from "./validator-prelude.ts";
import type { Json, JsonObject } from "../../document/json.ts";
import type { Problem, StageResult } from "../../problems/problem.ts";

/** `validators.gen.ts`: checks of what is sent and of what is read, as plain functions. */
export async function emitValidators({ document, operations }: ApiModel, vendor: string): Promise<StageResult<string>> {
  const problems: Problem[] = [];
  const helpers = new Set<string>();
  const module: CheckModule = { components: new Map(), pending: [] };
  const contextFor = (direction: Direction): CheckContext => componentChecks(document, direction, helpers, module, problems);
  const input = contextFor("input");
  const output = contextFor("output");
  const inputs = operations.map((operation) => table(operation, inputCheck(operation, input), helpers));
  const outputs = operations.map((operation) => table(operation, outputCheck(operation, output), helpers));
  for (let work = module.pending.pop(); work !== undefined; work = module.pending.pop()) work();
  const declarations = [...module.components]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, source]) => `const ${name}: Check = ${source};\n`);
  const value = [
    `${fileHeader(vendor)}\nimport type { ${helpers.size > 0 ? "ValidationIssue, " : ""}Validator } from "@specloom/client-runtime";\nimport type { Operations } from "./operations.gen.ts";\n`,
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

function table({ id }: Operation, check: string | undefined, helpers: Set<string>): string {
  const source = check === undefined ? "() => []" : call("validator", [check], { use: (helper) => helpers.add(helper) });
  return `    ${objectKey(id)}: ${source},\n`;
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

function inputCheck({ groups, sent }: Operation, context: CheckContext): string | undefined {
  const checks = groups.flatMap(({ place, parameters }) => {
    const schema: Json = {
      properties: Object.fromEntries(parameters.map(({ name, input }) => [name, input.schema ?? true])),
      required: parameters.filter(({ required }) => required).map(({ name }) => name),
    };
    const check = checkSource(schema, context);
    return check === undefined ? [] : [`${place}: ${check}`];
  });
  const body = sent && sent.type === undefined ? checkSource(sent.media.schema, context) : undefined;
  const required = sent?.required === true;
  if (checks.length === 0 && body === undefined && !required) return undefined;
  return call("parts", [`{ ${checks.join(", ")} }`, body ?? "undefined", String(required)], context);
}

function outputCheck({ response, events, outputs }: Operation, context: CheckContext): string | undefined {
  if (response === "events") {
    const data = events.flatMap(({ name, schema }) => {
      const check = checkSource(schema, context);
      return name === undefined || check === undefined ? [] : [`${objectKey(name)}: ${check}`];
    });
    return data.length === 0 ? undefined : call("events", [`{ ${data.join(", ")} }`], context);
  }
  if (outputs.length === 0) return undefined;
  return checkSource(outputs.length === 1 ? outputs[0]?.schema : { anyOf: outputs.map(({ schema }) => schema ?? true) }, context);
}
