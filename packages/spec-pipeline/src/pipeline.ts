import { printYaml } from "./document/canonical.ts";
import type { Effect } from "./document/effect.ts";
import type { Fragment, Page } from "./document/fragment.ts";
import { isObject, member, objectMember, type JsonObject } from "./document/json.ts";
import { listOperations } from "./document/nodes.ts";
import type { YamlSource } from "./document/yaml-source.ts";
import type { ApiModel } from "./model/api-model.ts";
import { blameOverlays } from "./problems/blame-overlays.ts";
import { adoptFindings, applyExceptions } from "./problems/exceptions.ts";
import { hasErrors, type Problem, type StageResult } from "./problems/problem.ts";
import type { StageReport } from "./problems/report.ts";
import { isOfCode, isOnTheWire } from "./problems/rules.ts";
import { traceToSource } from "./problems/trace-to-source.ts";
import type { SourceText } from "./source/source-text.ts";
import type { LintSettings } from "./stages/lint/lint.ts";
import { correctionsDocument, type Correction, type SpentAction } from "./stages/overlay/corrections.ts";
import type { Overlaid } from "./stages/overlay/overlay.ts";
import type { LintException, Vendor } from "./vendor/vendor.ts";

/** Everything that the stages need of one vendor, read in advance. */
export interface PipelineInput {
  readonly vendor: Vendor;
  readonly pages: readonly Page[];
  /** Overlay files, sorted by name. */
  readonly overlays: readonly YamlSource[];
  /** Text of the workspace's `redocly.yaml`. */
  readonly lintConfig: string;
  /** The values that the overlays found when they were last generated: `specs/<vendor>/corrections.gen.yaml`. */
  readonly corrections?: readonly Correction[] | undefined;
  /** Text of the last `openapi.gen.yaml`. An operation keeps its method name and its default media types from it. */
  readonly earlier?: string | undefined;
  /** The result made of the bundled document: the code of a client, or one file of types for openapi-fetch. @default "client" */
  readonly aim?: "client" | "types" | undefined;
  /** Accepts all warnings and findings of lint, and returns the exceptions that `vendor.yaml` needs for that. */
  readonly adopt?: boolean | undefined;
}

export interface PipelineResult {
  /** The bundled document. Undefined if a stage refused its input. */
  readonly bundled: JsonObject | undefined;
  /** Path from the workspace's root to content, for each file to write. Empty if a stage refused its input. */
  readonly files: ReadonlyMap<string, string>;
  /** The result of each stage, by name, for a person who looks inside. */
  readonly intermediates: ReadonlyMap<string, JsonObject>;
  readonly problems: readonly Problem[];
  readonly stages: readonly StageReport[];
  /** The pages' own text at the places that overlays correct. */
  readonly corrections: readonly Correction[];
  /** Overlay actions that have nothing left to correct. */
  readonly spent: readonly SpentAction[];
  /** The accepted findings, if this was requested. */
  readonly adopted: readonly LintException[];
}

/** The result of a run without a stage. */
export const emptyResult: PipelineResult = {
  bundled: undefined,
  files: new Map(),
  intermediates: new Map(),
  problems: [],
  stages: [],
  corrections: [],
  spent: [],
  adopted: [],
};

/** Called at the end of each stage. */
export type OnStage = (report: StageReport) => void;

