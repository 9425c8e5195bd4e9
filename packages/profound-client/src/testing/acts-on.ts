import type { ActsOn } from "@specloom/client-runtime/mock";
import type { Operations } from "../generated/operations.gen.ts";
import { apiFacts } from "./api-facts.ts";
import { citationIntervals, referralIntervals } from "./bucket-of.ts";
import { dimensionOrder, numberComparisons, referralColumns } from "./referrals-report.ts";
import { textComparisons } from "./text-comparisons.ts";

const { operatorsByField } = apiFacts;
const textOperators = Object.keys(textComparisons).flatMap((operator) => [operator, `not_${operator}`]);
const filterOperators = [...new Set(Object.values(operatorsByField).flat())];

/** The first field or operator of a filter that the mock does not compute. */
function ignoredIn(node: unknown): string | undefined {
  const { field, op, and, or, not }: Readonly<Record<string, unknown>> = Object(node);
  if (typeof field === "string" && !Object.hasOwn(operatorsByField, field)) return `filter.field "${field}"`;
  if (typeof op === "string" && !filterOperators.includes(op)) return `filter.op "${op}"`;
  const children: readonly unknown[] = [and, or, not].flat();
  return children
    .filter((child) => child != null)
    .reduce<string | undefined>((found, child) => found ?? ignoredIn(child), undefined);
}

const citations: ActsOn = {
  // The facts of a mock belong to one category, whichever is requested.
  category_id: true,
  start_date: true,
  end_date: true,
  "group_by[]": ["page", "date", "model", "topic", "region", "persona", "prompt"],
  // A metric that is not computed is filled in.
  "metrics[]": true,
  interval: citationIntervals,
  scope: ["all", "owned"],
  filter: ignoredIn,
  limit: true,
  cursor: true,
  max_results: true,
};

/** The parts of a request that the handlers of the mock use. Any other part of the spec gets 501 with its name. */
export const actsOn: Readonly<Partial<Record<keyof Operations, ActsOn>>> = {
  queryCitations: citations,
  streamCitations: citations,
  queryReferrals: {
    domain: true,
    start_date: true,
    end_date: true,
    "metrics[]": true,
    "dimensions[]": dimensionOrder,
    date_interval: referralIntervals,
    "filters[].field": ["path", "referral_source", "referral_type"],
    "filters[].operator": textOperators,
    "filters[].value": true,
    "metric_filters[].field": referralColumns,
    "metric_filters[].operator": Object.keys(numberComparisons),
    "metric_filters[].value": true,
    order_by: (order) => {
      const column = Object.keys(Object(order)).find((name) => !referralColumns.includes(name));
      return column === undefined ? undefined : `order_by.${column}`;
    },
    "pagination.limit": true,
    "pagination.offset": true,
  },
};
