import { bundleSize } from "../../../../test/bundle-size.ts";
import { FORMS } from "../../../../test/large-api.ts";
import { typeCost } from "../../../../test/type-cost.ts";
import type { Limit } from "../limit.ts";
import type { Unit } from "../rows.ts";

/** The columns: an API that is small, and one that is large. */
export const SMALL = "3 operations";
export const LARGE = "1 000 operations";

/** One promise about what a program with one call costs, however large its API is. */
export interface LargeRow {
  readonly id: string;
  readonly title: string;
  readonly unit: Unit;
  /** An empty list where the figure is there to be known. */
  readonly limit: Limit;
  /** `folder`: where the client of an API is laid out. Counts are exact, and measured once. */
  readonly measure: (folder: string) => Promise<number>;
}

const BESIDE: Limit = [{ peer: SMALL, times: 1.3 }];
const WAYS = [
  { form: "resource", words: "one call, its resource imported", limit: BESIDE },
  { form: "client", words: "one call, the whole client", limit: [] },
] as const;

/** The table that `pnpm bench large` prints, in its order. */
export const largeRows: readonly LargeRow[] = WAYS.flatMap(({ form, words, limit }): readonly LargeRow[] => {
  const { bundled, checked } = FORMS[form];
  return [
    {
      id: `${form}-bundle`,
      title: `${words}, min + gzip: loaded at once by a bundler that splits`,
      unit: "bytes",
      limit,
      measure: async (folder) => (await bundleSize(bundled, folder)).gzip,
    },
    {
      id: `${form}-file`,
      title: `${words}: everything in one file`,
      unit: "bytes",
      limit,
      measure: async (folder) => (await bundleSize(bundled, folder)).oneFileGzip,
    },
    {
      id: `${form}-types`,
      title: `${words}, TypeScript 5.9: types`,
      unit: "count",
      limit: 250,
      measure: async (folder) => (await typeCost(checked, folder)).types,
    },
    {
      id: `${form}-instantiations`,
      title: `${words}, TypeScript 5.9: instantiations`,
      unit: "count",
      limit: 100,
      measure: async (folder) => (await typeCost(checked, folder)).instantiations,
    },
  ];
});
