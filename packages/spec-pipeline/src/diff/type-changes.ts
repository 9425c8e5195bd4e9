/** One changed line of the generated types. */
export interface TypeChange {
  /** Names from the outside in: `ReferralsQueryV2.metrics`. */
  readonly path: string;
  /** `metrics: "visits"[];`, or `order_by?: { … };`. Undefined on a side without this name. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/**
 * The differences of two modules of generated types, by name. Comments do not count. A name that is new or gone is listed once, without its
 * parts.
 */
export function typeChanges(before: string, after: string): readonly TypeChange[] {
  const left = listNames(before);
  const right = listNames(after);
  const changes = [...new Set([...left.keys(), ...right.keys()])]
    .filter((path) => left.get(path) !== right.get(path))
    .map((path): TypeChange => ({ path, before: left.get(path), after: right.get(path) }));
  const whole = new Set(changes.filter((change) => !change.before || !change.after).map(({ path }) => path));
  return changes.filter(({ path }) => !parentsOf(path).some((parent) => whole.has(parent)));
}

/** Each name of an interface, with its line. The generators write one name in a line, and braces at line ends only. */
function listNames(text: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const open: OpenType[] = [];
  for (const line of text.split("\n").map((raw) => raw.trim())) {
    if (line === "" || /^(?:\/[/*]|\*|import )/.test(line)) continue;
    if (line.startsWith("}")) {
      const closed = open.pop();
      if (closed === undefined) continue;
      const { name: whole, head, variant } = closed;
      if (variant > 1) names.set(closed.path, "{ … }");
      if (line.endsWith("{")) open.push(nextVariant(closed, line));
      else names.set(whole, `${head} … ${line}`);
      continue;
    }
    const name = /^(?:export )?(?:interface )?("(?:[^"\\]|\\.)*"|\[[^\]]*\]|[\w$]+)/.exec(line)?.[1] ?? line;
    const path = [...(open.length > 0 ? [open.at(-1)?.path] : []), name].join(".");
    if (line.endsWith("{")) open.push({ path, name: path, head: line, variant: 1 });
    else names.set(path, line);
  }
  return names;
}

/** An object type, or a variant of a union, whose lines are being read. */
interface OpenType {
  /** The prefix of its names: `Row`, or `Row (variant 2)`. */
  readonly path: string;
  /** The prefix of the whole union. */
  readonly name: string;
  /** The text before its lines, with the variants before it. */
  readonly head: string;
  readonly variant: number;
}

/** `line`: the line between two variants, `} | {`. */
function nextVariant({ name, head, variant }: OpenType, line: string): OpenType {
  return { path: `${name} (variant ${variant + 1})`, name, head: `${head} … ${line}`, variant: variant + 1 };
}

function parentsOf(path: string): readonly string[] {
  const parts = path.split(".");
  return parts.slice(0, -1).map((_part, index) => parts.slice(0, index + 1).join("."));
}
