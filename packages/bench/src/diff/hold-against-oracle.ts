import type { OracleVerdict } from "./ask-oracle.ts";

/** One change as `specloom diff --json` prints it. */
export interface PrintedChange {
  readonly kind: string;
  readonly message: string;
  /** Of an operation that moved: its call in the old document. */
  readonly before?: unknown;
  readonly places: readonly {
    readonly operation: { readonly id: string; readonly call: string };
    readonly direction: "input" | "output";
  }[];
  readonly verdicts: readonly { readonly judge: "policy" | "compiler"; readonly bump: string }[];
}

/** Where the policy and the programs do not say the same, by what the policy found there. */
export interface Disagreement {
  readonly call: string;
  readonly direction: "input" | "output";
  /** Kinds of the changes there that the policy calls breaking; where only programs break, of all changes there. */
  readonly kinds: readonly string[];
  readonly only: "policy" | "programs";
  /** Undefined: nobody has said why yet. */
  readonly reason: string | undefined;
}

export interface Agreement {
  /** Operations, sent and read apart, that the policy and the programs call broken. */
  readonly both: number;
  readonly disagreements: readonly Disagreement[];
}

const NO_TYPE = "no type shows it: the server refuses what it took, or sends what did not come";

const NO_FORM = "the body is a form whose fields the old document does not describe";

/** Why the policy calls a change breaking that no program shows. */
export const ONLY_POLICY: Readonly<Record<string, string>> = {
  "operation-moved": "the id stays, and so do programs; released clients still ask at the old path",
  "server-changed": "programs name no server; released clients still ask the old one",
  "security-lost": "programs name no credential; a released client still sends one that is no longer taken",
  "security-demanded": "programs name no credential; a caller needs one now",
  "security-scheme-changed": "programs name no credential; a released client sends it as before",
  "input-limit-tightened": NO_TYPE,
  "input-rule-added": NO_TYPE,
  "input-rule-changed": NO_TYPE,
  "input-parameter-style": NO_TYPE,
  "output-limit-loosened": NO_TYPE,
  "output-rule-changed": "no type shows a format or a pattern; programs that parse the value rely on it",
  "output-rule-removed": "no type shows a format or a pattern; programs that parse the value rely on it",
  "output-removed": "programs read responses that succeed; those that handle an error by its status rely on the others",
  "output-header-removed": "programs of a client read no headers of a success; those on openapi-fetch do",
  "output-media-type-removed": "a client reads one media type; programs on openapi-fetch ask for others",
  "output-variant-added": "a program that handles each variant has none for the new one",
};

/** Why programs break where the policy finds nothing breaking. */
export const ONLY_PROGRAMS: Readonly<Record<string, string>> = {};

/** Compares, operation by operation, what the policy calls breaking with the programs that break. */
export function holdAgainstOracle(changes: readonly PrintedChange[], { broken, untyped }: OracleVerdict): Agreement {
  // A change names an operation as the new document has it; a program as the old one has.
  const oldCalls = new Map(
    changes.flatMap(({ kind, before, places }): [string, string][] =>
      kind === "operation-moved" ? places.map(({ operation }) => [operation.call, String(before)]) : [],
    ),
  );
  const all = new Map<string, Set<string>>();
  const major = new Map<string, Set<string>>();
  for (const { kind, places, verdicts } of changes) {
    for (const { operation, direction } of places) {
      const key = `${direction} ${oldCalls.get(operation.call) ?? operation.call}`;
      all.set(key, (all.get(key) ?? new Set()).add(kind));
      const isBreaking = verdicts.some(({ judge, bump }) => judge === "policy" && bump === "major");
      if (isBreaking) major.set(key, (major.get(key) ?? new Set()).add(kind));
    }
  }
  const programs = new Set(broken.map(({ direction, call }) => `${direction} ${call}`));
  // An operation that is gone is sent no more, and read no more.
  const gone = new Set([...major].filter(([, kinds]) => kinds.has("operation-removed")).map(([key]) => callOf(key)));
  const isGone = (key: string): boolean =>
    gone.has(callOf(key)) && [...programs].some((program) => callOf(program) === callOf(key));
  const onlyPolicy = [...major].filter(([key]) => !programs.has(key) && !isGone(key));
  const onlyPrograms = [...programs].filter((key) => !major.has(key) && !gone.has(callOf(key)));
  const said = (key: string, kinds: readonly string[], only: Disagreement["only"]): Disagreement => {
    const reasons = only === "policy" ? ONLY_POLICY : ONLY_PROGRAMS;
    const direction = key.startsWith("input ") ? "input" : "output";
    const isForm = direction === "input" && untyped.has(callOf(key));
    const known = kinds.map((kind) => (isForm && kind.startsWith("input-field-") ? NO_FORM : reasons[kind]));
    const reason = known.every((text) => text !== undefined) ? [...new Set(known)].join("; ") : undefined;
    return { call: callOf(key), direction, kinds, only, reason: reason === "" ? undefined : reason };
  };
  return {
    both: [...major.keys()].filter((key) => programs.has(key) || isGone(key)).length,
    disagreements: [
      ...onlyPolicy.map(([key, kinds]) => said(key, [...kinds].toSorted(), "policy")),
      ...onlyPrograms.map((key) => said(key, [...(all.get(key) ?? [])].toSorted(), "programs")),
    ],
  };
}

function callOf(key: string): string {
  return key.slice(key.indexOf(" ") + 1);
}
