import { readFileSync } from "node:fs";
import { parseJson, stringMember } from "../document/json.ts";

/** The build inserts them: the versions of the packages beside this one. A user's workspace does not have these packages. */
declare const RUNTIME_VERSION: string | undefined;
declare const COMMAND_VERSION: string | undefined;

const isSource = import.meta.url.endsWith(".ts");

/** Ranges of the packages that a new client needs: the versions that this command was built with. */
export function ownRanges(): { readonly specloom: string; readonly runtime: string; readonly command: string } {
  const specloom = versionIn(isSource ? "../../package.json" : "../package.json");
  const runtime = typeof RUNTIME_VERSION === "string" ? RUNTIME_VERSION : versionIn("../../../client-runtime/package.json");
  const command = typeof COMMAND_VERSION === "string" ? COMMAND_VERSION : versionIn("../../../command/package.json");
  return { specloom: `^${specloom}`, runtime: `^${runtime}`, command: `^${command}` };
}

function versionIn(path: string): string {
  return stringMember(parseJson(readFileSync(new URL(path, import.meta.url), "utf8")), "version") ?? "0.0.0";
}
