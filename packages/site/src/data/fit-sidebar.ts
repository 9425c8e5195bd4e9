/** What each page changes in the sidebar that Starlight makes for it. */
import { REFERENCE } from "./sidebar.ts";

/** As Starlight gives it. */
export type Entry =
  | { readonly type: "group"; readonly label: string; readonly entries: readonly Entry[] }
  | { readonly type: "link"; readonly label: string; readonly href: string; readonly isCurrent: boolean };

const hasCurrent = (entry: Entry): boolean => (entry.type === "group" ? entry.entries.some(hasCurrent) : entry.isCurrent);

/** Starlight writes the ending of a file behind the place in it. */
function withPlace(entry: Entry): Entry {
  return entry.type === "group"
    ? { ...entry, entries: entry.entries.map(withPlace) }
    : { ...entry, href: entry.href.replace(/#(.*)\.html$/, ".html#$1") };
}

/** A page lists the reference of its own part alone, as the whole of it has hundreds of links: elsewhere a link leads there. */
function shortened(part: Entry): Entry {
  if (part.type !== "group" || hasCurrent(part)) return part;
  const entries = part.entries.map((entry) => {
    const overview = entry.type === "group" && entry.label.startsWith(REFERENCE) ? entry.entries[0] : undefined;
    return overview?.type === "link" ? { ...overview, label: entry.label } : entry;
  });
  return { ...part, entries };
}

export const fitSidebar = (parts: readonly Entry[]): readonly Entry[] => parts.map((part) => withPlace(shortened(part)));

/** Starlight's middleware. Its types need those of Astro's compiler, which this package is not checked with. */
export function onRequest({ locals }: { locals: { starlightRoute: { sidebar: readonly Entry[] } } }): void {
  locals.starlightRoute.sidebar = fitSidebar(locals.starlightRoute.sidebar);
}