/** Runs all stages in order, in memory. Stops after the first stage that finds an error. */
export async function runPipeline(input: PipelineInput, onStage: OnStage = () => {}): Promise<PipelineResult> {
  const { vendor, pages, overlays, lintConfig, earlier = "" } = input;
  const run = new Run(onStage, input.adopt !== true);

  const { readEarlierOperations, readEarlierPages } = await import("./document/earlier-operations.ts");
  const { extract } = await import("./stages/extract/extract.ts");
  const fragments = await run.stage(
    "extract",
    () => extract(pages, { dialect: vendor.dialect, earlier: readEarlierPages(earlier), aim: input.aim }),
    (value) => `${plural(value.length, "fragment")} in ${plural(pages.length, "page")}`,
  );
  if (!fragments) return run.result();
  run.keepFragments("extract", fragments);

  const { normalise } = await import("./stages/normalise/normalise.ts");
  const normalised = await run.stage(
    "normalise",
    () => normalise(fragments),
    (_value, problems) => plural(problems.length, "repair"),
  );
  if (!normalised) return run.result();
  run.keepFragments("normalise", normalised);

  const { overlay, overlayPages } = await import("./stages/overlay/overlay.ts");
  const settings = { overlays, pages, earlier: input.corrections };
  const corrected = overlayPages(normalised, settings);
  if (!run.note(corrected.problems)) return run.result();
  run.keepOverlaid(corrected.value);

  const { join } = await import("./stages/join/join.ts");
  const joined = await run.stage(
    "join",
    () => join(corrected.value.fragments, vendor.prefer),
    (value) => plural(listOperations(value).length, "operation"),
  );
  if (!joined) return run.result();
  run.keep("join.yaml", joined);

  const overlaid = await run.stage(
    "overlay",
    () => {
      const result = overlay(joined, settings);
      run.keepOverlaid(result.value);
      return result;
    },
    () => plural(overlays.length, "overlay"),
  );
  if (!overlaid) return run.result();
  run.keep("overlay.yaml", overlaid.document);

  const { nameMethods } = await import("./stages/name-methods.ts");
  const operations = readEarlierOperations(earlier);
  const named = await run.stage(
    "name",
    () => nameMethods(overlaid.document, operations),
    (value) => plural(listOperations(value).length, "method"),
  );
  if (!named) return run.result();

  const { chooseMedia, earlierDefaults } = await import("./stages/choose-media.ts");
  const chosen = await run.stage(
    "media",
    () => chooseMedia(named, earlierDefaults(earlier, operations)),
    (value) => `${plural(countChoices(value), "operation")} with a choice`,
  );
  if (!chosen) return run.result();

  const { bundle } = await import("./stages/bundle.ts");
  const bundled = await run.stage(
    "bundle",
    () => bundle(chosen, input.aim === "types" ? "kept" : "dropped"),
    (value) => `${plural(listOperations(value).length, "operation")}, ${plural(countSchemas(value), "schema")}`,
  );
  if (!bundled) return run.result();
  if (input.aim === "types") return (await emitTypesOf(run, bundled)) ? run.result(bundled) : run.result();

  const { lint } = await import("./stages/lint/lint.ts");
  /** The findings before the overlays show which findings an overlay has caused. */
  const blamed = async (problems: readonly Problem[], context: LintSettings): Promise<readonly Problem[]> => {
    if (run.effects.length === 0) return problems;
    const { value: before, problems: faults } = await bundle(joined);
    if (hasErrors(faults)) return problems;
    return blameOverlays(problems, (await lint(before, { ...context, ignore: [] })).problems, run.effects);
  };
  const linted = await run.stage(
    "lint",
    async () => {
      const ignore = vendor.ignore.filter(({ rule }) => !isOfCode(rule));
      const context = { ...vendor, ignore, config: lintConfig };
      const found = await lint(bundled, context);
      const result = found.problems.length === 0 ? found : { ...found, problems: await blamed(found.problems, context) };
      return input.adopt === true ? run.adopt(result, ["error", "warning"]) : result;
    },
    (_value, problems) => plural(problems.length, "finding"),
  );
  if (!linted) return run.result();

  run.write(`specs/${vendor.id}/openapi.gen.yaml`, printYaml(bundled, bundleHeader(vendor.id)));
  const { corrections } = run.result();
  if (corrections.length > 0)
    run.write(
      `specs/${vendor.id}/corrections.gen.yaml`,
      printYaml(correctionsDocument(corrections), correctionsHeader(vendor.id)),
    );
  return (await emit(run, bundled, vendor, input.adopt === true)) ? run.result(bundled) : run.result();
}

