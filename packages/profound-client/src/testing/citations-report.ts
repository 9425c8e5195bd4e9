import type { components } from "../generated/schema.gen.ts";
import { bucketOf, dayMs, iso } from "./bucket-of.ts";
import type { Citation } from "./citation-facts.ts";
import { filling } from "./filling.ts";
import { fieldsOf, matchFilter, type Matcher } from "./match-filter.ts";
import { nameId } from "./name-id.ts";

type Query = components["schemas"]["CitationsV2Query"];
type Row = Record<string, unknown>;

export interface CitationsReport {
  readonly rows: readonly Row[];
  /** The `info` block without the requested page. */
  readonly info: Readonly<Record<string, unknown>>;
}

/** The days of a range, both ends included. */
function daysOf(start: string, end: string): readonly string[] {
  const count = (Date.parse(end) - Date.parse(start)) / dayMs + 1;
  return Array.from({ length: count }, (_, index) => iso(Date.parse(start) + index * dayMs).slice(0, 10));
}

/** The days of a citation. */
function daySelector(days: readonly string[]): (citation: Citation) => readonly string[] {
  const byWeekday = Array.from({ length: 7 }, (_, weekday) => days.filter((day) => new Date(day).getUTCDay() === weekday));
  return ({ date = days[0] ?? "", weekday }) =>
    weekday === undefined ? days.filter((day) => day === date) : (byWeekday[weekday] ?? []);
}

function add(counts: Map<string, number>, name: string, count: number): void {
  counts.set(name, (counts.get(name) ?? 0) + count);
}

const sum = (counts: Map<string, number>): number => [...counts.values()].reduce((total, count) => total + count, 0);

/** The subject of a row before it is counted: its key, its own columns, and the totals of its shares. */
interface Place {
  readonly key: string;
  readonly base: string;
  readonly labels: Row;
}

interface Group {
  readonly place: Place;
  readonly counts: Map<string, number>;
  firstCitedAt: string;
}

/** Everything that the rows of a report are made of. */
interface Tally {
  readonly groups: Map<string, Group>;
  /** Citations by model, by `base`. A group's share is a part of them. */
  readonly bases: Map<string, Map<string, number>>;
  readonly models: Map<string, number>;
  readonly types: Set<string>;
}

/** The group of a citation on a date. Undefined if it lacks a dimension, as a prompt without persona does. */
function placeOf(citation: Citation, dimensions: readonly string[], date: string): Place | undefined {
  const labels: Record<string, unknown> = {};
  const parts = [date];
  for (const dimension of dimensions) {
    if (dimension === "page") continue;
    const name: unknown = dimension === "date" ? date : Reflect.get(citation, dimension);
    if (typeof name !== "string") return undefined;
    labels[dimension] = dimension === "date" ? date : { id: nameId(name), name };
    parts.push(name);
  }
  const entity = dimensions.includes("page") ? "page" : "domain";
  const base = parts.join("\n");
  return { key: `${base}\n${citation[entity]}`, base, labels: { [entity]: citation[entity], ...labels } };
}

/** The citations that a query counts, and those that it shows: a share is a part of all that answer the same prompts. */
function selectorOf(query: Query): { isBase: Matcher; isShown: Matcher } {
  const filter = query.filter ?? { and: [] };
  const [matches, matchesPrompt] = [matchFilter(filter), matchFilter(filter, "prompt")];
  const choosesTypes = fieldsOf(filter).includes("analysis_type");
  return {
    isBase: (citation) => (choosesTypes || citation.analysis_type === "visibility") && matchesPrompt(citation),
    isShown: (citation) => matches(citation) && (query.scope !== "owned" || citation.citation_category === "owned"),
  };
}

function tally(citations: readonly Citation[], query: Query): Tally {
  const { isBase, isShown } = selectorOf(query);
  const dimensions: readonly string[] = query.group_by ?? [];
  const isDated = dimensions.includes("date");
  const seenOn = daySelector(daysOf(query.start_date, query.end_date));
  const result: Tally = { groups: new Map(), bases: new Map(), models: new Map(), types: new Set() };
  const { groups, bases, models, types } = result;
  for (const citation of citations.filter(isBase)) {
    const days = seenOn(citation);
    const isCounted = isShown(citation);
    // Without the date in the rows, all days of a citation fall into one group.
    const count = isDated ? citation.count : citation.count * days.length;
    for (const day of isDated ? days : days.slice(0, 1)) {
      const place = placeOf(citation, dimensions, isDated ? bucketOf(Date.parse(day), query.interval) : "");
      if (!place) continue;
      const totals = bases.get(place.base) ?? new Map<string, number>();
      bases.set(place.base, totals);
      add(totals, citation.model, count);
      if (!isCounted) continue;
      add(models, citation.model, count);
      types.add(citation.analysis_type);
      const group = groups.get(place.key) ?? { place, counts: new Map<string, number>(), firstCitedAt: day };
      groups.set(place.key, group);
      add(group.counts, citation.model, count);
      if (day < group.firstCitedAt) group.firstCitedAt = day;
    }
  }
  return result;
}

/** The share of each model's citations, averaged over the models. */
function shareOf({ place, counts }: Group, { bases }: Tally): number {
  const totals = [...(bases.get(place.base) ?? [])];
  const shares = totals.map(([model, total]) => (counts.get(model) ?? 0) / total);
  return Number((shares.reduce((all, share) => all + share, 0) / totals.length).toFixed(6));
}

const COMPUTED = ["rank", "count", "citation_share", "first_cited_at"];

/** A page whose single row has the value in a column, to check the response. */
function columnRow(column: string, value: unknown): unknown {
  return { info: { total_results: 1, count: 1, next_cursor: null }, data: [{ [column]: value }] };
}

/** Computes a whole report: every row, ranked as the API ranks them, by the share that orders the page's own example. */
export function citationsReport(citations: readonly Citation[], query: Query): CitationsReport {
  const metrics: readonly string[] = query.metrics ?? ["count", "citation_share", "rank"];
  const counted = tally(citations, query);
  const others = metrics.filter((metric) => !COMPUTED.includes(metric));
  const filled = Object.fromEntries(
    others.map((metric) => [metric, filling("queryCitations", (value) => columnRow(metric, value))]),
  );
  const ranked = [...counted.groups.values()]
    .map((group) => ({ ...group, count: sum(group.counts), citation_share: shareOf(group, counted) }))
    .toSorted((a, b) => b.citation_share - a.citation_share || b.count - a.count);
  const rows = ranked.map(({ place, count, citation_share, firstCitedAt }, index) => {
    const values: Row = { ...filled, rank: index + 1, count, citation_share, first_cited_at: firstCitedAt };
    return { ...place.labels, ...Object.fromEntries(metrics.map((metric) => [metric, values[metric]])) };
  });
  return {
    rows,
    info: {
      scope: query.scope ?? "all",
      models: [...counted.models].toSorted(([, a], [, b]) => b - a).map(([model]) => model),
      metrics,
      analysis_types: [...counted.types],
      start_date: query.start_date,
      end_date: query.end_date,
      filter: query.filter ?? null,
    },
  };
}
