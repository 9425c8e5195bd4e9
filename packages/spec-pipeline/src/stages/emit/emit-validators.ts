import { hasKeyword } from "../../document/has-keyword.ts";
import type { Json, JsonObject } from "../../document/json.ts";
import type { ApiModel } from "../../model/api-model.ts";
import type { Direction } from "../../model/direction.ts";
import type { ReadResponse } from "../../model/documented-response.ts";
import { formCycles } from "../../model/form-cycles.ts";
import { hiddenProperties } from "../../model/hidden-properties.ts";
import type { Operation } from "../../model/operation.ts";
import { followReference, schemaNameOf } from "../../model/reference.ts";
import type { Problem, StageResult } from "../../problems/problem.ts";
import {
  fileHeader,
  identifier,
  indentRest,
  joinSource,
  namesIn,
  objectKey,
  source,
  stringLiteral,
  type SourceText,
} from "../../source/source-text.ts";
import { readDynamicScopes, type DynamicScope } from "./dynamic-scope.ts";
import { printCall, printObject } from "./print-call.ts";
import { schemaCheck, type CheckContext } from "./schema-check.ts";

const INDENT = source`    `;

/** Returns the function that reports a problem with the schemas at a pointer. */
type Report = (pointer: string) => CheckContext["report"];

/** The checks of components as constants of the module, and the checks still to write. */
interface CheckModule {
  /** Names that the module imports. */
  readonly helpers: Set<SourceText>;
  readonly components: Map<SourceText, SourceText>;
  /** Components to write later. A chain of them may be long, so there is no recursion. */
  readonly pending: (() => void)[];
}

/** `validators.gen.ts`: checks of sent and read values, as calls of the functions in the runtime's entry `validate`. */
export async function emitValidators({ document, operations }: ApiModel, vendor: string): Promise<StageResult<SourceText>> {
  const problems = new Map<string, Problem>();
  // A problem of a schema is reported once, though the schema is read in two directions.
  const report: Report = (pointer) => (problem) => void problems.set(JSON.stringify([problem, pointer]), { ...problem, pointer });
  const module: CheckModule = { helpers: new Set(), components: new Map(), pending: [] };
  const input = checkContext(document, "input", module, report);
  const output = checkContext(document, "output", module, report);
  const entryOf = (id: string, check: SourceText | undefined, context: CheckContext): SourceText => {
    const call = pure(source`validator`, check ?? context.helper(source`anything`), context);
    return source`${INDENT}${objectKey(id)}: ${indentRest(call, INDENT)},\n`;
  };
  const inputs = operations.map((operation) => {
    const context = { ...input, report: report(operation.pointer) };
    return entryOf(operation.id, inputCheck(operation, context), context);
  });
  const outputs = operations.flatMap((operation) => {
    const context = { ...output, report: report(operation.pointer) };
    return [operation, ...otherReads(operation)].map((read) =>
      entryOf(read === operation ? operation.id : otherId(operation, read), outputCheck(read, context), context),
    );
  });
  for (let work = module.pending.pop(); work !== undefined; work = module.pending.pop()) work();
  const used = reachedNames([...inputs, ...outputs], module.components);
  const declarations = [...module.components]
    .filter(([name]) => used.has(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, check]) => source`const ${name}: Check = ${pure(source`lazily`, check, input)};\n`);
  const types = [...(declarations.length > 0 ? [source`type Check`] : []), source`type Validator`];
  const helpers = [...module.helpers].filter((name) => used.has(name) || (name === "lazily" && declarations.length > 0));
  const imports = [...helpers.toSorted(), ...types].map((name) => source`${INDENT}${name},\n`);
  // Not the key of `Operations`: the packed types of the validators would then repeat every type of the API.
  const ids = operations.map(({ id }) => source`\n${INDENT}| ${stringLiteral(id)}`);
  const table = source`Readonly<Record<OperationId, Validator>>`;
  const others = operations.flatMap((operation) => otherReads(operation).map((read) => stringLiteral(otherId(operation, read))));
  const outputTable =
    others.length === 0
      ? table
      : source`Readonly<Record<\n${INDENT}| OperationId\n${joinSource(
          others.map((id) => source`${INDENT}| ${id}\n`),
          source``,
        )}, Validator>>`;
  const value = [
    source`${fileHeader(vendor)}\nimport {\n${joinSource(imports, source``)}} from "@specloom/client-runtime/validate";\n`,
    source`type OperationId =${ids.length === 0 ? source` never` : joinSource(ids, source``)};\n`,
    ...declarations,
    source`/** Each function lists the faults of a request: \`{ path, query, header, body }\`. */\nexport const inputValidators: ${table} = {\n${joinSource(inputs, source``)}};\n`,
    source`/** Each function lists the faults of a decoded response, or of one event of a stream. */\nexport const outputValidators: ${outputTable} = {\n${joinSource(outputs, source``)}};\n`,
  ];
  return { value: joinSource(value, source`\n`), problems: [...problems.values()] };
}

/**
 * The names in checks, and in the checks of the components that they name. A component may have been written for a check that was left out.
 */
