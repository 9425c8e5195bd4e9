import { asObject, checkNames, kindOf } from "./check-names.ts";
import { PLACES } from "./check-rules.ts";
import { type CallRecord, invalidOption } from "./errors.ts";
import type { Input } from "./make-request.ts";

const INPUT_NAMES = [...PLACES, "body", "accept", "contentType"];

/** Refuses a value that is no input of an operation. Its parts are checked where they are written. */
export function checkInput(call: CallRecord, input: Input): void {
  checkNames("the input", input, INPUT_NAMES, call);
  for (const name of PLACES) {
    const part = input[name];
    if (part !== undefined && !asObject(part)) throw invalidOption(name, "an object", kindOf(part), call);
  }
}
