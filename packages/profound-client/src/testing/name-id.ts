const ids = new Map<string, string>();

/** The id of a named thing, in the form of a UUID: the same for the same name. */
export function nameId(name: string): string {
  const known = ids.get(name);
  if (known !== undefined) return known;
  let state = 0x811c9dc5;
  const digits = Array.from({ length: 4 }, () => {
    for (const character of name) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
    return (state >>> 0).toString(16).padStart(8, "0");
  }).join("");
  const id = digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
  ids.set(name, id);
  return id;
}
