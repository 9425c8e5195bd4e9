/** The bumps of a release, weakest first. */
export const BUMPS = ["none", "patch", "minor", "major"] as const;

export type Bump = (typeof BUMPS)[number];

/** The strictest of the bumps; `none` for an empty list. */
export function strictest(bumps: Iterable<Bump>): Bump {
  let found = 0;
  for (const bump of bumps) found = Math.max(found, BUMPS.indexOf(bump));
  return BUMPS[found] ?? "none";
}

/** Below 1.0.0 a breaking change is a minor release and an addition a patch, as everywhere in npm. */
export function bumpBelowOne(bump: Bump): Bump {
  if (bump === "major") return "minor";
  return bump === "minor" ? "patch" : bump;
}

/**
 * The weight of each kind of change for the users of a client at 1.x. `input` is sent by a caller, `output` is read. If a change is judged
 * wrongly, change it here. Every row has a case in `test/cases/diff`.
 */
export const POLICY = {
  // Operations
  "operation-removed": "major",
  "operation-added": "minor",
  "operation-renamed": "major",
  "method-renamed": "major",
  "method-renamed-with-alias": "minor",
  "method-alias-removed": "major",
  "pages-walk-removed": "major",
  "pages-walk-added": "minor",
  "pages-walk-changed": "patch",
  "operation-moved": "major",
  "operation-deprecated": "minor",
  "operation-restored": "patch",
  "operation-safety-lost": "minor",
  "operation-safety-gained": "patch",
  "operation-text": "patch",
  "callback-removed": "major",
  "callback-added": "minor",
  "webhook-removed": "major",
  "webhook-added": "minor",
  "server-changed": "major",
  "server-added": "minor",
  "security-lost": "major",
  "security-demanded": "major",
  "security-gained": "minor",
  "security-scheme-changed": "major",

  // Sent by a caller
  "input-parameter-removed": "major",
  // The address stays the same, but a call names the parameter.
  "input-parameter-renamed": "major",
  "input-parameter-required": "major",
  "input-parameter-optional": "minor",
  "input-parameter-added": "minor",
  "input-parameter-added-required": "major",
  "input-parameter-style": "major",
  "input-body-removed": "major",
  "input-body-added": "minor",
  "input-body-added-required": "major",
  "input-body-required": "major",
  "input-body-optional": "minor",
  "input-media-type-changed": "major",
  "input-media-type-removed": "major",
  "input-media-type-added": "minor",
  "input-field-removed": "major",
  "input-field-added": "minor",
  "input-field-added-required": "major",
  "input-field-required": "major",
  "input-field-optional": "minor",
  "input-type-narrowed": "major",
  "input-type-widened": "minor",
  "input-null-refused": "major",
  "input-null-accepted": "minor",
  "input-value-removed": "major",
  "input-value-added": "minor",
  "input-limit-tightened": "major",
  "input-limit-loosened": "minor",
  "input-rule-added": "major",
  "input-rule-changed": "major",
  "input-rule-removed": "minor",
  "input-keys-closed": "major",
  "input-keys-opened": "minor",
  "input-variant-removed": "major",
  "input-variant-added": "minor",
  // The types stay the same, but a call without the field now means something else.
  "input-default-changed": "minor",
  "input-deprecated": "minor",
  "input-text": "patch",

  // Read by a caller
  "output-removed": "major",
  "output-added": "minor",
  "output-kind-changed": "major",
  // A client takes every success. The data is the same.
  "output-status-changed": "minor",
  "output-media-type-removed": "major",
  "output-media-type-added": "minor",
  "output-header-removed": "major",
  "output-header-added": "minor",
  "output-event-removed": "major",
  // A caller that handles every event by name has no handler for this one.
  "output-event-added": "major",
  "output-field-removed": "major",
  "output-field-added": "minor",
  "output-field-optional": "major",
  "output-field-required": "minor",
  "output-type-widened": "major",
  "output-type-narrowed": "minor",
  // Code that handles what never comes any more does not compile: see the decision record on what is no longer read.
  "output-type-removed": "major",
  "output-null-possible": "major",
  "output-null-impossible": "minor",
  // Output enums are open in our types: see the decision record on what is read.
  "output-value-added": "minor",
  "output-value-removed": "minor",
  // A constant and an enum of numbers stay closed.
  "output-closed-value-added": "major",
  "output-closed-value-removed": "major",
  "output-limit-tightened": "patch",
  "output-limit-loosened": "major",
  "output-rule-added": "patch",
  "output-rule-changed": "major",
  "output-rule-removed": "major",
  "output-keys-closed": "minor",
  "output-keys-opened": "minor",
  "output-variant-removed": "major",
  "output-variant-added": "major",
  "output-deprecated": "minor",
  "output-text": "patch",

  // Found by the compiler, and not in this list
  "compiler-only": "none",
  "programs-only": "none",
} as const;

export type ChangeKind = keyof typeof POLICY;

export function policyOf(kind: ChangeKind): Bump {
  return POLICY[kind];
}
