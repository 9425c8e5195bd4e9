/**
 * Markdown as HTML, for every text of the site. Texts may be a vendor's, so tags in them are text, and no link leads to a program. Only
 * tags without attributes that our own reports hold stay tags.
 */
import GithubSlugger from "github-slugger";
import MarkdownIt from "markdown-it";
import type { CodeBlock, Heading, HtmlBlock } from "../data/site-data.ts";

/** Changes the address of a link, or says that it has none: its text is shown alone. */
export type ResolveLink = (address: string) => string | undefined;

const OWN_TAG = /^<(\/?(?:br|details|summary))>$/;

type Parser = InstanceType<typeof MarkdownIt>;
type Token = ReturnType<Parser["parse"]>[number];

function createParser(): Parser {
  // Tags are found, so that comments can be left out and our own kept. Nothing else of them reaches the page.
  const parser = new MarkdownIt({ html: true, linkify: false });
  const showTags = (html: string): string =>
    html
      .replaceAll(/<!--[\s\S]*?-->/g, "")
      .split(/(<[^<>]*>)/)
      .map((part) => (OWN_TAG.test(part) ? part : parser.utils.escapeHtml(part)))
      .join("");
  parser.renderer.rules["html_inline"] = (tokens, index) => showTags(tokens[index]?.content ?? "");
  parser.renderer.rules["html_block"] = (tokens, index) => showTags(tokens[index]?.content ?? "");
  // A phone is narrower than a table. What scrolls can be reached with the keyboard.
  parser.renderer.rules["table_open"] = () => '<div class="scrolled" tabindex="0"><table>';
  parser.renderer.rules["table_close"] = () => "</table></div>";
  // Code in a list or a quotation, of either form.
  parser.renderer.rules["fence"] = parser.renderer.rules["code_block"] = (tokens, index) =>
    `<pre class="plain" tabindex="0"><code>${parser.utils.escapeHtml(tokens[index]?.content ?? "")}</code></pre>`;
  const { image } = parser.renderer.rules;
  // On a phone, what a picture shows is read where it is alone.
  parser.renderer.rules["image"] = (tokens, index, ...rest) =>
    `<a href="${parser.utils.escapeHtml(String(tokens[index]?.attrGet("src")))}">${image?.(tokens, index, ...rest) ?? ""}</a>`;
  return parser;
}

const parser = createParser();

function walk(tokens: readonly Token[], visit: (token: Token) => void): void {
  for (const token of tokens) {
    visit(token);
    if (token.children) walk(token.children, visit);
  }
}

/** Gives links and pictures their addresses on the site. A picture of another site is not loaded: its text stands for it. */
function resolveLinks(tokens: readonly Token[], resolve: ResolveLink): void {
  walk(tokens, (token) => {
    if (token.type === "link_open") {
      const address = resolve(String(token.attrGet("href") ?? ""));
      if (address === undefined) {
        token.tag = "span";
        token.attrs = null;
      } else token.attrSet("href", address);
    }
    if (token.type === "image") {
      const address = resolve(String(token.attrGet("src") ?? ""));
      if (address === undefined || /^[a-z]+:/i.test(address)) {
        token.type = "text";
      } else token.attrSet("src", address);
    }
  });
  // A link that lost its address is closed as what it became.
  walk(tokens, (token) => {
    if (!token.children) return;
    const open: string[] = [];
    for (const child of token.children) {
      if (child.type === "link_open") open.push(child.tag);
      if (child.type === "link_close") child.tag = open.pop() ?? "a";
    }
  });
}

const keep: ResolveLink = (address) => (/^https?:|^mailto:/.test(address) ? address : undefined);

/** One description: no headings, no paragraph of its own. Links to other sites stay. */
export function inlineMarkdown(text: string): string {
  const tokens = parser.parseInline(text, {});
  resolveLinks(tokens, keep);
  return parser.renderer.render(tokens, parser.options, {});
}

/** A vendor's longer text, without anchors for its headings. */
export function blockMarkdown(text: string): string {
  const tokens = parser.parse(text, {});
  resolveLinks(tokens, keep);
  return parser.renderer.render(tokens, parser.options, {});
}

export interface RenderedText {
  readonly title: string | undefined;
  readonly blocks: readonly (CodeBlock | HtmlBlock)[];
  readonly headings: readonly Heading[];
}

/** A whole text as a page: its title, its headings with their places, and its blocks of code apart from the rest. */
export function renderMarkdown(text: string, resolve: ResolveLink): RenderedText {
  const tokens = parser.parse(text, {});
  resolveLinks(tokens, resolve);
  const slugger = new GithubSlugger();
  const blocks: (CodeBlock | HtmlBlock)[] = [];
  const headings: Heading[] = [];
  let title: string | undefined;
  let pending: Token[] = [];
  const flush = (): void => {
    const html = parser.renderer.render(pending, parser.options, {});
    if (html.trim() !== "") blocks.push({ kind: "html", html });
    pending = [];
  };
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (!token) continue;
    if (token.type === "heading_open") {
      const heading = plainText(tokens[index + 1]);
      const depth = Number(token.tag.slice(1));
      const slug = slugger.slug(heading);
      if (depth === 1 && title === undefined) {
        title = heading;
        index += 2;
        continue;
      }
      token.attrSet("id", slug);
      headings.push({ depth, slug, text: heading });
    }
    if ((token.type === "fence" || token.type === "code_block") && token.level === 0) {
      flush();
      const [language = "text"] = token.info.split(/\s/);
      blocks.push({ kind: "code", language: language || "text", text: token.content.replace(/\n$/, "") });
    } else pending.push(token);
  }
  flush();
  return { title, blocks, headings };
}

function plainText(token: Token | undefined): string {
  let text = "";
  walk(token?.children ?? [], ({ type, content }) => {
    if (type === "text" || type === "code_inline") text += content;
  });
  return text;
}
