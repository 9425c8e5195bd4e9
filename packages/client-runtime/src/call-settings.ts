import type { Credentials } from "./credentials.ts";
import type { StreamRule } from "./event-stream.ts";
import type { ClientOptions } from "./options.ts";
import type { DescribeError } from "./wire.ts";

/** What a client tells the runtime once, beyond its operation table. */
export interface CallSettings {
  /** Name and version of the client's package, for the `User-Agent`. */
  readonly client: { readonly name: string; readonly version: string };
  /** The vendor's; `options.baseUrl` wins. */
  readonly baseUrl: string;
  /** Where the servers of single operations are, by their address in the table, where that has variables; `options.servers` wins. */
  readonly servers?: Readonly<Record<string, string>> | undefined;
  /** Per security scheme of the spec; undefined where the user gave no such credential. */
  readonly credentials: Credentials;
  /** Schemes whose credential may be shown to everybody who opens a page. @default none */
  readonly publicSchemes?: readonly string[] | undefined;
  /** How to give a missing credential, to follow "credentials must be": `given as apiKey, or in ACME_API_KEY`. */
  readonly credentialHelp?: string | undefined;
  /** Values for path parameters that no call gives itself. */
  readonly pathParameters?: Readonly<Record<string, string | undefined>> | undefined;
  /** What the user gave. */
  readonly options: ClientOptions;
  /** Puts the vendor's error bodies into words, such as the fields that a 422 names. @default a text body, `message` or `detail` */
  readonly describeError?: DescribeError | undefined;
  /** Per streaming operation, what its events mean. @default every event is handed out, and none promises rows */
  readonly streams?: Readonly<Record<string, StreamRule>> | undefined;
}
