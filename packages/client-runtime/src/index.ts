export type { ApiErrorGuard, ApiErrorOf } from "./api-error-of.ts";
export { checkClientOptions, checkRequestOptions } from "./check-client-options.ts";
export { checkParams } from "./check-params.ts";
export { type ClientCredentials, clientCredentials } from "./client-credentials.ts";
export {
  type AccessToken,
  type ApiKey,
  basicCredential,
  bearerCredential,
  checkSecret,
  type Credential,
  type Credentials,
  headerCredential,
  type OpenRequest,
} from "./credentials.ts";
export { cookieCredential } from "./cookie-credential.ts";
export { queryCredential } from "./query-credential.ts";
export type { CallSettings } from "./call-settings.ts";
export { type Call, type CallResult, createCall, type Received } from "./create-call.ts";
export { type Client, type CompleteClient, createClient, createResources } from "./create-client.ts";
export { makeResource, type MethodMaker, type ResourceFactories, type ResourceFactory } from "./make-resource.ts";
export {
  ApiError,
  CallError,
  type CallRecord,
  ConfigurationError,
  ConnectionError,
  type ConnectionErrorReason,
  type ErrorCode,
  isApiError,
  isCallError,
  isConfigurationError,
  isConnectionError,
  isResponseError,
  invalidOption,
  isTimeoutError,
  type OperationName,
  ResponseError,
  type ResponseErrorReason,
  type TimeLimit,
  TimeoutError,
} from "./errors.ts";
export type { EventStream, OpenStream, StreamEvent, StreamRule } from "./event-stream.ts";
export type { FileContent, FormFile, FormPart } from "./form-part.ts";
export type {
  FieldStyle,
  InputRules,
  OperationDescriptor,
  OperationTable,
  OperationTypes,
  OperationValidators,
  ParamRule,
  ResponseKind,
  StreamSigns,
  ValidationIssue,
  Validator,
  ValidatorTable,
  ValueStyle,
} from "./operation.ts";
export {
  type BodyChoice,
  type CallLimits,
  type ClientOptions,
  type Fetch,
  type GivenHeaders,
  type HookEvent,
  type Hooks,
  type ResponseChoice,
  type ResponseEvent,
  type RequestOptions,
} from "./options.ts";
export type { Pages } from "./pages.ts";
export { fillServer, type ServerVariable } from "./fill-server.ts";
export type { MockResponse } from "./mock-response.ts";
export { paginate } from "./paginate.ts";
export { readEnvironment } from "./user-agent.ts";
export { walkAll } from "./walk-all.ts";
export type { HmacScheme, WebhookScheme } from "./webhooks/webhook-scheme.ts";
export type { ResponseFacts } from "./response-facts.ts";
export type { DataWithResponse, Responding, WithResponse } from "./with-response.ts";
