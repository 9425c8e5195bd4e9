import { posix } from "node:path";

/** A page's links to the site from its root, as links from where it lies: so the site works below any address, and from a folder. */
export function relativeLinks(html: string, file: string): string {
  return linksFrom(html, `${posix.relative(posix.dirname(file), ".") || "."}/`);
}

/** Links that begin with `root`. A host shows the page of missing addresses at any of them, as if it lay there. */
export function linksFrom(html: string, root: string): string {
  const below = (path: string): string => {
    const [target = "", place = ""] = path.split(/(?=#)/);
    return `${root}${target === "" ? "index.html" : target}${place}`;
  };
  return html
    .replaceAll(
      /(\s(?:href|src|component-url)=")\/(?!\/)([^"]*)"/g,
      (_, start: string, path: string) => `${start}${below(path)}"`,
    )
    .replace(/<html /, `<html data-site-root="${root}" `);
}
