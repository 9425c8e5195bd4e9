/** The page of a vendor that changes in the demo and in the pictures of the docs. */
export const PAGE = "specs/profound/pages/get-referrals-report-v2.md";

/** What the vendor does to the lists of the page: a metric more, a dimension less. */
const CHANGES: readonly (readonly [before: string, after: string])[] = [
  [
    "              - visits\n              - last_visit\n",
    "              - visits\n              - last_visit\n              - visitors\n",
  ],
  ["              - date\n              - hour\n              - path\n", "              - date\n              - path\n"],
];

export function changePage(text: string): string {
  for (const [before] of CHANGES) if (!text.includes(before)) throw new Error(`${PAGE} does not hold ${JSON.stringify(before)}`);
  return CHANGES.reduce((changed, [before, after]) => changed.replaceAll(before, after), text);
}
