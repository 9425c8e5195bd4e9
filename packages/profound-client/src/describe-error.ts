/**
 * Puts Profound's error bodies into words. `detail` is a list (422) that names each field and what is wrong with it, or a text (401).
 */
export function describeError(header: string, status: number, body: unknown): string | undefined {
  const detail: unknown = (body as { detail?: unknown } | null)?.detail;
  const words = Array.isArray(detail)
    ? detail.map(({ loc, msg }: { loc: unknown[]; msg: string }) => `${[loc].flat().slice(1).join(".")}: ${msg}`).join("; ")
    : detail;
  if (typeof words !== "string") return undefined;
  return status === 401 ? `${words} (the credential was sent as ${header})` : words;
}
