import {
  responseHandlers,
  createMockFetch,
  type MockFetch,
  type MockHandler,
  mswHandlers,
  type MswHttp,
} from "@specloom/client-runtime/mock";
import { operations, type Operations } from "./generated/operations.gen.ts";
import { responses } from "./generated/responses.gen.ts";
import { inputValidators } from "./generated/validators.gen.ts";

/** The options of a mock. */
export interface $type$MockOptions {
  /** Responses of your own, by the id of the operation. @default an example of the API's document, or a value that its schema allows */
  readonly handlers?: { readonly [Id in keyof Operations]?: MockHandler } | undefined;
}

/** The API in memory. */
export interface $type$Mock {
  /** Responds like the API. Give it to a client as `fetch`. */
  readonly fetch: MockFetch;
  /** Handlers for MSW, made with its `http`. @default the API's own address */
  readonly mswHandlers: <Handler>(http: MswHttp<Handler>, baseUrl?: string) => Handler[];
  /** The environment variables that a program needs to reach the served mock. */
  readonly environment: (origin: string) => Readonly<Record<string, string>>;
}

/** Makes a mock of the API: it refuses requests that the spec refuses, takes any credential, and always gives the same responses. */
export function create$type$Mock({ handlers }: $type$MockOptions = {}): $type$Mock {
  const fetch = createMockFetch({
    operations,
    validators: inputValidators,
    basePath: $basePaths$,
    authenticate: () => undefined,
    respondInvalid: (issues) => Response.json({ message: "The spec refuses this request.", issues }, { status: 400 }),
    handlers: { ...responseHandlers(responses), ...handlers },
  });
  return {
    fetch,
    mswHandlers: (http, baseUrl = $baseUrl$) => mswHandlers(http, baseUrl, fetch),
    environment: (origin) => ({
      $environment$BASE_URL: [origin, $path$].join(""),
      // #each variable
      $environment$$variable$: "mock",
      // #end
    }),
  };
}

/** The mock that `specloom mock` serves. */
export function createMock(): $type$Mock {
  return create$type$Mock();
}
