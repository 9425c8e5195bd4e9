import type { Credentials } from "./credentials.ts";
import type { StreamRule } from "./event-stream.ts";
import type { ClientOptions } from "./options.ts";
import type { DescribeError } from "./wire.ts";

/** The settings that a client gives to the runtime once, beyond its operation table. */
export interface CallSettings {
  /** Name and version of the client's package, for the `User-Agent`. */
  readonly client: { readonly name: string; readonly version: string };
  /** The vendor's address. `options.baseUrl` overrides it. */
  readonly baseUrl: string;
  /** The addresses of servers with variables, by their address in the table. `options.servers` overrides them. */
  readonly servers?: Readonly<Record<string, string>> | undefined;
  /** Per security scheme of the spec. Undefined if the user gave no such credential. */
  readonly credentials: Credentials;
  /** Schemes whose credential may be public, so that anyone who opens a page may see it. @default none */
  readonly publicSchemes?: readonly string[] | undefined;
  /** How to give a missing credential, in words that follow "credentials must be": `given as apiKey, or in ACME_API_KEY`. */
  readonly credentialHelp?: string | undefined;
  /** Values for path parameters that calls do not give. */
  readonly pathParameters?: Readonly<Record<string, string | undefined>> | undefined;
  /** The user's options. */
  readonly options: ClientOptions;
  /** Makes a sentence of the vendor's error bodies, such as the fields that a 422 names. @default a text body, `message` or `detail` */
  readonly describeError?: DescribeError | undefined;
  /** Per streaming operation, the meaning of its events. @default every event is returned, and none promises rows */
  readonly streams?: Readonly<Record<string, StreamRule>> | undefined;
}
