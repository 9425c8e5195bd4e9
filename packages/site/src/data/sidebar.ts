import type { SiteData } from "./site-data.ts";

interface Item {
  readonly label: string;
  readonly link: string;
}

interface Group {
  readonly label: string;
  readonly collapsed: boolean;
  readonly items: (Item | Group)[];
}

/** What the groups below the clients list, in this order: titles of their own where a page's is long. */
const SPECLOOM: readonly (readonly [slug: string, label: string])[] = [
  ["specloom", "What it is"],
  ["packages/spec-pipeline", "The command"],
  ["reference/specloom", "From a program"],
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

/** The parts of the site: a group for each client, what all share, the command, and the work on it. */
export function sidebar({ clients, pages }: SiteData): Group[] {
  const written = new Set(pages.map(({ slug }) => slug));
  const listed = (list: readonly (readonly [string, string])[]): Item[] =>
    list.filter(([slug]) => written.has(slug)).map(([slug, label]) => ({ label, link: link(slug) }));
  return [
    ...clients.map(({ vendor, packageName, title, guides, operations }) => ({
      label: title,
      collapsed: true,
      items: [
        { label: "Start", link: link(vendor) },
        { label: "Guides", collapsed: false, items: guides.map(({ slug, title: label }) => ({ label, link: link(slug) })) },
        {
          label: "Operations",
          collapsed: false,
          items: operations.map(({ slug, call }) => ({ label: call, link: link(slug) })),
        },
        ...listed([
          [`reference/${packageName}`, "Methods and types"],
          [`${vendor}/changes`, "Changes of the spec"],
          [`${vendor}/changelog`, "Changelog"],
          [`vendors/${vendor}`, "Facts about the API"],
        ]),
      ],
    })),
    {
      label: "All clients",
      collapsed: true,
      items: listed([
        ["clients/troubleshooting", "Questions and troubleshooting"],
        ["clients/setups", "Setups"],
        ["packages/command", "In a terminal"],
        ["clients/contract", "What every call promises"],
        ["packages/command", "In a terminal"],
        ["packages/client-runtime", "The runtime"],
        ["reference/specloom/client-runtime", "The runtime's methods and types"],
      ]),
    },
    { label: "Keep a vendor true", collapsed: true, items: listed(SPECLOOM) },
    { label: "Contribute", collapsed: true, items: listed(CONTRIBUTE) },
  ];
}
