import { CharacterSet } from "./character-set.ts";
import { parsePattern, type PatternNode } from "./parse-pattern.ts";

/**
 * Whether some text makes JavaScript try a pattern for minutes. This can happen inside a loop, or with two loops in a row, if the next
 * character does not decide which way to go. Some harmless patterns are called explosive too. A pattern that JavaScript cannot read never
 * runs.
 */
export function isExplosivePattern(pattern: string): boolean {
  if (!isReadablePattern(pattern)) return false;
  const parsed = parsePattern(pattern);
  if (parsed === undefined) return true;
  const walk = new Walk();
  walk.look(parsed, { next: CharacterSet.none(), isInLoop: false });
  // A match may begin at each position, so the loops are tried again from each.
  const starts = walk.openLoops > 0 && !startsAtOnce(parsed) ? 1 : 0;
  return walk.isExponential || walk.openLoops + starts > MOST_OPEN_LOOPS;
}

/** Whether JavaScript reads a pattern, by the rules of `u` or by the older ones. */
export function isReadablePattern(pattern: string): boolean {
  for (const flags of ["u", ""]) {
    try {
      void new RegExp(pattern, flags);
      return true;
    } catch {
      // The next one.
    }
  }
  return false;
}

/** If one loop may end anywhere, the time grows with the square of the text. */
const MOST_OPEN_LOOPS = 1;
/** A count above this number is treated as a loop without an end. */
const LOOP = 8;
const ENDLESS = 1000;

interface Surroundings {
  /** The characters that may come next. */
  readonly next: CharacterSet;
  readonly isInLoop: boolean;
}

class Walk {
  isExponential = false;
  openLoops = 0;

  look(node: PatternNode, { next, isInLoop }: Surroundings): void {
    if (node.kind === "sequence") {
      let after = next;
      for (const item of node.items.toReversed()) {
        this.look(item, { next: after, isInLoop });
        const { first, isEmpty } = firstOf(item);
        after = isEmpty ? first.with(after) : first;
      }
    } else if (node.kind === "choice") {
      for (const item of node.items) this.look(item, { next, isInLoop });
      if (isInLoop && overlaps(node.items.map((item) => withNext(item, next)))) this.isExponential = true;
    } else if (node.kind === "repeat") {
      const { first } = firstOf(node.item);
      const isLoop = isInLoop || node.most > LOOP;
      this.look(node.item, { next: first.with(next), isInLoop: isLoop });
      if (node.least === node.most || !first.meets(next)) return;
      if (isInLoop) this.isExponential = true;
      else if (node.most > ENDLESS) this.openLoops += 1;
    } else if (node.kind === "look") {
      // A lookaround returns as one unit: its loops are not tried again with those around it.
      const inner = new Walk();
      inner.look(node.item, { next: CharacterSet.none(), isInLoop });
      this.isExponential ||= inner.isExponential;
      this.openLoops = Math.max(this.openLoops, inner.openLoops);
    } else if (node.kind === "back" && isInLoop) this.isExponential = true;
  }
}

function withNext(node: PatternNode, next: CharacterSet): CharacterSet {
  const { first, isEmpty } = firstOf(node);
  return isEmpty ? first.with(next) : first;
}

function overlaps(sets: readonly CharacterSet[]): boolean {
  return sets.some((set, index) => sets.slice(index + 1).some((other) => set.meets(other)));
}

interface First {
  readonly first: CharacterSet;
  /** Whether it may match the empty text. */
  readonly isEmpty: boolean;
}

/** The same node is asked once for each loop around it. */
const known = new WeakMap<PatternNode, First>();

function firstOf(node: PatternNode): First {
  const found = known.get(node) ?? computeFirst(node);
  known.set(node, found);
  return found;
}

function computeFirst(node: PatternNode): First {
  switch (node.kind) {
    case "set":
      return { first: node.set, isEmpty: false };
    case "edge":
    case "look":
      return { first: CharacterSet.none(), isEmpty: true };
    case "back":
      return { first: CharacterSet.all(), isEmpty: true };
    case "repeat": {
      const { first, isEmpty } = firstOf(node.item);
      return { first, isEmpty: isEmpty || node.least === 0 };
    }
    case "choice": {
      const firsts = node.items.map(firstOf);
      return {
        first: firsts.reduce((set, { first }) => set.with(first), CharacterSet.none()),
        isEmpty: firsts.some(({ isEmpty }) => isEmpty),
      };
    }
  }
  return firstOfSequence(node.items);
}

/** The first characters of the first item, and of the next ones as long as all before them may be empty. */
function firstOfSequence(items: readonly PatternNode[]): First {
  let first = CharacterSet.none();
  for (const item of items) {
    const own = firstOf(item);
    first = first.with(own.first);
    if (!own.isEmpty) return { first, isEmpty: false };
  }
  return { first, isEmpty: true };
}

/** Whether every way through the pattern begins with `^`. */
function startsAtOnce(node: PatternNode): boolean {
  if (node.kind === "edge") return node.isStart;
  if (node.kind === "choice") return node.items.every(startsAtOnce);
  return node.kind === "sequence" && node.items[0] !== undefined && startsAtOnce(node.items[0]);
}
