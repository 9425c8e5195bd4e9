import { createHash } from "node:crypto";

/** The programs that stand in a page itself. */
function programsIn(page: string): readonly string[] {
  return [...page.matchAll(/<script(?![^>]*\ssrc=)(?![^>]*type="application\/json")[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, program = ""]) => program,
  );
}

/**
 * What a browser may do with the pages, whatever stands in them: load files of the site, and run the programs that stand in the trusted
 * pages, in which no vendor's text is. A program that another page alone has is an error.
 */
export function contentPolicy(trusted: readonly string[], pages: readonly string[]): string {
  const programs = new Set(trusted.flatMap(programsIn));
  const foreign = pages.flatMap(programsIn).find((program) => !programs.has(program));
  if (foreign !== undefined) throw new Error(`a page has a program that is not the site's: ${foreign.slice(0, 200)}`);
  const hashes = [...programs].map((program) => `'sha256-${createHash("sha256").update(program).digest("base64")}'`);
  return [
    "default-src 'none'",
    // The search is a program in WebAssembly.
    `script-src ${["'self'", "'wasm-unsafe-eval'", ...hashes].join(" ")}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** The page with its policy before everything that a browser could load. */
export function withPolicy(page: string, policy: string): string {
  return page.replace(/<head>/, () => `<head><meta http-equiv="Content-Security-Policy" content="${policy}"/>`);
}
