import { createHash } from "node:crypto";

/**
 * What a browser may do with the pages, whatever stands in them: load files of the site, and run the programs that all pages have. A program
 * that not every page has is none of TypeDoc's, and an error.
 */
export function contentPolicy(pages: readonly string[]): string {
  const programs = new Set(pages.flatMap(programsIn));
  const foreign = [...programs].find((program) => pages.some((page) => !programsIn(page).includes(program)));
  if (foreign !== undefined) throw new Error(`a page has a program that others do not have: ${foreign.slice(0, 200)}`);
  const hashes = [...programs].map((program) => `'sha256-${createHash("sha256").update(program).digest("base64")}'`);
  return [
    "default-src 'none'",
    `script-src ${["'self'", ...hashes].join(" ")}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function programsIn(page: string): readonly string[] {
  return [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, program = ""]) => program);
}

/** The page with its policy before everything that a browser could load. */
export function withPolicy(page: string, policy: string): string {
  return page.replace(/<head>/, () => `<head><meta http-equiv="Content-Security-Policy" content="${policy}"/>`);
}
