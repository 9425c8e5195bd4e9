import { expect, test } from "vitest";
import { type Entry, fitSidebar } from "../../src/data/fit-sidebar.ts";
import { type Group, type Item, sidebar } from "../../src/data/sidebar.ts";
import type { ClientPages, OperationPage, TextPage } from "../../src/data/site-data.ts";

const page = (slug: string, title: string, ...methods: string[]): TextPage => ({
  slug,
  title,
  blocks: [],
  headings: [
    { depth: 2, slug: "properties", text: "Properties" },
    ...methods.map((text) => ({ depth: 3, slug: text, text: `${text}()` })),
  ],
  searched: true,
});

const operation = (call: string): Pick<OperationPage, "slug" | "call"> => ({ slug: `acme/operations/${call}`, call });

function sidebarOf(calls: readonly string[], pages: readonly TextPage[]): Group {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the sidebar reads of a client
  const client = {
    vendor: "acme",
    packageName: "acme-client",
    title: "Acme",
    guides: [],
    operations: calls.map(operation),
  } as unknown as ClientPages;
  const [group] = sidebar({ clients: [client], pages });
  if (!group) throw new Error("there is no group of the client");
  return group;
}

/** A line for each entry, with an indent for each group. */
function outline(items: readonly (Item | Group)[], indent = ""): string[] {
  return items.flatMap((item) =>
    "items" in item
      ? [`${indent}${item.collapsed ? "+" : "-"} ${item.label}`, ...outline(item.items, `${indent}  `)]
      : [`${indent}${item.label} ${item.link}`],
  );
}

const start = "reference/acme-client";
const PAGES = [
  page(start, "acme-client"),
  page(`${start}/index`, "acme-client"),
  page(`${start}/index/interfaces/Pets`, "Interface: Pets", "get", "list"),
  page(`${start}/index/interfaces/Options`, "Interface: Options", "hook"),
  page(`${start}/index/type-aliases/Row`, "Type Alias: Row<Metrics, Group>"),
  page(`${start}/index/functions/createAcmeClient`, "Function: createAcmeClient()"),
  page(`${start}/testing`, "acme-client/testing"),
  page(`${start}/testing/functions/createMock`, "Function: createMock()"),
];

test("the reference of a client lists each method, type and function", () => {
  const { items } = sidebarOf(["pets.get"], PAGES);
  expect(outline(items.slice(3))).toEqual([
    "+ Methods and types",
    "  Overview /reference/acme-client",
    "  Index /reference/acme-client/index",
    "  - pets",
    "    Pets /reference/acme-client/index/interfaces/Pets",
    "    get /reference/acme-client/index/interfaces/Pets#get",
    "    list /reference/acme-client/index/interfaces/Pets#list",
    "  + Functions",
    "    createAcmeClient /reference/acme-client/index/functions/createAcmeClient",
    "  + Types",
    "    Options /reference/acme-client/index/interfaces/Options",
    "    Row /reference/acme-client/index/type-aliases/Row",
    "  + testing",
    "    Overview /reference/acme-client/testing",
    "    + Functions",
    "      createMock /reference/acme-client/testing/functions/createMock",
  ]);
});

test("operations of several resources have a group for each", () => {
  const { items } = sidebarOf(["pets.get", "shops.list", "pets.list"], []);
  expect(outline(items.slice(2))).toEqual([
    "- Operations",
    "  + pets",
    "    get /acme/operations/pets.get",
    "    list /acme/operations/pets.list",
    "  + shops",
    "    list /acme/operations/shops.list",
  ]);
});

const link = (label: string, isCurrent = false, href = `/${label}.html`): Entry => ({ type: "link", label, href, isCurrent });
const group = (label: string, ...entries: Entry[]): Entry => ({ type: "group", label, entries });

test("a page of another part has a link in place of a reference", () => {
  const one = group("One", link("Start"), group("Methods and types", link("Overview"), group("Types", link("Row", true))));
  const other = group("Other", link("Start"), group("Methods and types", link("Overview"), group("Types", link("Row"))));
  expect(fitSidebar([one, other])).toEqual([
    one,
    group("Other", link("Start"), link("Methods and types", false, "/Overview.html")),
  ]);
});

test("a link leads to a place in a file", () => {
  expect(fitSidebar([group("One", link("get", false, "/pets#get.html"))])).toEqual([
    group("One", link("get", false, "/pets.html#get")),
  ]);
});
