/** A fenced code block of a Markdown page. */
export interface Fence {
  /** The text after the opening backticks. */
  readonly info: string;
  /** Content, line ends as LF, without the indentation of the fence. */
  readonly text: string;
  /** Line of the page at which the content starts, from 1. */
  readonly firstLine: number;
  /** Columns that were taken off each line. */
  readonly indent: number;
  /** False if the page ends inside the block. */
  readonly closed: boolean;
}

const OPENING = /^([ \t]*)(`{3,}|~{3,})(.*)$/;

/**
 * Every fenced block of a page, in order. It follows CommonMark, except that a fence may have any indentation: documentation platforms put
 * fences inside elements.
 */
export function listFences(page: string): readonly Fence[] {
  const lines = page.split(/\r\n|\n|\r/);
  const fences: Fence[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const [, indentation, mark, info] = OPENING.exec(lines[index] ?? "") ?? [];
    // Backticks in the info string mean a line with inline code.
    if (indentation === undefined || mark === undefined || info === undefined || (mark.startsWith("`") && info.includes("`")))
      continue;
    const closing = new RegExp(`^[ \\t]*${mark[0]}{${mark.length},}[ \\t]*$`);
    let end = index + 1;
    while (end < lines.length && !closing.test(lines[end] ?? "")) end += 1;
    const content = lines.slice(index + 1, end).map((line) => unindent(line, indentation.length));
    fences.push({
      info: info.trim(),
      text: content.join("\n"),
      firstLine: index + 2,
      indent: indentation.length,
      closed: end < lines.length,
    });
    index = end;
  }
  return fences;
}

function unindent(line: string, columns: number): string {
  let taken = 0;
  while (taken < columns && (line[taken] === " " || line[taken] === "\t")) taken += 1;
  return line.slice(taken);
}
