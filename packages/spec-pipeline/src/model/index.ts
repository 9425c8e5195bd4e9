/**
 * An API as the pipeline reads it: the operations of a bundled spec, with references followed, and how a client calls them. For tools that
 * show or check an API without reading OpenAPI again.
 */
export type { DocumentedResponse, Header, ResponseKind } from "./documented-response.ts";
export { type Api, readApi } from "./api.ts";
export type { Body, SentBody } from "./body.ts";
export type { EventShape } from "./event-shape.ts";
export type { MediaKind, MediaType, SchemaPlace } from "./media-type.ts";
export type { Operation } from "./operation.ts";
export type { Pages } from "./pages/pages.ts";
export type { Parameter, ParameterGroup, ParameterPlace } from "./parameter.ts";
export type { Security } from "./security.ts";
export type { Server } from "./server.ts";
export type { Json, JsonObject } from "../document/json.ts";
