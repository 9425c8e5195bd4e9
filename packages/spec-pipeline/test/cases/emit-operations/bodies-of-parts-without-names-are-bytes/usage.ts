import type { Operations } from "./operations.gen.ts";

/** The whole body, and no object of its parts. */
export const mixed: Operations["sendMixed"]["input"] = { body: new Blob(["--x\r\n\r\n1\r\n--x--"]) };
// @ts-expect-error An object of parts has no form that is written down.
export const typed: Operations["sendMixed"]["input"] = { body: { metadata: {}, file: new Blob() } };
export const related: Operations["sendRelated"]["input"] = { contentType: "multipart/related", body: new Uint8Array() };
export const usual: Operations["sendRelated"]["input"] = { body: { name: "a" } };
export const items: Operations["sendItems"]["input"] = { body: new Uint8Array() };
export const parts: Blob = {} as Operations["readParts"]["output"];
