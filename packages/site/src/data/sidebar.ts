import type { OperationPage, SiteData, TextPage } from "./site-data.ts";

export interface Item {
  readonly label: string;
  readonly link: string;
}

export interface Group {
  readonly label: string;
  readonly collapsed: boolean;
  readonly items: (Item | Group)[];
}

/** What the groups below the clients list, in this order: titles of their own where a page's is long. */
const SPECLOOM: readonly (readonly [slug: string, label: string])[] = [
  ["specloom", "What it is"],
  ["packages/spec-pipeline", "The command"],
  ["specloom/compared", "Compared with other tools"],
  ["specloom/from-openapi-typescript", "From openapi-typescript"],
  ["specloom/follow-a-vendor", "From a changed page to a release"],
  ["specloom/release", "Releases and the daily sync"],
  ["specloom/method-names", "Names of methods"],
  ["specloom/generated-code", "Generated code"],
  ["specloom/rules", "Rules"],
  ["specloom/remote-cache", "Sharing builds"],
];

const CONTRIBUTE: readonly (readonly [slug: string, label: string])[] = [
  ["specloom/contributing", "Recipes"],
  ["specloom/architecture", "Architecture"],
  ["specloom/design", "Design"],
  ["specloom/style", "House style"],
  ["specloom/glossary", "Glossary"],
  ["decisions", "Decisions"],
  ["vendors", "Facts about the APIs"],
  ["specloom/security", "Hostile documents"],
  ["specloom/conformance", "Conformance"],
  ["packages/site", "This site"],
  ["packages/bench", "Measurements"],
];

const link = (slug: string): string => `/${slug}`;

/** Label of the groups that `fit-sidebar.ts` shortens. */
export const REFERENCE = "Methods and types";

/** Titles are written by TypeDoc: `Interface: Reports`, `Type Alias: Row<Metrics>`, `Function: toDate()`. */
const KINDS: readonly (readonly [kind: string, label: string])[] = [
  ["Function", "Functions"],
  ["Class", "Classes"],
  ["Abstract Class", "Classes"],
  ["Interface", "Types"],
  ["Type Alias", "Types"],
  ["Variable", "Values"],
];

