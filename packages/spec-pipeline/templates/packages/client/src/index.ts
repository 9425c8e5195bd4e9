export {
  ApiError,
  CallError,
  type CallLimits,
  ConfigurationError,
  ConnectionError,
  type Fetch,
  type HookEvent,
  isCallError,
  isConfigurationError,
  isConnectionError,
  isResponseError,
  isTimeoutError,
  type RequestOptions,
  ResponseError,
  TimeoutError,
} from "@specloom/client-runtime";
export { create$type$Client, type $type$Client } from "./client.ts";
export type { Operations } from "./generated/operations.gen.ts";
export { isApiError } from "./is-api-error.ts";
export type { components } from "./generated/schema.gen.ts";
export type { $type$ClientOptions } from "./options.ts";
