/** How much the words of a page count in the search: most readers use a client, and few change this repository. */

interface Weights {
  readonly title: number;
  readonly headings: number;
  readonly text: number;
}

const GUIDE: Weights = { title: 10, headings: 6, text: 2 };
/** Its headings are names of members, and there are many. */
const REFERENCE: Weights = { title: 5, headings: 2, text: 1 };
const WORK: Weights = { title: 2, headings: 1, text: 0.5 };

/** The first that fits counts. */
const KINDS: readonly (readonly [slug: RegExp, weights: Weights])[] = [
  [/^(?:decisions|specloom|packages|reference\/specloom)\//, WORK],
  [/^reference\//, REFERENCE],
];

export const searchWeights = (slug: string): Weights => KINDS.find(([pattern]) => pattern.test(slug))?.[1] ?? GUIDE;

/** A page's HTML with the weight of each heading: the search gives headings weights of its own. */
export const weighHeadings = (html: string, { headings }: Weights): string =>
  html.replaceAll(/<h[2-6](?=[ >])/g, (heading) => `${heading} data-pagefind-weight="${headings}"`);
