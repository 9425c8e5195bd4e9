import { posix } from "node:path";

/** A page's links to the site from its root, as links from where it lies: so the site works below any address, and from a folder. */
export function relativeLinks(html: string, file: string): string {
  const up = posix.relative(posix.dirname(file), ".") || ".";
  const relative = (path: string): string => {
    const [target = "", place = ""] = path.split(/(?=#)/);
    return `${up}/${target === "" ? "index.html" : target}${place}`;
  };
  return html
    .replaceAll(
      /(\s(?:href|src|component-url)=")\/(?!\/)([^"]*)"/g,
      (_, start: string, path: string) => `${start}${relative(path)}"`,
    )
    .replace(/<html /, `<html data-site-root="${up}/" `);
}
