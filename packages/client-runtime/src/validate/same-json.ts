export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether two values are the same JSON. The order of keys and members that are `undefined` do not count. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other;
  return jsonKey(one) === jsonKey(other);
}

/** A text that is equal for two values exactly if they are the same JSON. */
export function jsonKey(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonKey).join()}]`;
  if (!isRecord(value)) return typeof value === "string" ? JSON.stringify(value) : String(value === 0 ? 0 : value);
  const members = Object.keys(value).filter((key) => value[key] !== undefined);
  return `{${members
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${jsonKey(value[key])}`)
    .join()}}`;
}