const nameOf = ({ title }: TextPage): string => title.replace(/^[\w ]+: /, "").replace(/[<(].*$/s, "");

/** Exports by their kind. A type with methods of the API is a group of its own, before the others. */
function exportGroups(pages: readonly TextPage[], resources: ReadonlySet<string>): Group[] {
  const isResource = (page: TextPage): boolean =>
    page.title.startsWith("Interface: ") && resources.has(nameOf(page).toLowerCase());
  const methods = pages.filter(isResource).map((page) => ({
    label: `${nameOf(page).charAt(0).toLowerCase()}${nameOf(page).slice(1)}`,
    collapsed: false,
    items: [
      { label: nameOf(page), link: link(page.slug) },
      ...page.headings
        .filter(({ depth }) => depth === 3)
        .map(({ text, slug }) => ({ label: text.replace(/\(\)$/, ""), link: `${link(page.slug)}#${slug}` })),
    ],
  }));
  const labels = [...new Set(KINDS.map(([, label]) => label))];
  const kinds = labels.map((label) => ({
    label,
    collapsed: true,
    items: pages
      .filter((page) => !isResource(page) && KINDS.some(([kind, its]) => its === label && page.title.startsWith(`${kind}: `)))
      .map((page) => ({ label: nameOf(page), link: link(page.slug) })),
  }));
  return [...methods, ...kinds.filter(({ items }) => items.length > 0)];
}

/** Every page of a package's reference; nothing where it has none. */
function reference(
  packageName: string,
  pages: readonly TextPage[],
  { label, calls }: { label: string; calls: readonly string[] },
): (Item | Group)[] {
  const start = `reference/${packageName.replace("@", "")}`;
  // A package with one entry has no page for it.
  const own = pages.filter(({ slug }) => slug.startsWith(`${start}/`));
  const [overview] = pages.filter(({ slug }) => slug === start);
  if (!overview) return [];
  const resources = new Set(calls.map((call) => (call.split(".")[0] ?? "").toLowerCase()));
  const modules = own.filter(({ title }) => !title.includes(": "));
  const inModule = (page: TextPage): boolean => modules.some(({ slug }) => page.slug.startsWith(`${slug}/`));
  const groups = modules.map((module) => {
    const items = exportGroups(
      own.filter(({ slug }) => slug.startsWith(`${module.slug}/`)),
      resources,
    );
    return {
      label: module.title.split("/").at(-1) ?? "",
      collapsed: true,
      items: [{ label: "Overview", link: link(module.slug) }, ...items],
    };
  });
  const [main, ...others] = groups;
  return [
    {
      label,
      collapsed: true,
      items: [
        { label: "Overview", link: link(start) },
        ...exportGroups(
          own.filter((page) => page.title.includes(": ") && !inModule(page)),
          resources,
        ),
        // What the package's name alone imports needs no group.
        ...(main?.items ?? []).map((item) => (item.label === "Overview" ? { ...item, label: "Index" } : item)),
        ...others,
      ],
    },
  ];
}

/** The parts of the site: a group for each client, what all share, the command, and the work on it. */
export function sidebar({ clients, pages }: SiteData): Group[] {
  const written = new Set(pages.map(({ slug }) => slug));
  const listed = (list: readonly (readonly [string, string])[]): Item[] =>
    list.filter(([slug]) => written.has(slug)).map(([slug, label]) => ({ label, link: link(slug) }));
  const ofPackage = (packageName: string, label: string): (Item | Group)[] => reference(packageName, pages, { label, calls: [] });
  return [
    ...clients.map(({ vendor, packageName, title, guides, operations }) => ({
      label: title,
      collapsed: true,
      items: [
        { label: "Install and first call", link: link(vendor) },
        { label: "Guides", collapsed: false, items: guides.map(({ slug, title: label }) => ({ label, link: link(slug) })) },
        { label: "Operations", collapsed: false, items: byResource(operations) },
        ...reference(packageName, pages, { label: REFERENCE, calls: operations.map(({ call }) => call) }),
        ...listed([
          [`${vendor}/changes`, "Changes of the spec"],
          [`${vendor}/changelog`, "Changelog"],
          [`vendors/${vendor}`, "Facts about the API"],
        ]),
      ],
    })),
    {
      label: "All clients",
      collapsed: true,
      items: [
        ...listed([
          ["clients/troubleshooting", "Questions and troubleshooting"],
          ["clients/setups", "Setups"],
          ["clients/contract", "What every call promises"],
          ["packages/command", "In a terminal"],
          ["packages/client-runtime", "The runtime"],
        ]),
        ...ofPackage("@specloom/client-runtime", `${REFERENCE} of the runtime`),
        ...ofPackage("@specloom/command", `${REFERENCE} of the command`),
      ],
    },
    { label: "Keep a vendor true", collapsed: true, items: [...listed(SPECLOOM), ...ofPackage("specloom", REFERENCE)] },
    { label: "Contribute", collapsed: true, items: listed(CONTRIBUTE) },
  ];
}

/** A client with many resources has a group for each. */
function byResource(operations: readonly OperationPage[]): (Item | Group)[] {
  const resources = [...new Set(operations.map(({ call }) => call.split(".")[0] ?? ""))];
  if (resources.length === 1) return operations.map(({ slug, call }) => ({ label: call, link: link(slug) }));
  return resources.map((resource) => ({
    label: resource,
    collapsed: true,
    items: operations
      .filter(({ call }) => call.startsWith(`${resource}.`))
      .map(({ slug, call }) => ({ label: call.slice(resource.length + 1), link: link(slug) })),
  }));
}
