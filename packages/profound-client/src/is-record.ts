/** True for anything with properties: what is not known of a value, its members are not either. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
