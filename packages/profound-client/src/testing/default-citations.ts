import type { filterFields } from "../filter-fields.ts";
import type { Citation } from "./citation-facts.ts";
import { shareOut } from "./share-out.ts";

/**
 * The citations of the mock if none are given. They are the same every week, so any seven days have the numbers of the documented example.
 * 40 well-known domains are cited daily by every model. 11,622 small ones are cited on one weekday by one model.
 */

/** Citations a week by model, largest first. */
const MODELS: Readonly<Record<string, number>> = {
  ChatGPT: 150_000,
  "Google Gemini": 110_000,
  Perplexity: 60_000,
  Claude: 40_000,
  "Microsoft Copilot": 20_000,
};

/** Weekly citations by model, chosen so that counts and shares equal those of the documented example. */
const LEADERS: Readonly<Record<string, readonly number[]>> = {
  "reddit.com": [4995, 3960, 2280, 1702, 1003],
  "youtube.com": [7740, 4730, 2100, 1218, 499],
  "tryprofound.com": [3825, 2915, 1746, 1300, 628],
};

/** Ordered by size. */
const followers = [
  "wikipedia.org linkedin.com g2.com semrush.com searchengineland.com hubspot.com forbes.com medium.com ahrefs.com quora.com",
  "techradar.com nytimes.com capterra.com gartner.com github.com zapier.com moz.com backlinko.com searchenginejournal.com",
  "mckinsey.com businesswire.com prnewswire.com x.com facebook.com techcrunch.com theverge.com wired.com harvard.edu",
  "stanford.edu mit.edu trustpilot.com substack.com conductor.com brightedge.com similarweb.com bbc.co.uk reuters.com",
]
  .join(" ")
  .split(" ");

type Category = (typeof filterFields.citation_category.values)[number];

const CATEGORIES: Readonly<Record<Exclude<Category, "other">, string>> = {
  owned: "tryprofound.com",
  social: "reddit.com youtube.com linkedin.com quora.com x.com facebook.com medium.com substack.com",
  competition: "semrush.com ahrefs.com moz.com conductor.com brightedge.com similarweb.com",
  earned_institutions: "wikipedia.org harvard.edu stanford.edu mit.edu mckinsey.com gartner.com",
  pr_wire: "businesswire.com prnewswire.com",
  earned_media:
    "forbes.com techradar.com nytimes.com techcrunch.com theverge.com wired.com bbc.co.uk reuters.com searchengineland.com searchenginejournal.com",
};
const categoryOf = new Map(
  Object.entries(CATEGORIES).flatMap(([category, domains]) => domains.split(" ").map((domain) => [domain, category])),
);

const prompts: readonly Pick<Citation, "persona" | "prompt" | "region" | "tags" | "topic">[] = [
  ["AI visibility", "What are the best AI visibility platforms?", "United States", "Marketing lead", "branded"],
  ["AI visibility", "How do I measure visibility in AI answers?", "United States", "", ""],
  ["AI visibility", "Which tools track citations of my site in ChatGPT?", "United Kingdom", "SEO specialist", "branded"],
  ["Answer engine optimization", "What is answer engine optimization?", "United States", "", "educational"],
  ["Answer engine optimization", "How do I get cited by Perplexity?", "Germany", "SEO specialist", "educational"],
  ["Answer engine optimization", "Welche Agenturen helfen bei GEO?", "Germany", "Marketing lead", ""],
  ["Brand monitoring", "How can I see what AI says about my brand?", "United States", "Founder", "branded"],
  ["Brand monitoring", "Which brands does AI recommend for running shoes?", "United Kingdom", "", "comparison"],
  ["SEO tools", "What are the best SEO tools this year?", "United States", "SEO specialist", "comparison"],
  ["SEO tools", "Is keyword research still worth it?", "United Kingdom", "Founder", ""],
].map(([topic = "", prompt = "", region = "", persona = "", tag]) => ({
  topic,
  prompt,
  region,
  persona: persona || undefined,
  tags: tag ? [tag] : [],
}));

const WEEKDAY_WEIGHTS = [6, 11, 12, 12, 12, 11, 7];
const SECTIONS = ["", "blog/ai-search", "reports/2026", "guides/getting-cited"];
const modelNames = Object.keys(MODELS);

