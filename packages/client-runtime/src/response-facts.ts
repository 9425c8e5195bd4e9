/** The facts about a response beside its data. */
export interface ResponseFacts {
  /** The status of HTTP: 200. */
  readonly status: number;
  /** Without the credential, if the server repeats it. */
  readonly headers: Headers;
  /** The server's name for the request, from its header `x-request-id`. Undefined if it sends none. */
  readonly requestId: string | undefined;
}
