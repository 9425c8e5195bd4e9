import { ResponseError } from "./errors.ts";
import type { EventTools } from "./event-stream.ts";
import { timeoutError } from "./fetch-with-timeout.ts";
import { connectionError } from "./read-response.ts";
import type { CallState } from "./wire.ts";

/** What the event decoder is handed of a call. */
export function eventTools(call: CallState): EventTools {
  return {
    responseError: (message, fields) => new ResponseError(call, message, fields),
    timeoutError: (limit, ms, rows) => timeoutError(call, limit, ms, rows),
    connectionError: (cause, rows) => connectionError(call, cause, rows),
    confidence: () => call.confidence,
  };
}
