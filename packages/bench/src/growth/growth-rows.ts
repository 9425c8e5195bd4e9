import { SHAPES, type ShapeName } from "./shapes.ts";

/** One promise about growth: the shape, and the most that the work for one schema grows when there are four times as many. */
export interface GrowthRow {
  readonly id: ShapeName;
  readonly title: string;
  readonly limit: number;
}

/** Schemas of the smaller document. */
export const SMALL_COUNT = 250;

/** By what n log n grows from the smaller document to the larger one: log 1000 / log 250. */
const LIMIT = 1.25;

/** The table that `pnpm bench growth` prints, in its order. */
export const growthRows: readonly GrowthRow[] = Object.entries(SHAPES).map(([id, { title }]) => ({ id, title, limit: LIMIT }));
