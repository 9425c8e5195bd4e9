import type { OperationDescriptor } from "@specloom/client-runtime";
import type { ClientCommand } from "@specloom/client-runtime/start-command";

type Send = (url: string, init: RequestInit) => Promise<Response>;
type Run = (
  params: Readonly<Record<string, unknown>>,
  options: { readonly signal: AbortSignal },
  fetch: Send | undefined,
) => unknown;

/** A client of the resource `things`, whose methods are these functions. They are given the client's `fetch`, where it has one. */
export function makeSettings(
  methods: Readonly<Record<string, { readonly run: Run; readonly operation?: Partial<OperationDescriptor> }>>,
): ClientCommand {
  const thingsWith = (fetch: Send | undefined): object =>
    Object.fromEntries(
      Object.entries(methods).map(([name, { run }]) => [
        name,
        (params: Parameters<Run>[0], options: Parameters<Run>[1]) => run(params, options, fetch),
      ]),
    );
  return {
    name: "acme-client",
    version: "1.0.0",
    about: "Things.",
    methods: Object.fromEntries(
      Object.entries(methods).map(([name, { operation }]) => [`things.${name}`, rowOf(name, operation)]),
    ),
    walks: {},
    summaries: {},
    create: ({ fetch }) => ({ things: thingsWith(fetch) }),
    variables: [{ name: "ACME_API_KEY", about: "the key", isSecret: true }],
  };
}

function rowOf(name: string, operation: Partial<OperationDescriptor> = {}): OperationDescriptor {
  return { id: name, method: "GET", path: `/things/${name}`, safe: true, security: [], response: "json", ...operation };
}
