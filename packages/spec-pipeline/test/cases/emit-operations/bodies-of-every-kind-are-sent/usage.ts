import type { Operations } from "./operations.gen.ts";

export const json: Operations["sendJson"]["input"] = { body: { a: "x" } };
// @ts-expect-error -- the body is required
export const noBody: Operations["sendJson"]["input"] = {};
export const merge: Operations["sendMerge"]["input"] = { body: { any: 1 } };
export const mergeNothing: Operations["sendMerge"]["input"] = {};
export const form: Operations["sendForm"]["input"] = { body: new FormData() };
export const fields: Operations["sendFields"]["input"] = { body: new URLSearchParams({ a: "1" }) };
export const text: Operations["sendText"]["input"] = { body: "a,b" };
export const bytes: Operations["sendBytes"]["input"] = { body: new Uint8Array(2) };
// @ts-expect-error -- a GET carries none
export const get: Operations["sendWithGet"]["input"] = { body: {} };
