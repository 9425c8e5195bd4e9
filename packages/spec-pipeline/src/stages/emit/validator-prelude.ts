/** One function of the generated module: its source and the helpers that it calls. */
interface PreludePart {
  readonly source: string;
  readonly uses: readonly string[];
}

/** The helpers that some generated checks need, with those that these need, as source text. */
export function preludeSource(names: Iterable<string>): string {
  const needed = new Set<string>();
  const queue = [...names];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (needed.has(name)) continue;
    needed.add(name);
    queue.push(...(PARTS[name]?.uses ?? []));
  }
  return Object.entries(PARTS)
    .filter(([name]) => needed.has(name))
    .map(([, { source }]) => source.trim())
    .join("\n\n");
}

// Every check adds what is wrong with a value to `issues`. Values are compared as JSON: an `undefined` member counts as absent.
const PARTS: Readonly<Record<string, PreludePart>> = {
  pointerOf: {
    uses: [],
    source: `
/** Places are chains of keys until an issue needs the pointer: most values have none. */
function pointerOf(at: Place): string {
    let pointer = "";
    for (let place = at; place; place = place.within) pointer = \`/\${String(place.key).replaceAll("~", "~0").replaceAll("/", "~1")}\${pointer}\`;
    return pointer;
}`,
  },
  add: {
    uses: ["pointerOf"],
    source: `
function add(issues: ValidationIssue[], at: Place, message: string): void {
    if (issues.length < 50) issues.push({ pointer: pointerOf(at), message });
}`,
  },
  isRecord: {
    uses: [],
    source: `
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}`,
  },
  words: {
    uses: [],
    source: `
function words(values: readonly string[]): string {
    const shown = values.length > 12 ? [...values.slice(0, 12), \`\${values.length - 12} more\`] : values;
    return shown.length < 2 ? shown.join("") : \`\${shown.slice(0, -1).join(", ")} or \${shown.at(-1)}\`;
}`,
  },
  same: {
    uses: ["isRecord"],
    source: `
function same(a: unknown, b: unknown): boolean {
    if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => same(item, b[index]));
    if (!isRecord(a) || !isRecord(b)) return a === b;
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}`,
  },
  typed: {
    uses: ["add", "words"],
    source: `
function typed(...types: readonly string[]): Check {
    return (value, at, issues) => {
        const type = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
        if (types.includes(type) && (type !== "number" || Number.isFinite(value))) return;
        if (type === "number" && types.includes("integer")) {
            if (Number.isSafeInteger(value)) return;
            if (Number.isInteger(value)) return add(issues, at, "must be an integer that a number can hold exactly, at most 9007199254740991");
        }
        add(issues, at, \`must be \${words(types)}\`);
    };
}`,
  },
  oneValue: {
    uses: ["add", "same", "words"],
    source: `
function oneValue(...values: readonly unknown[]): Check {
    return (value, at, issues) => {
        if (!values.some((known) => same(known, value))) add(issues, at, \`must be \${words(values.map((known) => JSON.stringify(known)))}\`);
    };
}`,
  },
  never: {
    uses: ["add"],
    source: `
const never: Check = (_value, at, issues) => add(issues, at, "must not be there");`,
  },
  all: {
    uses: [],
    source: `
function all(...checks: readonly Check[]): Check {
    return (value, at, issues) => {
        for (const check of checks) check(value, at, issues);
    };
}`,
  },
  range: {
    uses: ["add"],
    source: `
function range(text: string, fits: (value: number) => boolean): Check {
    return (value, at, issues) => {
        if (typeof value === "number" && !fits(value)) add(issues, at, \`must be \${text}\`);
    };
}`,
  },
  multiple: {
    uses: [],
    source: `
function multiple(value: number, of: number): boolean {
    return Number.isInteger(value / of);
}`,
  },
  text: {
    uses: ["add"],
    source: `
function text(message: string, fits: (value: string) => boolean): Check {
    return (value, at, issues) => {
        if (typeof value === "string" && !fits(value)) add(issues, at, \`must \${message}\`);
    };
}`,
  },
  characters: {
    uses: [],
    source: `
function characters(value: string): number {
    let count = 0;
    for (const _character of value) count += 1;
    return count;
}`,
  },
  matching: {
    uses: [],
    source: `
function matching(pattern: RegExp): (value: string) => boolean {
    return (value) => pattern.test(value);
}`,
  },
  list: {
    uses: [],
    source: `
function list(prefix: readonly Check[], rest: Check | undefined): Check {
    return (value, at, issues) => {
        if (!Array.isArray(value)) return;
        for (const [index, item] of value.entries()) (prefix[index] ?? rest)?.(item, { within: at, key: index }, issues);
    };
}`,
  },
  entries: {
    uses: ["add"],
    source: `
function entries(message: string, fits: (value: readonly unknown[]) => boolean): Check {
    return (value, at, issues) => {
        if (Array.isArray(value) && !fits(value)) add(issues, at, \`must \${message}\`);
    };
}`,
  },
  passing: {
    uses: [],
    source: `
function passing(check: Check, values: readonly unknown[]): number {
    return values.filter((value) => issuesOf(check, value, undefined).length === 0).length;
}`,
  },
  record: {
    uses: ["add", "isRecord", "words"],
    source: `
interface RecordRules {
    readonly properties?: Readonly<Record<string, Check>>;
    readonly required?: readonly string[];
    readonly patterns?: readonly (readonly [pattern: RegExp, check: Check])[];
    /** For the values of other keys; false where there may be none. */
    readonly rest?: Check | false;
    readonly names?: Check;
}

function record({ properties = {}, required = [], patterns = [], rest, names }: RecordRules): Check {
    return (value, at, issues) => {
        if (!isRecord(value)) return;
        for (const name of required) {
            if (!Object.hasOwn(value, name) || value[name] === undefined) add(issues, { within: at, key: name }, "must be present");
        }
        for (const [key, item] of Object.entries(value)) {
            if (item === undefined) continue;
            const place: Place = { within: at, key };
            names?.(key, place, issues);
            const own = Object.hasOwn(properties, key) ? properties[key] : undefined;
            own?.(item, place, issues);
            const matching = patterns.length === 0 ? patterns : patterns.filter(([pattern]) => pattern.test(key));
            for (const [, check] of matching) check(item, place, issues);
            if (own !== undefined || matching.length > 0 || rest === undefined) continue;
            if (rest !== false) rest(item, place, issues);
            else add(issues, place, \`must not be there: known \${Object.keys(properties).length === 1 ? "is" : "are"} \${words(Object.keys(properties)) || "none"}\`);
        }
    };
}`,
  },
  keys: {
    uses: ["add", "isRecord"],
    source: `
function keys(message: string, fits: (present: readonly string[]) => boolean): Check {
    return (value, at, issues) => {
        if (isRecord(value) && !fits(Object.keys(value).filter((key) => value[key] !== undefined))) add(issues, at, \`must \${message}\`);
    };
}`,
  },
  issuesOf: {
    uses: [],
    source: `
function issuesOf(check: Check, value: unknown, at: Place): ValidationIssue[] {
    const issues: ValidationIssue[] = [];
    check(value, at, issues);
    return issues;
}`,
  },
  union: {
    uses: ["isRecord", "issuesOf", "pointerOf", "same", "words"],
    source: `
/** \`tag\`: the property that tells the variants apart, and its values for each of them. */
function union(variants: readonly Check[], exactly: boolean, tag?: readonly [name: string, values: readonly (readonly unknown[])[]]): Check {
    return (value, at, issues) => {
        const found: ValidationIssue[][] = [];
        for (const variant of variants) {
            const own = issuesOf(variant, value, at);
            if (own.length === 0 && !exactly) return;
            found.push(own);
        }
        const fitting = found.filter((own) => own.length === 0).length;
        if (fitting === 1) return;
        const pointer = pointerOf(at);
        const own = fitting > 1 ? [{ pointer, message: \`must fit one alternative only, and fits \${fitting}\` }] : mostUseful(value, pointer, found, tag);
        issues.push(...own.slice(0, 50 - issues.length));
    };
}

function mostUseful(value: unknown, pointer: string, found: readonly ValidationIssue[][], tag?: readonly [string, readonly (readonly unknown[])[]]): readonly ValidationIssue[] {
    if (tag && isRecord(value)) {
        const [name, values] = tag;
        const chosen = values.findIndex((known) => known.some((known) => same(known, value[name])));
        const own = found[chosen];
        if (own) return own;
        const texts = values.flat().map((known) => JSON.stringify(known));
        return [{ pointer: \`\${pointer}\${pointerOf({ within: undefined, key: name })}\`, message: \`must be \${words(texts)}\` }];
    }
    // A variant that the value fits in kind, and fails further in, is the one that was meant.
    const inner = found.filter((own) => own.every((issue) => issue.pointer !== pointer)).toSorted((a, b) => a.length - b.length)[0];
    if (inner) return inner;
    const messages = [...new Set(found.flatMap((own) => own.filter((issue) => issue.pointer === pointer).map((issue) => issue.message)))];
    const expected = messages.map((message) => message.replace(/^must be /, ""));
    return [{ pointer, message: messages.every((message) => message.startsWith("must be ")) ? \`must be \${words(expected)}\` : messages.join(", or ") }];
}`,
  },
  not: {
    uses: ["add", "issuesOf"],
    source: `
function not(check: Check): Check {
    return (value, at, issues) => {
        if (issuesOf(check, value, at).length === 0) add(issues, at, "must not have the form that is ruled out here");
    };
}`,
  },
  when: {
    uses: ["issuesOf"],
    source: `
function when(condition: Check, holds: Check | undefined, fails: Check | undefined): Check {
    return (value, at, issues) => (issuesOf(condition, value, at).length === 0 ? holds : fails)?.(value, at, issues);
}`,
  },
  isDate: {
    uses: [],
    source: `
function isDate(value: string): boolean {
    const [, day = ""] = /^(\\d{4}-\\d\\d-\\d\\d)(?:$|[Tt ]\\d\\d:\\d\\d)/.exec(value) ?? [];
    const time = Date.parse(\`\${day}T00:00:00Z\`);
    return Number.isFinite(time) && new Date(time).toISOString().startsWith(day);
}`,
  },
  events: {
    uses: ["isRecord"],
    source: `
/** Events of other names are none of ours to judge. */
function events(data: Readonly<Record<string, Check>>): Check {
    return (value, at, issues) => {
        if (!isRecord(value) || typeof value["event"] !== "string" || !Object.hasOwn(data, value["event"])) return;
        data[value["event"]]?.(value["data"], { within: at, key: "data" }, issues);
    };
}`,
  },
  parts: {
    uses: ["add", "isRecord"],
    source: `
/** A request: groups of parameters that may be left out where nothing in them is required, and a body. */
function parts(groups: Readonly<Record<string, Check>>, body: Check | undefined, bodyRequired: boolean): Check {
    return (value, at, issues) => {
        const input = isRecord(value) ? value : {};
        for (const [name, check] of Object.entries(groups)) check(input[name] ?? {}, { within: at, key: name }, issues);
        if (input["body"] !== undefined) body?.(input["body"], { within: at, key: "body" }, issues);
        else if (bodyRequired) add(issues, { within: at, key: "body" }, "must be present");
    };
}`,
  },
  validator: {
    uses: ["issuesOf"],
    source: `
function validator(check: Check): Validator {
    return (value) => {
        try {
            return issuesOf(check, value, undefined);
        } catch (error) {
            if (error instanceof RangeError) return [{ pointer: "", message: "must not be nested thousands of levels deep" }];
            throw error;
        }
    };
}`,
  },
};
