import { invalidOption } from "@specloom/client-runtime";

/** Ends a call before its request: `option` has to be `expected`. */
export function refuse(option: string, expected: string, given?: unknown): never {
  throw invalidOption(option, expected, given);
}
