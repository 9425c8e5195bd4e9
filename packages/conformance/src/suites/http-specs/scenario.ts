/** A request that the suite's server waits for, and its response. The server holds each request against this. */
export interface MockApi {
  readonly uri: string;
  readonly method: string;
  readonly request?: {
    readonly query?: Readonly<Record<string, unknown>>;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: WireBody;
  };
  readonly response: { readonly status: number; readonly body?: WireBody };
}

export interface WireBody {
  readonly kind?: string;
  readonly contentType: string;
  readonly rawContent?: unknown;
  readonly parts?: Readonly<Record<string, unknown>>;
  readonly files?: readonly WireFile[];
}

export interface WireFile {
  readonly fieldname: string;
  readonly originalname: string;
  readonly mimetype?: string;
  readonly buffer: Uint8Array;
}

/** Requests that show one thing together. */
export interface Scenario {
  readonly name: string;
  readonly apis: readonly MockApi[];
}

interface ScenarioModule {
  readonly Scenarios: Readonly<Record<string, { readonly apis: readonly MockApi[] }>>;
}

/** The scenarios of a folder of the suite. What they hold beside is the server's business. */
export async function readScenarios(module: string): Promise<readonly Scenario[]> {
  const { Scenarios }: ScenarioModule = await import(module);
  return Object.entries(Scenarios).map(([name, { apis }]) => ({ name, apis }));
}
