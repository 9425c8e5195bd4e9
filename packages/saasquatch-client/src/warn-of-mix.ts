/** A possible mistake. It never fails a call. */
export interface SaaSquatchWarning {
  /** A test tenant is used with a live key, or the reverse. */
  readonly code: "mixed-environments";
  /** What does not fit, in words, without the key. */
  readonly message: string;
}

const isTest = (name: string): boolean => /^test_/i.test(name);

/** Tells a hook about a test tenant with a live key, or the reverse: the API's response to such a mix does not name the cause. */
export async function warnOfMix(
  tenantAlias: string,
  apiKey: string,
  warn: (warning: SaaSquatchWarning) => unknown,
): Promise<void> {
  if (isTest(tenantAlias) === isTest(apiKey)) return;
  const [tenant, key] = isTest(tenantAlias)
    ? ["a test tenant", "does not look like a test key"]
    : ["no test tenant", "looks like a test key"];
  const message = `"${tenantAlias}" is ${tenant}, but the API key ${key}: the API refuses a key of the other environment.`;
  await warn({ code: "mixed-environments", message });
}
