import { jsonText, type JsonText } from "../print/json-text.ts";
import { bumpOfAll, type Comparison } from "./comparison.ts";

/** The report for programs: `bump` and `changes` of all vendors together, each change with its vendor, and the verdict for each vendor. */
export function formatJson(comparisons: readonly Comparison[]): JsonText {
  return jsonText({
    bump: bumpOfAll(comparisons),
    comparisons: comparisons.map(({ name, base, report }) => ({
      name,
      base: base ?? null,
      bump: report.bump,
      ...(report.notes ? { notes: report.notes } : {}),
    })),
    changes: comparisons.flatMap(({ name, report }) =>
      report.changes.map(({ bump, kind, message, ...change }) => ({ bump, kind, message, of: name, ...change })),
    ),
  });
}
