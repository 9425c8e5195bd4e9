import {
  answerHandlers,
  createMockFetch,
  type MockFetch,
  type MockHandler,
  mswHandlers,
  type MswHttp,
} from "@specloom/client-runtime/mock";
import { answers } from "./generated/answers.gen.ts";
import { operations, type Operations } from "./generated/operations.gen.ts";
import { inputValidators } from "./generated/validators.gen.ts";

/** What a mock is made with. */
export interface $type$MockOptions {
  /** Answers of your own, by the id of the operation. @default an example of the API's document, or a value that its schema allows */
  readonly handlers?: { readonly [Id in keyof Operations]?: MockHandler } | undefined;
}

/** The API in memory. */
export interface $type$Mock {
  /** Answers like the API. Give it to a client as `fetch`. */
  readonly fetch: MockFetch;
  /** Handlers for MSW, which is given as its `http`. @default the API's own address */
  readonly mswHandlers: <Handler>(http: MswHttp<Handler>, baseUrl?: string) => Handler[];
  /** What a program sets to reach the mock where it is served: variables of the environment. */
  readonly environment: (origin: string) => Readonly<Record<string, string>>;
}

/** Makes a mock of the API: it refuses requests that the spec refuses, takes any credential, and always gives the same answers. */
export function create$type$Mock({ handlers }: $type$MockOptions = {}): $type$Mock {
  const fetch = createMockFetch({
    operations,
    validators: inputValidators,
    basePath: $basePaths$,
    authenticate: () => undefined,
    respondInvalid: (issues) => Response.json({ message: "The spec refuses this request.", issues }, { status: 400 }),
    handlers: { ...answerHandlers(answers), ...handlers },
  });
  return {
    fetch,
    mswHandlers: (http, baseUrl = $baseUrl$) => mswHandlers(http, baseUrl, fetch),
    environment: (origin) => ({ $environment$BASE_URL: [origin, $path$].join("") }),
  };
}

/** The mock that `specloom mock` serves. */
export function createMock(): $type$Mock {
  return create$type$Mock();
}
