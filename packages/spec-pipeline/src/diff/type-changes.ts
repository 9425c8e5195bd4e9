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
  const open: { path: string; head: string }[] = [];
  for (const line of text.split("\n").map((raw) => raw.trim())) {
    if (line === "" || /^(?:\/[/*]|\*|import )/.test(line)) continue;
    if (line.startsWith("}")) {
      const closed = open.pop();
      if (closed) names.set(closed.path, `${closed.head} … ${line}`);
      if (!line.endsWith("{")) continue;
      open.push({ path: `${closed?.path ?? ""}|`, head: "{" });
      continue;
    }
    const name = /^(?:export )?(?:interface )?("(?:[^"\\]|\\.)*"|\[[^\]]*\]|[\w$]+)/.exec(line)?.[1] ?? line;
    const path = [...(open.length > 0 ? [open.at(-1)?.path] : []), name].join(".");
    if (line.endsWith("{")) open.push({ path, head: line });
    else names.set(path, line);
  }
  return names;
}

function parentsOf(path: string): readonly string[] {
  const parts = path.split(".");
  return parts.slice(0, -1).map((_part, index) => parts.slice(0, index + 1).join("."));
}
