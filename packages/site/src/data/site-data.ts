/** What the pages are made of. `collect` writes it as JSON, and the pages read it: they know no spec and no file of the workspace. */

/** A text that is shown in a block of code; with `run`, readers can run it against the mock of a client. */
export interface CodeBlock {
  readonly kind: "code";
  readonly language: string;
  readonly text: string;
  readonly title?: string | undefined;
  readonly run?: RunnableCode | undefined;
}

export interface RunnableCode {
  /** Vendor of the client whose mock responds. */
  readonly vendor: string;
  /** What runs silently before the block: the program that it continues. */
  readonly before: string;
}

/** HTML that `renderMarkdown` made, so that no text of a page is markup in it. */
export interface HtmlBlock {
  readonly kind: "html";
  readonly html: string;
}

/** The fields of a value. */
export interface TreeBlock {
  readonly kind: "tree";
  readonly nodes: readonly TreeNode[];
}

export interface Heading {
  readonly depth: number;
  readonly slug: string;
  readonly text: string;
}

export interface TextPage {
  /** `profound/filters`: the address without its ending. */
  readonly slug: string;
  readonly title: string;
  /** What the page is a part of, as pages of several parts have one title: `Profound`, `profound-client`. */
  readonly part?: string | undefined;
  readonly description?: string | undefined;
  readonly blocks: readonly (CodeBlock | HtmlBlock | TreeBlock)[];
  readonly headings: readonly Heading[];
  /** Whether the search finds it among others; pages of source are left out. */
  readonly searched: boolean;
}

/** A value of a request or response, and what is inside of it. */
export interface TreeNode {
  readonly name: string;
  /** In a few words: `list of string (uuid)`. */
  readonly type: string;
  readonly required: boolean;
  /** HTML of the description; undefined where nothing describes the value. */
  readonly description?: string | undefined;
  readonly values?: readonly string[] | undefined;
  readonly preset?: string | undefined;
  readonly children: readonly TreeNode[];
  /** Name of the component that stands above this node already, so that its fields are not repeated. */
  readonly within?: string | undefined;
}

export interface Content {
  readonly type: string;
  readonly tree: TreeNode;
}

export interface ResponsePart {
  readonly status: string;
  readonly succeeds: boolean;
  readonly description: string;
  readonly content: readonly Content[];
}

export interface OperationSample {
  readonly typescript: string;
  /** Undefined where the mock does not act on the operation, so that nothing was sent or received. */
  readonly curl?: string | undefined;
  readonly response?: { readonly status: number; readonly type: string; readonly text: string } | undefined;
  readonly printed?: string | undefined;
  /** The same from a terminal, and what that prints. */
  readonly command?: { readonly text: string; readonly printed: string } | undefined;
}

export interface OperationPage {
  readonly id: string;
  readonly slug: string;
  readonly method: string;
  readonly path: string;
  /** `reports.queryCitations` */
  readonly call: string;
  /** Other methods of the client that make the same request. */
  readonly callers: readonly string[];
  readonly title: string;
  readonly description: string;
  readonly docs: string;
  readonly deprecated: boolean;
  readonly safe: boolean;
  /** Alternatives, each with what the user gives and how it is sent. */
  readonly credentials: readonly string[];
  readonly parameters: readonly { readonly place: string; readonly tree: TreeNode }[];
  readonly body?: { readonly required: boolean; readonly content: readonly Content[] } | undefined;
  readonly responses: readonly ResponsePart[];
  readonly sample: OperationSample;
  readonly reference?: string | undefined;
}

export interface ClientPages {
  readonly vendor: string;
  readonly packageName: string;
  readonly title: string;
  readonly summary: string;
  /** Where the API is: `https://api.tryprofound.com`. */
  readonly server: string;
  /** The first part of the README: what the client is, how to install it, the first call. */
  readonly start: Pick<TextPage, "blocks" | "headings">;
  readonly install: string;
  readonly firstCall: CodeBlock;
  readonly operations: readonly OperationPage[];
  readonly guides: readonly { readonly slug: string; readonly title: string }[];
}

export interface SiteData {
  readonly clients: readonly ClientPages[];
  readonly pages: readonly TextPage[];
}
