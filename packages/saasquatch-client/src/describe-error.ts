/** The codes whose meaning the vendor has said; any other is passed on as it is. */
const MEANINGS: ReadonlyMap<string | undefined, string> = new Map([
  ["RS033", "the rate limit is reached"],
  ["RS045", "credentials are missing"],
  ["RS047", "only over TLS"],
  ["RS051", "not for this kind of program"],
]);
const IS_TEMPORARY = /^RS0(14|16|17|20|27)$/;

/** What an error says: words for a person, and the API's codes for a program. */
export interface SaaSquatchErrorDescription {
  readonly words: string | undefined;
  readonly fields: { readonly apiErrorCode: string | undefined; readonly rsCode: string | undefined };
}

/** Puts an error body into words: the API's sentence, its codes, and what is known of them. HTML and other JSON occur too. */
export function describeError(status: number, body: unknown): SaaSquatchErrorDescription {
  const entries = Object.entries(Object(body)).filter(([, value]) => typeof value === "string");
  const texts: { message?: string; apiErrorCode?: string; rsCode?: string } = Object.fromEntries(entries);
  const { message = typeof body === "string" ? body.slice(0, 200) : "", apiErrorCode, rsCode } = texts;
  const meaning = IS_TEMPORARY.test(rsCode ?? "") ? "temporary, try again" : MEANINGS.get(rsCode);
  const codes = [apiErrorCode, meaning ? `${rsCode}: ${meaning}` : rsCode].filter(Boolean).join(", ");
  const advice = status === 403 ? "(Open endpoints are disabled by default: the vendor's support enables them.)" : "";
  const words = [message, codes && `(${codes})`, advice].filter(Boolean).join(" ");
  return { words: words || undefined, fields: { apiErrorCode, rsCode } };
}
