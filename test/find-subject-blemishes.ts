/** Longest subject of a commit, in characters. */
export const MAX_SUBJECT_LENGTH = 72;

const TYPES = ["feat", "fix", "docs", "test", "refactor", "perf", "chore", "ci", "spec"];

/** Where the scope is not the folder of the package without its suffix. */
const SCOPES = ["runtime", "pipeline", "bench", "docs", "release"];

/** The faults of a commit's subject, by section 12 of docs/style.md. `vendors`: whose clients there are. */
export function findSubjectBlemishes(subject: string, vendors: readonly string[]): string[] {
  const found: string[] = [];
  if (subject.length > MAX_SUBJECT_LENGTH) found.push(`has ${subject.length} characters, and ${MAX_SUBJECT_LENGTH} are the most`);
  const [, type, scope, sentence] = /^([^\s(:]*)(?:\(([^)]*)\))?: (.*)$/.exec(subject) ?? [];
  if (type === undefined || sentence === undefined) return [...found, "is not of the form “type(scope): imperative sentence”"];
  if (!TYPES.includes(type)) found.push(`has the type “${type}”, and the types are ${TYPES.join(", ")}`);
  const scopes = [...vendors, ...SCOPES];
  if (scope !== undefined && !scopes.includes(scope)) {
    found.push(`has the scope “${scope}”, and the scopes are ${scopes.join(", ")}`);
  }
  if (!/^[\p{Ll}\d`“]/u.test(sentence)) found.push("does not begin in lower case");
  if (sentence.endsWith(".")) found.push("ends with a full stop");
  return found;
}
