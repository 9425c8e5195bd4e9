/** The table of filter fields is whole: it has the names of the spec, all of them and no others. */
import { expectTypeOf } from "vitest";
import type { filterFields, filterOperators } from "../src/filter-fields.ts";
import type { components } from "../src/generated/schema.gen.ts";

type FilterNode = components["schemas"]["FilterNode"];

expectTypeOf<keyof typeof filterFields>().toEqualTypeOf<NonNullable<FilterNode["field"]>>();
expectTypeOf<(typeof filterOperators)[keyof typeof filterOperators][number]>().toEqualTypeOf<NonNullable<FilterNode["op"]>>();
