import { type HeldFetch, holdToSpec } from "../../../../test/hold-to-spec.ts";
import { specVerdict } from "./spec-verdict.ts";

/** Refuses a request that the spec refuses. Every test that does not use a mock uses it, since mocks alone refuse such requests. */
export const heldToSpec: HeldFetch = holdToSpec(specVerdict, "allowed");

/** For a test that sends requests that the spec refuses, on purpose: the spec must refuse each of them. */
export const refusedBySpec: HeldFetch = holdToSpec(specVerdict, "refused");
