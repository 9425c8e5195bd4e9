import type { OperationDescriptor } from "@specloom/client-runtime";
import type { ClientCommand } from "@specloom/client-runtime/start-command";

type Run = (params: Readonly<Record<string, unknown>>, options: { readonly signal: AbortSignal }) => unknown;

/** A client of the resource `things`, whose methods are these functions. */
export function makeSettings(
  methods: Readonly<Record<string, { readonly run: Run; readonly operation?: Partial<OperationDescriptor> }>>,
): ClientCommand {
  const things = Object.fromEntries(Object.entries(methods).map(([name, { run }]) => [name, run]));
  return {
    name: "acme-client",
    version: "1.0.0",
    about: "Things.",
    methods: Object.fromEntries(
      Object.entries(methods).map(([name, { operation }]) => [`things.${name}`, rowOf(name, operation)]),
    ),
    walks: {},
    summaries: {},
    create: () => ({ things }),
    variables: [{ name: "ACME_API_KEY", about: "the key", isSecret: true }],
  };
}

function rowOf(name: string, operation: Partial<OperationDescriptor> = {}): OperationDescriptor {
  return { id: name, method: "GET", path: `/things/${name}`, safe: true, security: [], response: "json", ...operation };
}
