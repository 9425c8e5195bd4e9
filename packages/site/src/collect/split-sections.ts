import GithubSlugger from "github-slugger";

export interface Section {
  readonly title: string;
  readonly slug: string;
  readonly text: string;
}

/** A README's part before its first section, and its sections, by its headings of the second level. Fences are not looked into. */
export function splitSections(text: string): { readonly start: string; readonly sections: readonly Section[] } {
  const lines = text.split("\n");
  const slugger = new GithubSlugger();
  const parts: { title: string; lines: string[] }[] = [{ title: "", lines: [] }];
  let isCode = false;
  for (const line of lines) {
    if (/^\s*```/.test(line)) isCode = !isCode;
    const [, title] = (!isCode && /^## (.+)$/.exec(line)) || [];
    if (title === undefined) parts.at(-1)?.lines.push(line);
    else parts.push({ title, lines: [] });
  }
  const [start, ...sections] = parts;
  return {
    start: start?.lines.join("\n") ?? "",
    sections: sections.map(({ title, lines: own }) => ({
      title: title.replaceAll(/[`*]/g, ""),
      slug: slugger.slug(title),
      text: own.join("\n"),
    })),
  };
}
