/** The codes whose meaning the vendor has published. Any other is passed on unchanged. */
const MEANINGS: ReadonlyMap<string | undefined, string> = new Map([
  ["RS033", "the rate limit is reached"],
  ["RS045", "credentials are missing"],
  ["RS047", "only over TLS"],
  ["RS051", "not for this kind of program"],
]);
const IS_TEMPORARY = /^RS0(14|16|17|20|27)$/;

/** The words of an error for a person, and the API's codes for a program. */
export interface SaaSquatchErrorDescription {
  readonly words: string | undefined;
  readonly fields: { readonly apiErrorCode: string | undefined; readonly rsCode: string | undefined };
}

/** Makes words of an error body: the API's sentence, its codes, and their meanings. Bodies may also be HTML or other JSON. */
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
