import { readFileSync } from "node:fs";

const FOLDER = new URL(import.meta.url.endsWith(".ts") ? "../../templates/" : "../templates/", import.meta.url);

/** The text of a file below `templates/`. */
export function readTemplate(path: string): string {
  return readFileSync(new URL(path, FOLDER), "utf8");
}