/** The members of a list in turn, without end. */
function inTurn<T>(list: readonly T[], index: number): T {
  for (const item of list.slice(index % list.length, (index % list.length) + 1)) return item;
  throw new RangeError("an empty list has no turns");
}

function citation(domain: string, model: string, seed: number, weekday: number, count: number): Citation {
  return {
    ...inTurn(prompts, seed),
    domain,
    page: `https://${domain}/${inTurn(SECTIONS, seed + weekday)}`,
    weekday,
    count,
    model,
    analysis_type: "visibility",
    citation_category: categoryOf.get(domain) ?? "other",
    citation_tags: seed % 5 === 0 ? ["listicle"] : [],
  };
}

function* knownDomain(domain: string, weekly: readonly number[], seed: number): Generator<Citation> {
  for (const [index, model] of modelNames.entries()) {
    const weights = WEEKDAY_WEIGHTS.map((weight, weekday) => weight + ((seed + weekday * (index + 1)) % 3));
    for (const [weekday, daily] of shareOut(weekly[index] ?? 0, weights).entries()) {
      for (const [part, count] of shareOut(daily, [5, 3, 2]).entries()) {
        if (count > 0) yield citation(domain, model, seed + part * 3 + weekday, weekday, count);
      }
    }
  }
  for (let weekday = 0; weekday < 7; weekday += 1) {
    yield { ...citation(domain, "ChatGPT", seed, weekday, 45 - seed), analysis_type: "sentiment" };
    yield { ...citation(domain, "ChatGPT", seed, weekday, 1 + (seed % 9)), analysis_type: "factcheck" };
  }
}

const first =
  "alpha amber apex atlas aurora basalt beacon birch blue bold bright calm cedar clear cobalt copper coral crisp delta ember".split(
    " ",
  );
const second =
  "analytics atelier bazaar books cafe clinic cloud coach data design digest forum garden guide journal kitchen lab legal".split(
    " ",
  );
const endings = "com org net io co de fr co.uk com.au ch".split(" ");
// Some have characters beyond ASCII, as real domains do: a reader must handle a stream that is cut inside a character.
const ACCENTS = ["", "-online", "-zürich", "-24"];

/** A different name for each index below 14,400. */
function smallDomain(index: number): string {
  const [a, b, c] = [index % 20, Math.floor(index / 20) % 18, Math.floor(index / 360) % 10];
  return `${first[a]}-${second[b]}${ACCENTS[Math.floor(index / 3600)]}.${endings[c]}`;
}

function makeCitations(): readonly Citation[] {
  // 38 small domains in a row are spread over the models as all citations are.
  const turns = Object.values(MODELS).flatMap((weekly, index) => Array.from({ length: weekly / 10_000 }, () => index));
  const small = Array.from({ length: 11_622 }, (_, index) => {
    const count = Math.max(1, Math.round(20_000 / (index + 90)));
    return { model: inTurn(turns, index * 7), citation: citation(smallDomain(index), "", index, index % 7, count) };
  });
  // The followers get the rest of a model's citations, after the leaders and the small ones.
  const followerShares = Object.values(MODELS).map((weekly, model) => {
    const led = Object.values(LEADERS).reduce((sum, counts) => sum + (counts[model] ?? 0), 0);
    const scattered = small.reduce((sum, entry) => sum + (entry.model === model ? entry.citation.count : 0), 0);
    const weights = followers.map((_, rank) => 27 - rank / 2);
    return shareOut(weekly - led - scattered, weights);
  });
  return [
    ...Object.entries(LEADERS).flatMap(([domain, weekly], seed) => [...knownDomain(domain, weekly, seed)]),
    ...followers.flatMap((domain, rank) => [
      ...knownDomain(
        domain,
        followerShares.map((shares) => shares[rank] ?? 0),
        rank + 3,
      ),
    ]),
    ...small.map((entry) => ({ ...entry.citation, model: modelNames[entry.model] ?? "" })),
  ];
}

let made: readonly Citation[] | undefined;

/** Made once, when first needed. */
export function defaultCitations(): readonly Citation[] {
  return (made ??= makeCitations());
}
