export { outputValidators } from "./generated/validators.gen.ts";
