/** Runs a sample as the page does, and keeps what it printed, sent and received: the examples of a page are what a reader will see. */
import { clientModules } from "../run/client-modules.ts";
import { type Program, runProgram, type SeenRequest, type SeenResponse } from "../run/run-program.ts";

export interface SampleRun {
  readonly printed: readonly string[];
  readonly requests: readonly SeenRequest[];
  readonly responses: readonly SeenResponse[];
  readonly environment: Readonly<Record<string, string>>;
}

/** `server`: where the API is, for the addresses of requests. What the sample throws is thrown. */
export async function runSample(vendor: string, server: string, program: Program): Promise<SampleRun> {
  const client = clientModules[vendor];
  if (!client) throw new Error(`there is no client of ${vendor}`);
  const mock = client.createMock();
  const environment = mock.environment(new URL(server).origin);
  const run = { printed: [], requests: [], responses: [] } satisfies Record<string, unknown[]> as {
    printed: string[];
    requests: SeenRequest[];
    responses: SeenResponse[];
  };
  await runProgram(
    program,
    { modules: client.modules, fetch: mock.fetch, environment, paceMs: 0 },
    {
      onPrint: (text) => void run.printed.push(text),
      onRequest: (request) => void run.requests.push(request),
      onResponse: (response) => void run.responses.push(response),
    },
  );
  return { ...run, environment };
}
