/** A name without case and punctuation: `next_page-token` and `nextPageToken` become equal. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

/** The plain names of a parameter: `page[after]` has the names `pageafter` and `after`. */
export function plainNames(name: string): readonly string[] {
  const inner = /\[([^\]]+)\]$/.exec(name)?.[1];
  return inner === undefined ? [plainName(name)] : [plainName(name), plainName(inner)];
}
