import type { Api } from "../model/api.ts";
import type { StageResult } from "../problems/problem.ts";
import type { BrokenProgram } from "./broken-programs.ts";
import { createCauseFinder, type Origins } from "./causes.ts";
import { isEvidence, type Change, type DiffReport, type JudgedChange, type Verdict } from "./change.ts";
import { compareApis } from "./compare-apis.ts";
import type { CompilerFinding } from "./compiler-program.ts";
import { schemaName } from "./place-of.ts";
import { BUMPS, policyOf, strictest } from "./policy.ts";

export interface DiffInput {
  /** The API of the last release. */
  readonly before: Api;
  /** The present API. */
  readonly after: Api;
  /** The compiler's answers, which were asked for before. */
  readonly compiler: readonly CompilerFinding[];
  /** Programs of the last release that no longer compile. Undefined where there is no release. */
  readonly programs?: readonly BrokenProgram[] | undefined;
  /** The APIs before their overlays. They tell corrections from changes of the vendor. Undefined where they are not known. */
  readonly pages?: Origins | undefined;
}

/** Finds the changes between two documents, and the bump of the release: the stricter one of the policy and the compiler. */
export function diff(input: DiffInput): StageResult<DiffReport> {
  const drafts = compareApis(input.before, input.after).map((change): Draft => {
    const verdict: Verdict = { judge: "policy", bump: policyOf(change.kind), reason: change.kind };
    return { change, verdicts: [verdict] };
  });
  for (const finding of input.compiler) addCompilerVerdict(drafts, finding, input.after);
  for (const program of input.programs ?? []) addProgram(drafts, program);
  const causesOf = input.pages === undefined ? undefined : createCauseFinder(input.pages);
  const changes = drafts
    .flatMap(({ change, verdicts }): readonly JudgedChange[] => {
      const bump = strictest(verdicts.map((verdict) => verdict.bump));
      const caused = causesOf?.(change) ?? [{ change, cause: undefined }];
      return caused.map((part) => ({
        ...part.change,
        bump,
        verdicts,
        ...(part.cause === undefined ? {} : { cause: part.cause }),
      }));
    })
    .toSorted(byImportance);
  return { value: { bump: strictest(changes.map(({ bump }) => bump)), changes }, problems: [] };
}

interface Draft {
  readonly change: Change;
  readonly verdicts: Verdict[];
}

function bumpOf({ verdicts }: Draft): number {
  return BUMPS.indexOf(strictest(verdicts.map(({ bump }) => bump)));
}

/** One change may break many operations with the same message. A few of them are enough. */
function addVerdict({ verdicts }: Draft, verdict: Verdict): void {
  const others = verdicts.filter(({ judge, bump }) => judge === verdict.judge && bump === verdict.bump);
  if (others.length < MOST_VERDICTS && others.every(({ reason }) => reason !== verdict.reason)) verdicts.push(verdict);
}

const MOST_VERDICTS = 10;

/** The compiler names an operation and a direction. Its finding belongs to the heaviest change there, preferably at the same field. */
function addCompilerVerdict(drafts: Draft[], finding: CompilerFinding, after: Api): void {
  const verdict: Verdict = {
    judge: "compiler",
    bump: "major",
    reason: finding.field === "" ? finding.message : `${finding.field}: ${finding.message}`,
  };
  const meets = ({ change }: Draft): boolean =>
    change.places.some((place) => place.operation.id === finding.subject && place.direction === finding.direction);
  // A change with more places than are listed may reach this operation too.
  const mayMeet = ({ change }: Draft): boolean =>
    change.morePlaces > 0 && change.places.some(({ direction }) => direction === finding.direction);
  const met = drafts.filter(finding.about === "type" ? isBrokenWithin(finding.subject) : meets);
  const near = met.length > 0 || finding.about === "type" ? met : drafts.filter(mayMeet);
  const name = finding.field.split(".").at(-1) ?? "";
  const isMeant = ({ change }: Draft): number =>
    Number(name !== "" && change.places.some(({ field }) => field.split(/[.[]/).includes(name)));
  const heavy = BUMPS.indexOf("major");
  const [best] = near.toSorted(
    (a, b) => Number(bumpOf(b) === heavy) - Number(bumpOf(a) === heavy) || isMeant(b) - isMeant(a) || bumpOf(b) - bumpOf(a),
  );
  if (best) addVerdict(best, verdict);
  else drafts.push({ change: compilerChange(finding, after), verdicts: [verdict] });
}

/** Whether a breaking change is in a component. A harmless one is no reason that the component's type does not fit. */
function isBrokenWithin(schema: string): (draft: Draft) => boolean {
  return ({ change }) =>
    policyOf(change.kind) === "major" &&
    [change.oldPointer, change.newPointer].some((pointer) => pointer !== undefined && schemaName(pointer) === schema);
}

function compilerChange(finding: CompilerFinding, after: Api): Change {
  const operation = finding.about === "operation" ? after.operations.find(({ id }) => id === finding.subject) : undefined;
  const place = operation
    ? [{ operation: { id: operation.id, call: operation.call }, direction: finding.direction, part: "", field: finding.field }]
    : [];
  const subject =
    finding.about === "type"
      ? `the exported type ${finding.subject}`
      : `what is ${finding.direction === "input" ? "sent" : "read"}`;
  return {
    kind: "compiler-only",
    message: `${subject} no longer fits where the last release's did`,
    places: place,
    morePlaces: 0,
  };
}

/**
 * A broken program belongs to the heaviest change at a place that the compiler names. If nothing there changed, the program is listed
 * alone.
 */
function addProgram(drafts: Draft[], { file, line, message }: BrokenProgram): void {
  const program = `${file}:${line}`;
  const verdict: Verdict = { judge: "compiler", bump: "major", reason: message, program };
  const names = new Set([...message.matchAll(/["']([\w$-]+)["']/g)].map(([, name]) => name));
  const [cause] = drafts
    .filter((draft) => bumpOf(draft) >= BUMPS.indexOf("minor") && isNamed(draft.change, names))
    .toSorted((a, b) => bumpOf(b) - bumpOf(a));
  if (cause) cause.verdicts.push(verdict);
  else {
    const text = `${program} of the last release no longer compiles`;
    drafts.push({ change: { kind: "programs-only", message: text, places: [], morePlaces: 0 }, verdicts: [verdict] });
  }
}

/** Whether one of the names is the operation, the last part of a field, or a new or removed value. */
function isNamed({ places, message }: Change, names: ReadonlySet<string | undefined>): boolean {
  const ofPlaces = places.flatMap(({ operation, field }) => [
    operation.id,
    field.split(/[.[\]]+/).findLast((part) => part !== ""),
  ]);
  const ofValues = [...message.matchAll(/"([\w$-]+)"/g)].map(([, value]) => value);
  return [...ofPlaces, ...ofValues].some((name) => name !== undefined && names.has(name));
}

/** The heaviest first. Evidence without a place explains nothing, so it stands last among its equals. */
function byImportance(left: JudgedChange, right: JudgedChange): number {
  return (
    BUMPS.indexOf(right.bump) - BUMPS.indexOf(left.bump) ||
    Number(isEvidence(left)) - Number(isEvidence(right)) ||
    (orderText(left) < orderText(right) ? -1 : 1)
  );
}

function orderText({ places: [place], message }: JudgedChange): string {
  return `${place?.operation.call ?? ""} ${place?.direction ?? ""} ${place?.part ?? ""} ${place?.field ?? ""} ${message}`;
}
