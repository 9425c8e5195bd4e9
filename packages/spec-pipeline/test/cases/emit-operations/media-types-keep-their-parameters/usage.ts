import type { CallResult } from "@specloom/client-runtime";
import type { Operations } from "./operations.gen.ts";

type Input = Operations["sendVersion"]["input"];
export const byDefault: Input = { body: { old: "a" } };
export const chosen: Input = { contentType: "application/vnd.x+json;version=2", accept: "application/json;version=2", body: { new: "a" } };
// @ts-expect-error The other version has another field.
export const wrong: Input = { contentType: "application/vnd.x+json;version=2", body: { old: "a" } };
// @ts-expect-error A version that the document does not have.
export const unknown: Input = { accept: "application/json;version=3", body: { old: "a" } };
export const first: Promise<{ one: string }> = {} as CallResult<Operations["sendVersion"]>;
export const second: Promise<{ two: string }> = {} as CallResult<Operations["sendVersion"]["accepts"]["application/json;version=2"]>;
export const form: Operations["sendForm"]["input"] = { body: { file: new Blob() } };