/** Builds the model and makes its code. False if a stage refused the document. */
async function emit(run: Run, bundled: JsonObject, vendor: Vendor, adopt: boolean): Promise<boolean> {
  const ignore = vendor.ignore.filter(({ rule }) => isOfCode(rule));
  const warnings: Problem[] = [];
  // Exceptions apply to all warnings together, so they are checked when all of them are known.
  const withoutWarnings = <Value>({ value, problems }: StageResult<Value>): StageResult<Value> => {
    warnings.push(...problems.filter(({ severity }) => severity === "warning"));
    return { value, problems: problems.filter(({ severity }) => severity !== "warning") };
  };
  const { buildModel } = await import("./model/api-model.ts");
  const model = await run.stage(
    "model",
    () => withoutWarnings(buildModel(bundled, vendor.clientParameters)),
    ({ operations }) => plural(operations.length, "operation"),
  );
  if (!model) return false;
  for (const { stage, file, load, isWanted } of EMITTERS) {
    if (isWanted?.(vendor) === false) continue;
    const emitter = await load();
    const text = await run.stage(
      stage,
      async () => withoutWarnings(await emitter(model, vendor.id)),
      (value) => plural(value.split("\n").length - 1, "line"),
    );
    if (text === undefined) return false;
    run.write(`${vendor.output}/${file}`, text);
  }
  const { emitReadme } = await import("./stages/emit/emit-readme.ts");
  const unsent = warnings.filter(({ rule }) => isOnTheWire(rule));
  run.write(`${vendor.output}/README.md`, emitReadme(vendor.id, unsent));
  const left = { value: bundled, problems: applyExceptions(warnings, ignore) };
  return run.note(adopt ? run.adopt(left, ["warning"]).problems : left.problems);
}

/** The file of {@link PipelineInput.aim} `types`. Its enums are closed, as users of openapi-typescript expect. */
async function emitTypesOf(run: Run, bundled: JsonObject): Promise<boolean> {
  const [{ buildModel }, { emitTypes }] = await Promise.all([
    import("./model/api-model.ts"),
    import("./stages/emit/emit-types.ts"),
  ]);
  const model = await run.stage(
    "model",
    () => buildModel(bundled, [], "closed"),
    ({ operations }) => plural(operations.length, "operation"),
  );
  if (!model) return false;
  const text = await run.stage(
    "emit-types",
    () => emitTypes(model),
    (value) => plural(value.split("\n").length - 1, "line"),
  );
  if (text !== undefined) run.write(TYPES_FILE, text);
  return text !== undefined;
}

/** Name of the types file in a result. */
export const TYPES_FILE = "schema.d.ts";

type Emitter = (model: ApiModel, vendor: string) => Promise<StageResult<SourceText>>;

/** The stages that make code of the model, one file each. */
const EMITTERS: readonly {
  readonly stage: string;
  readonly file: string;
  readonly load: () => Promise<Emitter>;
  readonly isWanted?: (vendor: Vendor) => boolean;
}[] = [
  { stage: "emit-schema", file: "schema.gen.ts", load: async () => (await import("./stages/emit/emit-schema.ts")).emitSchema },
  {
    stage: "emit-operations",
    file: "operations.gen.ts",
    load: async () => (await import("./stages/emit/emit-operations.ts")).emitOperations,
  },
  {
    stage: "emit-validators",
    file: "validators.gen.ts",
    load: async () => (await import("./stages/emit/emit-validators.ts")).emitValidators,
  },
  {
    stage: "emit-resources",
    file: "resources.gen.ts",
    load: async () => (await import("./stages/emit/emit-resources.ts")).emitResources,
  },
  {
    stage: "emit-command",
    file: "command.gen.ts",
    load: async () => (await import("./stages/emit/emit-command.ts")).emitCommand,
  },
  {
    stage: "emit-responses",
    file: "responses.gen.ts",
    load: async () => (await import("./stages/emit/emit-responses.ts")).emitResponses,
    isWanted: ({ mock }) => mock !== false,
  },
];

