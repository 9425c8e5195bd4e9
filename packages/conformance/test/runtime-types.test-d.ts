// The pipeline writes rows that the runtime reads. Neither imports the other, so each has these types. This file fails if they differ.
import type * as runtime from "../../client-runtime/src/operation.ts";
import type * as runtimePages from "../../client-runtime/src/pages.ts";
import type { ResponseKind } from "../../spec-pipeline/src/model/documented-response.ts";
import type { FieldStyle } from "../../spec-pipeline/src/model/field-style.ts";
import type { Pages } from "../../spec-pipeline/src/model/pages/pages.ts";
import type { ParamRule } from "../../spec-pipeline/src/model/param-rule.ts";
import type { ValueStyle } from "../../spec-pipeline/src/model/value-style.ts";

/** Whether two types are the same. An optional field that only one of them has makes them differ: they fit each other, but are not equal. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- only a function of a type compares types without assigning them
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

true satisfies Same<Pages, runtimePages.Pages>;
true satisfies Same<ParamRule, runtime.ParamRule>;
true satisfies Same<ValueStyle, runtime.ValueStyle>;
true satisfies Same<FieldStyle, runtime.FieldStyle>;
true satisfies Same<ResponseKind, runtime.ResponseKind>;

// @ts-expect-error: a further optional field is a difference.
true satisfies Same<Pages, runtimePages.Pages & { readonly other?: string }>;
