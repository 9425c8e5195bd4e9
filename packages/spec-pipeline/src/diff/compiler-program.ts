import type { Api } from "../model/api.ts";
import type { Direction } from "../model/direction.ts";
import { stringLiteral } from "../source/source-text.ts";
import { shapeOf } from "./comparison-context.ts";

/** The question that one line of the generated program asks the compiler. */
export interface CompilerQuestion {
  /** Id of the operation in the new document, or name of the exported type. */
  readonly subject: string;
  readonly about: "operation" | "type";
  readonly direction: Direction;
}

/** Asks whether programs that were written for the old types compile with the new ones. */
export interface CompilerProgram {
  /** Source files by path, relative to a folder of their own. */
  readonly files: ReadonlyMap<string, string>;
  /** By line of `judge.ts`, counted from 1. */
  readonly questions: ReadonlyMap<number, CompilerQuestion>;
}

/** Types of one API, as the emitting stages print them. */
export interface EmittedTypes {
  readonly api: Api;
  readonly schema: string;
  readonly operations: string;
}

export interface ProgramSettings {
  readonly vendor: string;
  /** Parameters that the client fills in. Callers may leave them out. */
  readonly clientParameters: readonly string[];
  /** Components that the client exports by name. */
  readonly exportedTypes: readonly string[];
}

/**
 * Asks two questions for every operation of the old document. Do the old inputs fit the new types? Do the new outputs fit where the old
 * ones were read?
 */
export function compilerProgram(before: EmittedTypes, after: EmittedTypes, settings: ProgramSettings): CompilerProgram {
  const lines = [
    'import type { Operations as Old } from "./old/operations.gen.ts";',
    'import type { Operations as New } from "./new/operations.gen.ts";',
    'import type { components as OldTypes } from "./old/schema.gen.ts";',
    'import type { components as NewTypes } from "./new/schema.gen.ts";',
    FITS,
  ];
  const questions = new Map<number, CompilerQuestion>();
  const ask = (line: string, question: CompilerQuestion): void => {
    lines.push(`export type Question${lines.length} = ${line};`);
    questions.set(lines.length, question);
  };
  const news = after.api.operations;
  for (const operation of before.api.operations) {
    const same = news.find(({ id }) => id === operation.id) ?? news.find((other) => shapeOf(other) === shapeOf(operation));
    if (same === undefined) continue;
    const [left, right] = [`Old[${stringLiteral(operation.id)}]`, `New[${stringLiteral(same.id)}]`];
    ask(`Fits<${left}["input"], ${right}["input"]>`, { subject: same.id, about: "operation", direction: "input" });
    // A response without content is not read.
    if (operation.responseKind !== "none")
      ask(`Fits<${right}["output"], ${left}["output"]>`, { subject: same.id, about: "operation", direction: "output" });
    ask(`Fits<${right}["stream"], ${left}["stream"]>`, { subject: same.id, about: "operation", direction: "output" });
  }
  for (const name of settings.exportedTypes) {
    if (!Object.hasOwn(before.api.schemas, name)) continue;
    // Programs write values into a variable of that type, and read values from it. How the type is used tells whether it is only read or
    // also sent.
    const [left, right] = [`OldTypes["schemas"][${stringLiteral(name)}]`, `NewTypes["schemas"][${stringLiteral(name)}]`];
    if (isSent(before.api, name)) ask(`Fits<${left}, ${right}>`, { subject: name, about: "type", direction: "input" });
    else ask(`Fits<${right}, ${left}>`, { subject: name, about: "type", direction: "output" });
  }
  return {
    files: new Map([
      ["old/schema.gen.ts", before.schema],
      ["old/operations.gen.ts", before.operations],
      ["new/schema.gen.ts", after.schema],
      ["new/operations.gen.ts", after.operations],
      [JUDGE, `${lines.join("\n")}\n`],
    ]),
    questions,
  };
}

/** Whether a request body or parameter leads to the component. */
function isSent({ operations, schemas }: Api, name: string): boolean {
  const texts = operations.map(({ body, parameters }) =>
    JSON.stringify([body?.definition ?? null, parameters.map(({ definition }) => definition)]),
  );
  const seen = new Set<string>();
  const queue = texts;
  for (let text = queue.pop(); text !== undefined; text = queue.pop()) {
    for (const [, reference] of text.matchAll(/"#\/components\/schemas\/([^"/]+)/g)) {
      if (reference === undefined || seen.has(reference)) continue;
      seen.add(reference);
      queue.push(JSON.stringify(schemas[reference] ?? null));
    }
  }
  return seen.has(name);
}

