type Words = ReadonlySet<string>;

interface CursorFamily {
  readonly params: Words;
  readonly fields: Words;
}

interface PagingWords {
  readonly cursorFamilies: readonly CursorFamily[];
  readonly cursorParams: Words;
  readonly itemParams: Words;
  readonly offsetParams: Words;
  readonly zeroOffsets: Words;
  readonly pageParams: Words;
  readonly sizeParams: Words;
  readonly envelopes: Words;
  readonly forwardEnvelopes: Words;
  readonly nextAddresses: Words;
  readonly otherAddresses: Words;
  readonly moreFlags: Words;
  readonly lastFlags: Words;
  readonly totals: Words;
  readonly totalPages: Words;
  readonly sideLists: Words;
  readonly itemLists: Words;
}

const words = (text: string): Words => new Set(text.split(" "));

const CURSOR_FAMILIES: readonly CursorFamily[] = [
  {
    params: words("cursor pagecursor startcursor aftercursor after pageafter"),
    fields: words("nextcursor nextpagecursor endcursor"),
  },
  {
    params: words("pagetoken paginationtoken nexttoken nextpagetoken continuationtoken"),
    fields: words("nexttoken nextpagetoken continuationtoken nextcontinuationtoken"),
  },
  { params: words("marker startmarker"), fields: words("nextmarker") },
];

/** The names that APIs give to parts of a page, in plain form: see `plainName`. */
export const pagingWords: PagingWords = {
  /** Parameters for a cursor, in families. A field of the same family may give the cursor. */
  cursorFamilies: CURSOR_FAMILIES,
  /** Parameters for a position that a response names: the families, and names that are less clear by themselves. */
  cursorParams: new Set([
    ...CURSOR_FAMILIES.flatMap(({ params }) => [...params]),
    ...words("nextcursor nextmarker nextpage nextoffset continuation continue startingafter startkey page pagekey pageoffset"),
    ...words("offset start startat startindex skip bookmark scrollid"),
  ]),
  /** Parameters for a field of the last item. */
  itemParams: words("startingafter startafter after afterid lastid"),
  /** Parameters that count items. */
  offsetParams: words("offset pageoffset skip recordoffset startat start startindex from"),
  /** Parameters whose name says that they count from 0. */
  zeroOffsets: words("offset pageoffset skip recordoffset"),
  pageParams: words("page pagenumber pagenum pageno pageindex currentpage"),
  sizeParams: words(
    "limit pagelimit pagesize perpage count maxresults maxitems size top take rows resultsperpage max num pagelen itemsperpage",
  ),
  /** Objects beside the items with the next position. */
  envelopes: words(
    "meta metadata paging pagination pageinfo page pages responsemetadata links cursors cursor next nextpage list resultinfo",
  ),
  /** Objects whose members lead to the next page. */
  forwardEnvelopes: words("next nextpage cursors nextcursors"),
  nextAddresses: words("next nextpage nexturl nexturi nextpageurl nextpageuri nexthref nextlink odatanextlink"),
  otherAddresses: words("prev previous first last self"),
  moreFlags: words("hasmore hasnext hasnextpage hasmorepages morepages moreresults istruncated"),
  lastFlags: words("islast islastpage last"),
  totals: words("total totalcount totalitems totalresults totalrecords totalelements totalhits"),
  totalPages: words("totalpages pagecount pages numpages pagestotal lastpage"),
  /** Lists that accompany the items. */
  sideLists: words("errors warnings links included includes order sort facets aggregations notices"),
  /** Names of the list of items, for a response with several lists. */
  itemLists: words("items data results values records entries list elements content rows objects"),
};
