import ts from "typescript-5";

/** Where a program that fitted the types before does not fit those after. */
export interface Difference {
  /** What a program gives or gets: `GET /pets: parameters`. */
  readonly question: string;
  /** The first place below it that does not fit; empty where it is the whole. */
  readonly place: string;
  readonly before: string;
  readonly after: string;
}

export interface Comparison {
  readonly questions: number;
  readonly differences: readonly Difference[];
}

const OPTIONS: ts.CompilerOptions = { strict: true, noEmit: true, skipLibCheck: true, types: [], lib: ["lib.es2022.d.ts"] };

/**
 * Asks the compiler what a program on openapi-fetch relies on: that the parameters and bodies that it gives fit the types after as they
 * fitted those before, that the responses after fit what it was written for, and both of each named schema. `before` and `after`: files
 * that export `paths` and `components`.
 */
export function compareTypes(before: string, after: string): Comparison {
  const program = ts.createProgram([before, after], OPTIONS);
  return new TypeComparison(program.getTypeChecker()).compare(exportsOf(program, before), exportsOf(program, after));
}

function exportsOf(program: ts.Program, file: string): ReadonlyMap<string, ts.Type> {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new TypeError(`${file} exports no types`);
  return new Map(checker.getExportsOfModule(module).map((symbol) => [symbol.name, checker.getDeclaredTypeOfSymbol(symbol)]));
}

class TypeComparison {
  readonly #checker: ts.TypeChecker;
  readonly #differences: Difference[] = [];
  #questions = 0;

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  compare(before: ReadonlyMap<string, ts.Type>, after: ReadonlyMap<string, ts.Type>): Comparison {
    for (const [path, old, own] of this.#pairs(before.get("paths"), after.get("paths")))
      for (const [method, oldOperation, ownOperation] of this.#pairs(old, own))
        if (method !== "parameters") this.#compareOperation(`${method.toUpperCase()} ${path}`, oldOperation, ownOperation);
    const schemas = [before, after].map((types) => this.#member(types.get("components"), "schemas"));
    for (const [name, old, own] of this.#pairs(schemas[0], schemas[1])) {
      this.#ask(`${name}, given`, old, own, "given");
      this.#ask(`${name}, got`, old, own, "got");
    }
    return { questions: this.#questions, differences: this.#differences };
  }

  #compareOperation(name: string, before: ts.Type, after: ts.Type | undefined): void {
    for (const part of ["parameters", "requestBody"])
      this.#ask(`${name}: ${part}`, this.#member(before, part), this.#member(after, part), "given");
    for (const [status, old, own] of this.#pairs(this.#member(before, "responses"), this.#member(after, "responses")))
      for (const [media, oldContent, ownContent] of this.#pairs(this.#member(old, "content"), this.#member(own, "content")))
        this.#ask(`${name}: ${status} ${media}`, oldContent, ownContent, "got");
  }

  #ask(question: string, before: ts.Type | undefined, after: ts.Type | undefined, way: "given" | "got"): void {
    if (!before) return;
    this.#questions += 1;
    if (!after) {
      this.#differences.push({ question, place: "", before: this.#print(before), after: "missing" });
      return;
    }
    const [from, to] = way === "given" ? [before, after] : [after, before];
    if (this.#checker.isTypeAssignableTo(from, to)) return;
    const misfit = this.#misfit(from, to, "", 0);
    const [old, own] = way === "given" ? [misfit.from, misfit.to] : [misfit.to, misfit.from];
    this.#differences.push({ question, place: misfit.place, before: old, after: own });
  }

  /** The first place where a type does not fit another. */
  #misfit(from: ts.Type, to: ts.Type, place: string, depth: number): { place: string; from: string; to: string } {
    const whole = { place, from: this.#print(from), to: this.#print(to) };
    if (depth > 30) return whole;
    if (from.isUnion()) {
      const member = from.types.find((type) => !this.#checker.isTypeAssignableTo(type, to));
      return member ? this.#misfit(member, to, place, depth + 1) : whole;
    }
    if (to.isUnion()) {
      const objects = to.types.filter((type) => (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0);
      return objects.length === 1 && objects[0] ? this.#misfit(from, objects[0], place, depth + 1) : whole;
    }
    if (this.#checker.isArrayType(from) && this.#checker.isArrayType(to)) {
      const [item, target] = [from, to].map((type) => this.#checker.getIndexTypeOfType(type, ts.IndexKind.Number));
      return item && target ? this.#misfit(item, target, `${place}[]`, depth + 1) : whole;
    }
    for (const wanted of to.getProperties()) {
      const given = from.getProperty(wanted.name);
      const below = place === "" ? wanted.name : `${place}.${wanted.name}`;
      const target = this.#checker.getTypeOfSymbol(wanted);
      if (!given) {
        if (isOptional(wanted)) continue;
        return { place: below, from: "missing", to: this.#print(target) };
      }
      const type = this.#checker.getTypeOfSymbol(given);
      if (isOptional(given) && !isOptional(wanted))
        return { place: below, from: `optional ${this.#print(type)}`, to: `required ${this.#print(target)}` };
      if (!this.#checker.isTypeAssignableTo(type, target)) return this.#misfit(type, target, below, depth + 1);
    }
    return whole;
  }

  /** The members of a type that are described, each beside the one of the same name. */
  *#pairs(
    before: ts.Type | undefined,
    after: ts.Type | undefined,
  ): Generator<readonly [name: string, before: ts.Type, after: ts.Type | undefined]> {
    for (const { name } of before?.getProperties() ?? []) {
      const old = this.#member(before, name);
      if (old) yield [name, old, this.#member(after, name)];
    }
  }

  /** `name?: never` says that there is none. */
  #member(type: ts.Type | undefined, name: string): ts.Type | undefined {
    const symbol = type?.getProperty(name);
    if (!symbol) return undefined;
    const member = this.#checker.getTypeOfSymbol(symbol);
    return (this.#checker.getNonNullableType(member).flags & ts.TypeFlags.Never) === 0 ? member : undefined;
  }

  #print(type: ts.Type): string {
    const text = this.#checker.typeToString(type);
    return text.length > 100 ? `${text.slice(0, 99)}…` : text;
  }
}

function isOptional(symbol: ts.Symbol): boolean {
  return (symbol.flags & ts.SymbolFlags.Optional) !== 0;
}
