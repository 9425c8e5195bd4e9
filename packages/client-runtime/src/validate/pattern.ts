import { addIssue, type Check } from "./check.ts";
import { countWords } from "./list-words.ts";
import { readPattern } from "./read-pattern.ts";

function text(message: string, fits: (value: string) => boolean): Check {
  return (value, at, issues) => {
    if (typeof value === "string" && !fits(value)) addIssue(issues, at, `must ${message}`);
  };
}

export function minLength(least: number): Check {
  return text(`have at least ${countWords(least, "character", "characters")}`, (value) => countCharacters(value) >= least);
}

export function maxLength(most: number): Check {
  return text(`have at most ${countWords(most, "character", "characters")}`, (value) => countCharacters(value) <= most);
}

/** Characters. Some are two units of a string. */
function countCharacters(value: string): number {
  return value.length - (value.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}

export function pattern(source: string): Check {
  const expression = readPattern(source);
  return text(`match ${source}`, (value) => expression.test(value));
}

/** The formats that are checked. A value that fails one of them is certainly wrong. */
export function format(name: "date" | "date-time" | "email" | "uuid"): Check {
  switch (name) {
    case "uuid":
      return text("be a UUID", (value) => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value));
    case "email":
      return text("be an e-mail address", (value) => /^[^\s@]+@[^\s@]+$/.test(value));
    default:
      return text("start with a date: YYYY-MM-DD", startsWithDate);
  }
}

function startsWithDate(value: string): boolean {
  const [, day = ""] = /^(\d{4}-\d\d-\d\d)(?:$|[Tt ]\d\d:\d\d)/.exec(value) ?? [];
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(day);
}
