import type { Completed } from "./completed.ts";

/**
 * One observation for the mock's citation reports: a page, cited by a model in answers to a prompt. Only `domain` is required. The others
 * have plain defaults.
 */
export interface CitationFact {
  /** The cited domain: `reddit.com`. */
  readonly domain: string;
  /** Address of the cited page. @default the domain's front page */
  readonly page?: string | undefined;
  /** Day of Eastern Time, `YYYY-MM-DD`. @default the first day of the requested range */
  readonly date?: string | undefined;
  /** How many citations. @default 1 */
  readonly count?: number | undefined;
  /** Name of the model that cited the page. @default "ChatGPT" */
  readonly model?: string | undefined;
  /** Name of the prompt's topic. @default "General" */
  readonly topic?: string | undefined;
  /** Name of the prompt's region. @default "United States" */
  readonly region?: string | undefined;
  /** The question that was asked. @default "Which product is best?" */
  readonly prompt?: string | undefined;
  /** Name of the prompt's persona. @default none */
  readonly persona?: string | undefined;
  /** Tags of the prompt. @default none */
  readonly tags?: readonly string[] | undefined;
  /** What the answer was analysed for. @default "visibility" */
  readonly analysis_type?: string | undefined;
  /** How the page is classed. @default "other" */
  readonly citation_category?: string | undefined;
  /** Tags of the cited page. @default none */
  readonly citation_tags?: readonly string[] | undefined;
}

/** A fact with its defaults. `weekday` (0 is Sunday) stands for every such day, in place of one date. */
export type Citation = Completed<CitationFact, "date" | "persona"> & { readonly weekday?: number };

/** The facts of a user's test, completed. */
export function completeCitations(facts: readonly CitationFact[]): readonly Citation[] {
  return facts.map((fact) => ({
    domain: fact.domain,
    page: fact.page ?? `https://${fact.domain}/`,
    date: fact.date,
    count: fact.count ?? 1,
    model: fact.model ?? "ChatGPT",
    topic: fact.topic ?? "General",
    region: fact.region ?? "United States",
    prompt: fact.prompt ?? "Which product is best?",
    persona: fact.persona,
    tags: fact.tags ?? [],
    analysis_type: fact.analysis_type ?? "visibility",
    citation_category: fact.citation_category ?? "other",
    citation_tags: fact.citation_tags ?? [],
  }));
}
