/** What is known of a response beside its data. */
export interface ResponseFacts {
  readonly status: number;
  /** Without the credential, where the server repeats it. */
  readonly headers: Headers;
  /** How the server calls the request, by its header `x-request-id`; undefined where it sends none. */
  readonly requestId: string | undefined;
}
