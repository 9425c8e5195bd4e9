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

interface Way {
  readonly form: keyof typeof FORMS;
  readonly words: string;
  readonly size: Limit;
  readonly types: Limit;
  readonly instantiations: Limit;
}

const METHOD = { types: 250, instantiations: 100 } as const;
const WAYS: readonly Way[] = [
  { form: "resource", words: "one call, its resource imported", size: [{ peer: SMALL, times: 1.3 }], ...METHOD },
  { form: "client", words: "one call, the whole client", size: [], ...METHOD },
  // The ids are a type each.
  { form: "call", words: "one call, by its id", size: [], types: 1250, instantiations: [{ peer: SMALL, times: 1 }] },
];

/** The table that `pnpm bench large` prints, in its order. */
export const largeRows: readonly LargeRow[] = WAYS.flatMap(
  ({ form, words, size, types, instantiations }): readonly LargeRow[] => {
    const { bundled, checked } = FORMS[form];
    return [
      {
        id: `${form}-bundle`,
        title: `${words}, min + gzip: loaded at once by a bundler that splits`,
        unit: "bytes",
        limit: size,
        measure: async (folder) => (await bundleSize(bundled, folder)).gzip,
      },
      {
        id: `${form}-file`,
        title: `${words}: everything in one file`,
        unit: "bytes",
        limit: size,
        measure: async (folder) => (await bundleSize(bundled, folder)).oneFileGzip,
      },
      {
        id: `${form}-types`,
        title: `${words}, TypeScript 5.9: types`,
        unit: "count",
        limit: types,
        measure: async (folder) => (await typeCost(checked, folder)).types,
      },
      {
        id: `${form}-instantiations`,
        title: `${words}, TypeScript 5.9: instantiations`,
        unit: "count",
        limit: instantiations,
        measure: async (folder) => (await typeCost(checked, folder)).instantiations,
      },
    ];
  },
);
