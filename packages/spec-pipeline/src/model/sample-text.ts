import { CharacterSet } from "../document/character-set.ts";
import { isExplosivePattern } from "../document/explosive-pattern.ts";
import { parsePattern, type PatternNode } from "../document/parse-pattern.ts";

/** Texts for formats with a form of their own. `serial`: makes several texts differ. */
const FORMATS: Readonly<Record<string, (serial: number) => string>> = {
  date: (serial) => `2026-01-${twoDigits((serial % 28) + 1)}`,
  "date-time": (serial) => `2026-01-${twoDigits((serial % 28) + 1)}T12:00:00Z`,
  time: () => "12:00:00Z",
  duration: () => "PT1H",
  uuid: (serial) => `00000000-0000-4000-8000-${String(serial).padStart(12, "0")}`,
  email: (serial) => `person${serial}@example.com`,
  "idn-email": (serial) => `person${serial}@example.com`,
  hostname: () => "www.example.com",
  uri: (serial) => `https://www.example.com/${serial}`,
  "uri-reference": (serial) => `/${serial}`,
  url: (serial) => `https://www.example.com/${serial}`,
  iri: (serial) => `https://www.example.com/${serial}`,
  ipv4: () => "192.0.2.1",
  ipv6: () => "2001:db8::1",
  byte: () => "dGV4dA==",
  "json-pointer": () => "/a",
  regex: () => "a",
};

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/** The candidates for a text, the likeliest first. `name`: what the text is of. */
export function sampleTexts(
  name: string,
  {
    format,
    pattern,
    least = 0,
    most = Number.POSITIVE_INFINITY,
  }: {
    readonly format?: string | undefined;
    readonly pattern?: string | undefined;
    readonly least?: number | undefined;
    readonly most?: number | undefined;
  },
  serial: number,
): readonly string[] {
  const known = format === undefined || !Object.hasOwn(FORMATS, format) ? undefined : FORMATS[format]?.(serial);
  const node = pattern === undefined || isExplosivePattern(pattern) ? undefined : parsePattern(pattern);
  const matching = node ? [textOf(node, 0), textOf(node, least)] : [];
  const plain = `${/^[A-Za-z][\w-]*$/.test(name) ? name : "text"}${serial}`;
  const fitted = plain.length > most ? plain.slice(0, most) : plain.padEnd(least, "x");
  return [...matching, ...(known === undefined ? [] : [known]), fitted];
}

/** The characters for a sample, the likeliest first. */
const LIKELY = Array.from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890-_.:/@+ #");

/** A text that fits a pattern. `least`: its number of characters, as far as the pattern can repeat. */
function textOf(node: PatternNode, least: number): string {
  switch (node.kind) {
    case "set":
      return LIKELY.find((character) => node.set.meets(CharacterSet.of(character))) ?? "";
    case "sequence":
      return node.items.map((item) => textOf(item, least)).join("");
    case "choice":
      return node.items[0] ? textOf(node.items[0], least) : "";
    case "repeat":
      return textOf(node.item, 0).repeat(Math.min(Math.max(node.least, Math.min(1, node.most), least), Math.min(node.most, 200)));
    default:
      return "";
  }
}
