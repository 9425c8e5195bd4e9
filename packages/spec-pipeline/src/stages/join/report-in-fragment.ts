import type { Fragment } from "../../document/fragment.ts";
import type { Problem } from "../../problems/problem.ts";

/** Reports a problem of a fragment. Its pointer is looked up in that fragment's page. */
export type ReportInFragment = (problem: Omit<Problem, "location" | "page">, fragment: Fragment) => void;
