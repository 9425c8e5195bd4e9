/** One line of the generated types that reads differently. */
export interface TypeChange {
  /** Names from the outside in: `ReferralsQueryV2.metrics`. */
  readonly path: string;
  /** `metrics: "visits"[];`, or `order_by?: { … };`; undefined where the side has no such name. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** How two modules of generated types differ, name by name; comments do not count. What is new or gone as a whole is listed once. */
export function typeChanges(before: string, after: string): readonly TypeChange[] {
  const left = listNames(before);
  const right = listNames(after);
  const changes = [...new Set([...left.keys(), ...right.keys()])]
    .filter((path) => left.get(path) !== right.get(path))
    .map((path): TypeChange => ({ path, before: left.get(path), after: right.get(path) }));
  const whole = new Set(changes.filter((change) => !change.before || !change.after).map(({ path }) => path));
  return changes.filter(({ path }) => !parentsOf(path).some((parent) => whole.has(parent)));
}

/** Each name of an interface, with its line. The generators write one name a line, and braces at line ends only. */
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

/** An object type, or one of a union, whose lines are being read. */
interface OpenType {
  /** Of the names in it: `Row`, or `Row (variant 2)`. */
  readonly path: string;
  /** Of the whole union. */
  readonly name: string;
  /** The text before its lines, of the variants before it too. */
  readonly head: string;
  readonly variant: number;
}

/** `line`: the one between two variants, `} | {`. */
function nextVariant({ name, head, variant }: OpenType, line: string): OpenType {
  return { path: `${name} (variant ${variant + 1})`, name, head: `${head} … ${line}`, variant: variant + 1 };
}

function parentsOf(path: string): readonly string[] {
  const parts = path.split(".");
  return parts.slice(0, -1).map((_part, index) => parts.slice(0, index + 1).join("."));
}
