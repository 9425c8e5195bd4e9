/**
 * Checks for every response of the API, generated from its spec. Give them to a client as `validate`. They cost nothing unless they are
 * imported.
 *
 * @example createSaaSquatchClient({ validate: outputValidators })
 */
export { outputValidators } from "./generated/validators.gen.ts";
