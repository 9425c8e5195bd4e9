import { readFileSync } from "node:fs";
import type { Operations } from "../../src/index.ts";

/**
 * A request and its response. `docs-example`: taken from the vendor's page (what it leaves out as "…" is filled in); `made`: written by us after
 * the page's schema and text.
 */
export interface Fixture<Id extends keyof Operations = keyof Operations> {
  readonly origin: "docs-example" | "made";
  readonly input: Operations[Id]["input"];
  readonly status: number;
  /** The response; a stream has `events` in its place. */
  readonly body?: unknown;
  readonly events?: readonly { readonly event: string; readonly data: unknown }[];
}

/** Reads `fixtures/<operation-id>.<case>.json`. */
export function readFixture<Id extends keyof Operations>(id: Id, name: string): Fixture<Id> {
  return JSON.parse(readFileSync(new URL(`../fixtures/${id}.${name}.json`, import.meta.url), "utf8"));
}

/** The response of a fixture as it comes over the wire. */
export function respond({ status, body, events }: Fixture): Response {
  if (!events) return Response.json(body, { status });
  const text = events.map(({ event, data }) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`).join("");
  return new Response(text, { status, headers: { "content-type": "text/event-stream" } });
}