function reachedNames(checks: readonly SourceText[], components: ReadonlyMap<SourceText, SourceText>): ReadonlySet<SourceText> {
  const reached = new Set<SourceText>();
  const queue = [...checks];
  for (let check = queue.pop(); check !== undefined; check = queue.pop()) {
    for (const name of namesIn(check)) {
      const component = reached.has(name) ? undefined : components.get(name);
      reached.add(name);
      if (component !== undefined) queue.push(component);
    }
  }
  return reached;
}

/** The ways to read a response that a caller may choose. */
function otherReads({ reads, streamFlag }: Operation): readonly ReadResponse[] {
  return [...reads.slice(1), ...(streamFlag ? [streamFlag.read] : [])];
}

/** The runtime finds the validator of a chosen media type by this name. */
function otherId({ id }: Operation, { media }: ReadResponse): string {
  return `${id} ${media}`;
}

/** A call at the top level, marked as free of effects. A bundler can then leave out unused ones. */
function pure(helper: SourceText, check: SourceText, context: CheckContext): SourceText {
  return source`/* @__PURE__ */ ${context.helper(helper)}(() => ${check})`;
}

function checkContext(document: JsonObject, direction: Direction, module: CheckModule, report: Report): CheckContext {
  const names = new Map<string, SourceText>();
  const isCycle = formCycles(document, "none");
  const scopes = readDynamicScopes(document);
  const contextOf = (pointer: string, scope: DynamicScope): CheckContext => ({ ...shared, scope, report: report(pointer) });
  const shared: Omit<CheckContext, "report"> = {
    document,
    direction,
    isTracking: direction === "input" && hasKeyword(document, UNEVALUATED),
    isHidden: hiddenProperties(document, direction),
    around: [],
    scopes,
    scope: scopes.start,
    helper: (name) => {
      module.helpers.add(name);
      return name;
    },
    referenced: (reference, scope) => {
      // If another resource gives a schema its dynamic anchors, it is another schema to check.
      const key = scope.anchors.size === 0 ? reference : JSON.stringify([reference, ...scope.anchors]);
      const known = names.get(key);
      if (known !== undefined) return known;
      const name = freeName(identifier(DIRECTIONS[direction], schemaNameOf(reference) ?? reference), module.components);
      names.set(key, name);
      module.components.set(name, shared.helper(source`anything`));
      module.pending.push(() => {
        const schema = isCycle(reference, reference) ? undefined : followReference(document, reference);
        const check = schemaCheck(schema, contextOf(reference, scope));
        if (check !== undefined) module.components.set(name, check);
      });
      return name;
    },
  };
  return contextOf("#", scopes.start);
}

const UNEVALUATED: ReadonlySet<string> = new Set(["unevaluatedItems", "unevaluatedProperties"]);

const DIRECTIONS: Readonly<Record<Direction, SourceText>> = { input: source`input`, output: source`output` };

function freeName(wanted: SourceText, taken: ReadonlyMap<SourceText, unknown>): SourceText {
  let name = wanted;
  for (let count = 2; taken.has(name); count += 1) name = source`${wanted}${count}`;
  return name;
}

function inputCheck({ groups, sent, bodies }: Operation, context: CheckContext): SourceText | undefined {
  const parts = groups.flatMap(({ place, parameters }) => {
    const schema: Json = {
      properties: Object.fromEntries(parameters.map(({ name, input }) => [name, input.schema ?? true])),
      required: parameters.filter(({ required }) => required).map(({ name }) => name),
    };
    const check = schemaCheck(schema, context);
    return check === undefined ? [] : [source`${objectKey(place)}: ${check}`];
  });
  const check = sent?.input && schemaCheck(sent.input.schema, context);
  if (check !== undefined) parts.push(source`body: ${check}`);
  if (bodies.length > 1) {
    const others = bodies.slice(1).map(({ contentType, input }) => {
      const other = input && schemaCheck(input.schema, context);
      return source`${objectKey(contentType)}: ${other ?? context.helper(source`anything`)}`;
    });
    parts.push(source`bodies: ${printObject(others)}`);
  }
  if (sent?.required === true) parts.push(source`bodyRequired: true`);
  return parts.length === 0 ? undefined : printCall(context.helper(source`request`), [printObject(parts)]);
}

function outputCheck({ responseKind, events, outputs }: ReadResponse, context: CheckContext): SourceText | undefined {
  if (responseKind === "events") {
    const data = events.flatMap(({ name, schema }) => {
      const check = schemaCheck(schema, context);
      return name === undefined || check === undefined ? [] : [source`${objectKey(name)}: ${check}`];
    });
    const unnamed = events.find(({ name, schema }) => name === undefined && schema !== undefined);
    const others = schemaCheck(unnamed?.schema, context);
    if (data.length === 0 && others === undefined) return undefined;
    return printCall(context.helper(source`events`), [printObject(data), ...(others === undefined ? [] : [others])]);
  }
  const [first] = outputs;
  if (outputs.length < 2) return schemaCheck(first?.schema, context);
  return schemaCheck({ anyOf: outputs.map(({ schema }) => schema ?? true) }, context);
}
