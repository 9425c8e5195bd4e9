/** The comparison of a text with a filter's value, by operator without its `not_`. Both reports have the same ones. */
export const textComparisons: Readonly<Record<string, (own: string, wanted: string) => boolean>> = {
  is: (own, wanted) => own === wanted,
  in: (own, wanted) => own === wanted,
  contains: (own, wanted) => own.includes(wanted),
  contains_case_insensitive: (own, wanted) => own.toLowerCase().includes(wanted.toLowerCase()),
  matches: (own, wanted) => new RegExp(wanted).test(own),
};