/** Collects the results of the stages, and stops at the first error. */
class Run {
  /** Once set, problems of the later stages are traced back through these fragments. */
  #fragments: readonly Fragment[] = [];
  #effects: readonly Effect[] = [];
  readonly #files = new Map<string, string>();
  readonly #intermediates = new Map<string, JsonObject>();
  readonly #problems: Problem[] = [];
  readonly #stages: StageReport[] = [];
  readonly #adopted: LintException[] = [];
  readonly #corrections: Correction[] = [];
  readonly #spent: SpentAction[] = [];
  readonly #onStage: OnStage;
  /** Whether somebody will look at the stages' results. A new vendor's documents may be large, and would be kept in memory to the end. */
  readonly #keeps: boolean;

  constructor(onStage: OnStage, keeps: boolean) {
    this.#onStage = onStage;
    this.#keeps = keeps;
  }

  /** The changes that overlays made to the pages and to the joined document. */
  get effects(): readonly Effect[] {
    return this.#effects;
  }

  /** Adds problems of the run. False if one of them is an error. */
  note(problems: readonly Problem[]): boolean {
    this.#problems.push(...problems.map((problem) => traceToSource(problem, this.#fragments, this.#effects)));
    return !hasErrors(problems);
  }

  adopt<Value>(result: StageResult<Value>, severities: readonly Problem["severity"][]): StageResult<Value> {
    const { exceptions, problems } = adoptFindings(result.problems, severities);
    this.#adopted.push(...exceptions);
    return { value: result.value, problems };
  }

  async stage<Value>(
    name: string,
    work: () => StageResult<Value> | Promise<StageResult<Value>>,
    describe: (value: Value, problems: readonly Problem[]) => string,
  ): Promise<Value | undefined> {
    const start = performance.now();
    const { value, problems } = await work();
    const failed = !this.note(problems);
    const errors = problems.filter(({ severity }) => severity === "error").length;
    const outcome = failed ? plural(errors, "error") : describe(value, problems);
    const report = { stage: name, outcome, elapsedMs: performance.now() - start };
    this.#stages.push(report);
    this.#onStage(report);
    return failed ? undefined : value;
  }

  keepFragments(stage: string, fragments: readonly Fragment[]): void {
    this.#fragments = fragments;
    for (const [index, { page, document }] of fragments.entries()) this.keep(`${stage}.${index + 1}.${page.name}.yaml`, document);
  }

  keepOverlaid({ effects, corrections, spent }: Pick<Overlaid, "corrections" | "effects" | "spent">): void {
    this.#effects = [...this.#effects, ...effects];
    this.#corrections.push(...corrections);
    this.#spent.push(...spent);
  }

  keep(name: string, value: JsonObject): void {
    if (this.#keeps) this.#intermediates.set(name, value);
  }

  write(path: string, content: string): void {
    this.#files.set(path, content);
  }

  result(bundled?: JsonObject): PipelineResult {
    return {
      bundled,
      files: bundled ? this.#files : new Map<string, string>(),
      intermediates: this.#intermediates,
      problems: this.#problems,
      stages: this.#stages,
      corrections: this.#corrections,
      spent: this.#spent,
      adopted: this.#adopted,
    };
  }
}

function bundleHeader(vendor: string): string {
  return `Generated by \`specloom generate ${vendor}\` from the pages and overlays beside it. Do not edit.`;
}

function correctionsHeader(vendor: string): string {
  return `Generated by \`specloom generate ${vendor}\`: what the pages say where overlays correct them, so that a change there is noticed. Do not edit.`;
}

function countChoices(document: JsonObject): number {
  return listOperations(document).filter(
    ({ operation }) => "x-client-accept" in operation || "x-client-content-type" in operation,
  ).length;
}

function countSchemas(document: JsonObject): number {
  const schemas = member(objectMember(document, "components"), "schemas");
  return isObject(schemas) ? Object.keys(schemas).length : 0;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
