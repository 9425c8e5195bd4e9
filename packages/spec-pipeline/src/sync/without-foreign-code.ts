import type { PipelineResult } from "../pipeline.ts";
import { foreignCodeProblems } from "../source/find-foreign-code.ts";

/** Nobody has read the new pages. So the generated files are not written if they contain code that no emitter writes. */
export function withoutForeignCode(result: PipelineResult): PipelineResult {
  const problems = foreignCodeProblems(result.files);
  return problems.length === 0
    ? result
    : { ...result, bundled: undefined, files: new Map(), problems: [...result.problems, ...problems] };
}
