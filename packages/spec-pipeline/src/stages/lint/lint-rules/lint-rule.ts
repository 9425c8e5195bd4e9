import type { JsonObject } from "../../../document/json.ts";
import type { Severity } from "../../../problems/rules.ts";
import type { Vendor } from "../../../vendor/vendor.ts";

/** A finding of a rule in the bundled document. */
export interface Finding {
  readonly severity: Exclude<Severity, "info">;
  readonly pointer: string;
  readonly message: string;
  readonly fix?: string | undefined;
}

/** The facts that a rule may use beside the document. */
export type LintContext = Pick<Vendor, "baseUrl" | "clientParameters">;

/** One rule for the bundled document. Its id is the name of its file. */
export type LintRule = (document: JsonObject, context: LintContext) => readonly Finding[];
