/**
 * The parts of generated validators: a check for each keyword of JSON Schema. Generated files import these names. So a name keeps its
 * meaning for all versions that a client's range allows.
 */
export type { Validator } from "./operation.ts";
export { allOf, ifThenElse, not } from "./validate/all-of.ts";
export { anyOf, oneOf } from "./validate/any-of.ts";
export { anything, type Check, lazily, nothing } from "./validate/check.ts";
export { contains, items, maxItems, minItems, prefixItems, uniqueItems } from "./validate/items.ts";
export { exclusiveMaximum, exclusiveMinimum, maximum, minimum } from "./validate/minimum.ts";
export { multipleOf } from "./validate/multiple-of.ts";
export { dependentRequired, dependentSchema, maxProperties, minProperties, object } from "./validate/object.ts";
export { format, maxLength, minLength, pattern } from "./validate/pattern.ts";
export { types, values } from "./validate/types.ts";
export { unevaluated } from "./validate/unevaluated.ts";
export { events, request, validator } from "./validate/validator.ts";
