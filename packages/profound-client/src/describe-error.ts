import type { Credentials } from "@specloom/client-runtime";
import { isRecord } from "./is-record.ts";

/** One entry of a 422's list: the place, and the fault. The first part of the place is always the body. */
function describeProblem(problem: unknown): string {
  const { loc, msg } = isRecord(problem) ? problem : {};
  return `${Array.isArray(loc) ? loc.slice(1).join(".") : "?"}: ${String(msg)}`;
}

/** Makes words of Profound's error bodies. `detail` is a list that names fields (422), or a text (401). */
export function describeError(status: number, body: unknown, credentials: Credentials): string | undefined {
  const detail = isRecord(body) ? body["detail"] : undefined;
  if (Array.isArray(detail)) return detail.map(describeProblem).join("; ");
  if (typeof detail !== "string") return undefined;
  const header = credentials["APIKeyHeader"] ? "X-API-Key" : "Authorization";
  return status === 401 ? `${detail} (the credential was sent as ${header})` : detail;
}
