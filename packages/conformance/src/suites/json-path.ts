import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { isList, member, type Json } from "../../../spec-pipeline/src/document/json.ts";
import { findNodes } from "../../../spec-pipeline/src/stages/overlay/find-nodes.ts";
import type { Suite } from "../suite.ts";

interface Case {
  readonly name: string;
  readonly selector: string;
  readonly document?: Json;
  readonly invalid_selector?: boolean;
  readonly result?: readonly Json[];
  readonly results?: readonly (readonly Json[])[];
  readonly result_paths?: readonly string[];
  readonly results_paths?: readonly (readonly string[])[];
}

export const jsonPath: Suite = {
  id: "jsonpath",
  title: "JSONPath, RFC 9535",
  source: "jsonpath-standard/jsonpath-compliance-test-suite: `cts.json`, as `jsonpath-cts.json`",
  data: ["jsonpath-cts.json"],
  must: { share: 1 },
  asks: "which values an overlay's target selects, or that the target is refused",
  async run(folder) {
    const text = await readFile(join(folder, "jsonpath-cts.json"), "utf8");
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the suite's format
    const { tests } = JSON.parse(text) as { readonly tests: readonly Case[] };
    const failures = tests.flatMap((test) => {
      const reason = misfit(test);
      return reason === undefined ? [] : [{ name: `${test.name}: ${test.selector}`, reason }];
    });
    return { cases: tests.length, failures };
  },
};

function misfit(test: Case): string | undefined {
  const { selector, document = null, invalid_selector: isInvalid = false } = test;
  const { locations, mistake } = findNodes(document, selector);
  if (isInvalid) return mistake === undefined ? "accepted" : undefined;
  if (mistake !== undefined) return `refused: ${mistake}`;
  const found = locations.map((location) => location.reduce((node: Json | undefined, key) => childOf(node, key), document));
  const allowed = (test.results ?? [test.result ?? []]).map((values, index) =>
    once(values, test.results_paths?.[index] ?? test.result_paths ?? []),
  );
  return allowed.some((values) => isDeepStrictEqual(values, found)) ? undefined : `selects ${JSON.stringify(found)}`;
}

function childOf(node: Json | undefined, key: number | string): Json | undefined {
  return isList(node) ? node[Number(key)] : member(node, String(key));
}

/** An overlay acts on a node once, however often its target names it. */
function once(values: readonly Json[], paths: readonly string[]): readonly Json[] {
  return values.filter((_, index) => paths.indexOf(paths[index] ?? "") === index);
}
