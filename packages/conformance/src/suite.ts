/** A case of a suite that did not come out right. */
export interface Failure {
  /** The case, in the suite's own words. */
  readonly name: string;
  readonly reason: string;
}

/** Another tool, run on the same cases. */
export interface OtherTool {
  readonly name: string;
  /** What it does not get right, by kinds: the names of the cases. */
  readonly failures: ReadonlyMap<string, readonly string[]>;
}

export interface SuiteResult {
  readonly cases: number;
  readonly failures: readonly Failure[];
  /** Figures that belong to the result: of what kind its cases were, and what other tools make of them. */
  readonly beside?: string | undefined;
  readonly other?: OtherTool | undefined;
}

/** Tests of others. Their data is in no commit of ours. */
export interface Suite {
  /** What the command line and the page call it. */
  readonly id: string;
  readonly title: string;
  /** Where its data comes from: what a person has to get, and the folder or file below `--data` that has to hold it. */
  readonly source: string;
  readonly data: readonly string[];
  /** How many of its cases have to come out right; a share, or a number. */
  readonly must: { readonly share: number } | { readonly cases: number };
  /** What one case asks. */
  readonly asks: string;
  /** `folder`: what `--data` names, with everything that `data` lists. */
  run(folder: string): Promise<SuiteResult>;
}

/** A suite that was run, or the reason why it was not. */
export interface SuiteReport {
  readonly suite: Suite;
  readonly result: SuiteResult | undefined;
  readonly missing: readonly string[];
}

export function isMet({ suite, result }: SuiteReport): boolean {
  if (result === undefined) return true;
  const passed = result.cases - result.failures.length;
  return "share" in suite.must ? passed >= suite.must.share * result.cases : passed >= suite.must.cases;
}
