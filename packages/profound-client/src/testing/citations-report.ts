import type { components } from "../generated/schema.gen.ts";
import type { Citation } from "./citation-facts.ts";
import { fieldsOf, type FilterNode, matchFilter } from "./match-filter.ts";
import { nameId } from "./name-id.ts";

type Query = components["schemas"]["CitationsV2Query"];
type Row = Record<string, unknown>;

export interface CitationsReport {
  readonly rows: readonly Row[];
  /** The `info` block, but for the page that is asked for. */
  readonly info: Readonly<Record<string, unknown>>;
}

interface Group {
  readonly row: Row;
  /** Which totals its counts are a share of. */
  readonly base: string;
  readonly counts: Map<string, number>;
  firstCitedAt: string;
}

const dayMs = 86_400_000;

/** The days of a range, both ends included. */
function daysOf(start: string, end: string): readonly string[] {
  const count = (Date.parse(end) - Date.parse(start)) / dayMs + 1;
  return Array.from({ length: count }, (_, index) => new Date(Date.parse(start) + index * dayMs).toISOString().slice(0, 10));
}

/** The first day of the interval that a day lies in; weeks begin on Monday. */
function bucketOf(day: string, interval: string | undefined): string {
  if (interval === "month") return `${day.slice(0, 7)}-01`;
  const sinceMonday = (new Date(day).getUTCDay() + 6) % 7;
  return interval === "week" ? new Date(Date.parse(day) - sinceMonday * dayMs).toISOString().slice(0, 10) : day;
}

/** The days on which a citation was seen. */
function daySelector(days: readonly string[]): (citation: Citation) => readonly string[] {
  const byWeekday = Array.from({ length: 7 }, (_, weekday) => days.filter((day) => new Date(day).getUTCDay() === weekday));
  return ({ date = days[0] ?? "", weekday }) =>
    weekday === undefined ? days.filter((day) => day === date) : (byWeekday[weekday] ?? []);
}

function add(counts: Map<string, number>, name: string, count: number): void {
  counts.set(name, (counts.get(name) ?? 0) + count);
}

const sum = (counts: Map<string, number>): number => [...counts.values()].reduce((total, count) => total + count, 0);

/** What a dimension says of a citation; undefined where it has none, as a prompt without persona. */
function dimensionOf(citation: Citation, dimension: string): { id: string; name: string } | undefined {
  const name = citation[dimension as "model"] as string | undefined;
  return name === undefined ? undefined : { id: nameId(name), name };
}

/** Computes a report whole: every row, ranked as the API ranks them, by the share that the page's own example is ordered by. */
export function citationsReport(citations: readonly Citation[], query: Query): CitationsReport {
  const groupBy: readonly string[] = query.group_by ?? [];
  const metrics: readonly string[] = query.metrics ?? ["count", "citation_share", "rank"];
  const named = groupBy.filter((dimension) => dimension !== "date" && dimension !== "page");
  const entity = groupBy.includes("page") ? "page" : "domain";
  const filter: FilterNode = query.filter ?? { and: [] };
  const [isCounted, isBase] = [matchFilter(filter), matchFilter(filter, "prompt")];
  const choosesTypes = fieldsOf(filter).includes("analysis_type");
  const days = daysOf(query.start_date, query.end_date);
  const seenOn = daySelector(days);

  const groups = new Map<string, Group>();
  const bases = new Map<string, Map<string, number>>();
  const models = new Map<string, number>();
  const types = new Set<string>();
  for (const citation of citations) {
    if ((!choosesTypes && citation.analysis_type !== "visibility") || !isBase(citation)) continue;
    const seen = seenOn(citation);
    const dimensions = named.map((dimension) => dimensionOf(citation, dimension));
    if (seen.length === 0 || dimensions.includes(undefined)) continue;
    const counted = isCounted(citation) && (query.scope !== "owned" || citation.citation_category === "owned");
    const dates = groupBy.includes("date") ? seen.map((day) => bucketOf(day, query.interval)) : [""];
    // Without the date in the rows all days of a citation fall into one group.
    const count = groupBy.includes("date") ? citation.count : citation.count * seen.length;
    for (const [index, date] of dates.entries()) {
      const base = [date, ...dimensions.map((dimension) => dimension?.name)].join("\n");
      if (!bases.has(base)) bases.set(base, new Map());
      add(bases.get(base) ?? new Map(), citation.model, count);
      if (!counted) continue;
      add(models, citation.model, count);
      types.add(citation.analysis_type);
      const key = `${base}\n${citation[entity]}`;
      const firstCitedAt = seen[index] ?? "";
      const group = groups.get(key) ?? {
        row: {
          [entity]: citation[entity],
          ...(date && { date }),
          ...Object.fromEntries(named.map((dimension, position) => [dimension, dimensions[position]])),
        },
        base,
        counts: new Map<string, number>(),
        firstCitedAt,
      };
      groups.set(key, group);
      add(group.counts, citation.model, count);
      if (firstCitedAt < group.firstCitedAt) group.firstCitedAt = firstCitedAt;
    }
  }

  const shareOf = ({ base, counts }: Group): number => {
    const totals = [...(bases.get(base) ?? [])];
    const shares = totals.map(([model, total]) => (counts.get(model) ?? 0) / total);
    return shares.reduce((all, share) => all + share, 0) / totals.length;
  };
  const ranked = [...groups.values()]
    .map((group) => ({ ...group, count: sum(group.counts), citation_share: Number(shareOf(group).toFixed(6)) }))
    .toSorted((a, b) => b.citation_share - a.citation_share || b.count - a.count);
  const rows = ranked.map(({ row, count, citation_share, firstCitedAt }, index) => {
    const values: Row = { rank: index + 1, count, citation_share, first_cited_at: firstCitedAt };
    return { ...row, ...Object.fromEntries(metrics.map((metric) => [metric, values[metric]])) };
  });
  return {
    rows,
    info: {
      scope: query.scope ?? "all",
      models: [...models].toSorted(([, a], [, b]) => b - a).map(([model]) => model),
      metrics,
      analysis_types: [...types],
      start_date: query.start_date,
      end_date: query.end_date,
      filter: query.filter ?? null,
    },
  };
}
