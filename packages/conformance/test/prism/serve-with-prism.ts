import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/**
 * The parts of Prism that are used here. It is CommonJS, its server and logger are dependencies of its command, and its packages come without
 * types that strict settings accept.
 */
interface Prism {
  getHttpOperationsFromSpec: (file: string) => Promise<unknown[]>;
  createServer: (
    operations: unknown[],
    settings: object,
  ) => { listen: (port: number, host: string) => Promise<string>; close: () => Promise<void> };
  createLogger: (name: string, settings: object) => unknown;
}

function loadPrism(): Prism {
  const require = createRequire(import.meta.url);
  const fromPrism = createRequire(require.resolve("@stoplight/prism-cli/package.json"));
  const { getHttpOperationsFromSpec } = require("@stoplight/prism-cli/dist/operations.js");
  const { createServer } = fromPrism("@stoplight/prism-http-server");
  const { createLogger } = fromPrism("@stoplight/prism-core");
  return { getHttpOperationsFromSpec, createServer, createLogger };
}

/** Serves a vendor's bundled spec on loopback, by a validator that nobody here wrote. */
export async function serveWithPrism(vendor: string): Promise<{ baseUrl: string; close: () => Promise<void> }> {
  const { getHttpOperationsFromSpec, createServer, createLogger } = loadPrism();
  const spec = fileURLToPath(new URL(`../../../../specs/${vendor}/openapi.gen.yaml`, import.meta.url));
  const server = createServer(await getHttpOperationsFromSpec(spec), {
    cors: false,
    config: {
      isProxy: false,
      mock: { dynamic: false },
      validateRequest: true,
      validateResponse: true,
      checkSecurity: true,
      errors: false,
    },
    components: { logger: createLogger("prism", { enabled: false }) },
  });
  return { baseUrl: await server.listen(0, "127.0.0.1"), close: () => server.close() };
}

/** A client's `fetch`, and Prism's findings on its requests. */
export interface Recorder {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly violations: readonly string[];
  readonly statuses: readonly number[];
}

export function recordViolations(): Recorder {
  const violations: string[] = [];
  const statuses: number[] = [];
  return {
    violations,
    statuses,
    async fetch(url, init) {
      const response = await fetch(url, init);
      statuses.push(response.status);
      const found = response.headers.get("sl-violations");
      if (found !== null) violations.push(found);
      return response;
    },
  };
}