/**
 * A program with more questions asks for answers without reasons first. To explain hundreds of misfits takes minutes where types refer to
 * each other.
 */
const MOST_EXPLAINED = 60;

export function isLong({ questions }: CompilerProgram): boolean {
  return questions.size > MOST_EXPLAINED;
}

/** The same questions, for answers of yes or no. */
export function quickProgram(program: CompilerProgram): CompilerProgram {
  const judge = (program.files.get(JUDGE) ?? "")
    .replace(FITS, "type Fits<A, B> = [A] extends [B] ? true : false;")
    .replaceAll(/^export type (Question\d+) = (.*);$/gm, "export const $1: $2 = true;");
  return { ...program, files: new Map([...program.files, [JUDGE, judge]]) };
}

/** The questions of some lines only, with reasons. There are at most as many as the compiler explains quickly. */
export function explainingProgram(program: CompilerProgram, lines: readonly number[]): CompilerProgram {
  const asked = new Set(lines.slice(0, MOST_EXPLAINED / 3));
  const text = (program.files.get(JUDGE) ?? "").split("\n");
  const judge = text.map((line, index) => (program.questions.has(index + 1) && !asked.has(index + 1) ? "" : line)).join("\n");
  return { ...program, files: new Map([...program.files, [JUDGE, judge]]) };
}

const JUDGE = "judge.ts";
const FITS = "type Fits<A extends B, B> = A;";

/** The types of `@specloom/client-runtime` that generated files name. Only their shape matters here. */
export const RUNTIME_TYPES = `export type OperationDescriptor = object;
export type OperationTable<Id extends string = string> = Readonly<Record<Id, object>>;
export type FileContent = Blob | ArrayBuffer | Uint8Array | ReadableStream<Uint8Array>;
export interface FormPart<Content = FileContent, PartHeaders extends object = Readonly<Record<string, string | undefined>>> {
  readonly content: Content;
  readonly filename?: string | undefined;
  readonly contentType?: string | undefined;
  readonly headers?: PartHeaders | undefined;
}
export type FormFile = FileContent | FormPart;
export type WebhookScheme = unknown;
`;

/** Compiler settings of the program, for a folder with `client-runtime.d.ts` beside the programs. */
export const PROGRAM_CONFIG = {
  compilerOptions: {
    target: "es2023",
    lib: ["es2023", "dom"],
    module: "nodenext",
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    paths: { "@specloom/client-runtime": ["./client-runtime.d.ts"] },
  },
} as const;

/** The compiler's answer to one question. */
export interface CompilerFinding extends CompilerQuestion {
  /** Line of the question. */
  readonly line: number;
  /** The first property that no longer fits: `body.pagination.limit`. Empty where the whole value does not fit. */
  readonly field: string;
  readonly message: string;
}

export interface CompilerResult {
  readonly findings: readonly CompilerFinding[];
  /** Lines of the output that answer no question: the program itself does not compile. */
  readonly others: readonly string[];
}

/** Reads the output of `tsc --pretty false` on one program. Its files are in a folder of that name. */
export function readCompilerOutput(output: string, folder: string, program: CompilerProgram): CompilerResult {
  const findings: CompilerFinding[] = [];
  const others: string[] = [];
  for (const [first = "", ...details] of diagnostics(output)) {
    const [, file, line, message = ""] = /^(.+?)\((\d+),\d+\): error \w+: (.*)$/.exec(first) ?? [];
    if (file === undefined || !file.startsWith(`${folder}/`)) continue;
    const question = file === `${folder}/judge.ts` ? program.questions.get(Number(line)) : undefined;
    if (question === undefined) others.push(first);
    else if (!findings.some((finding) => finding.line === Number(line))) {
      findings.push({ ...question, line: Number(line), field: fieldOf(details), message: (details.at(-1) ?? message).trim() });
    }
  }
  return { findings, others };
}

/** Each diagnostic with the indented lines that explain it. */
function diagnostics(output: string): readonly (readonly string[])[] {
  const found: string[][] = [];
  for (const line of output.split("\n")) {
    if (line.trim() === "") continue;
    if (/^\s/.test(line)) found.at(-1)?.push(line);
    else found.push([line]);
  }
  return found;
}

function fieldOf(details: readonly string[]): string {
  return details
    .flatMap((line) => {
      const [, path] = /(?:The types of|Types of property) '([^']+)'/.exec(line) ?? [];
      const [, missing] = /Property '([^']+)' is (?:missing|optional)/.exec(line) ?? [];
      return path ?? missing ?? [];
    })
    .join(".");
}
