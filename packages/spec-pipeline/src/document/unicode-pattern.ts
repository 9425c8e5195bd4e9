/** An escape that means its character alone. Without the flag `u`, a pattern may escape any character that is no letter or digit. */
const NEEDLESS_ESCAPE = /\\([^\da-z^$\\.*+?()[\]{}|/-])|\\(-)(?![^[]*\])|\\[^]/gi;

/** The same pattern for an engine that reads patterns with the flag `u`. Undefined if there is none. */
export function unicodePattern(pattern: string): string | undefined {
  const plain = pattern.replaceAll(
    NEEDLESS_ESCAPE,
    (escape, character?: string, hyphen?: string) => character ?? hyphen ?? escape,
  );
  return [pattern, plain].find(isUnicodePattern);
}

function isUnicodePattern(pattern: string): boolean {
  try {
    void new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}
