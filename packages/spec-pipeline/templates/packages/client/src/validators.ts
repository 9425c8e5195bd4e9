/**
 * Checks for every answer of the API, generated from its spec. Give them to a client as `validate`; where they are not imported they cost nothing.
 *
 * @example create$type$Client({ validate: outputValidators })
 */
export { outputValidators } from "./generated/validators.gen.ts";
