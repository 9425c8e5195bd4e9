import { escapePointer, objectMember } from "../../../document/json.ts";
import type { LintRule } from "./lint-rule.ts";

/** A path is appended to the server's address. Without its slash it would name another host, which would get the credentials. */
export const pathWithoutSlash: LintRule = (document) =>
  Object.keys(objectMember(document, "paths"))
    .filter((path) => !path.startsWith("/") && !path.startsWith("x-"))
    .map((path) => ({
      severity: "error" as const,
      pointer: `#/paths/${escapePointer(path)}`,
      message: `${JSON.stringify(path)} is no path: a path starts with a slash, and this would be read as a part of the host`,
      fix: "if the page means a path, add it with its slash and remove this one with an overlay",
    }));
