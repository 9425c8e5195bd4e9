import type { JudgedChange } from "./change.ts";
import {
  bumpOfAll,
  bumpText,
  CAUSES,
  changesByOperation,
  otherPlaces,
  placeText,
  reasonsOf,
  valuesText,
  verdictsText,
  type Comparison,
} from "./comparison.ts";

const STYLE = `
:root { color-scheme: light dark; --text: #1b2430; --soft: #5a6675; --line: #dde3ea; --page: #ffffff; --card: #f6f8fa; --major: #b3261e; --minor: #8a5a00; --patch: #2b5fa8; --none: #5a6675; }
@media (prefers-color-scheme: dark) { :root { --text: #e4e9ef; --soft: #9aa6b4; --line: #303a46; --page: #12171d; --card: #1a2129; --major: #ff8a80; --minor: #f2c14e; --patch: #8ab8ff; --none: #9aa6b4; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 56rem; padding: 1.5rem 1rem 4rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--page); }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.25rem; margin: 2.5rem 0 .25rem; } h3 { font: 600 1rem/1.4 ui-monospace, monospace; margin: 1.5rem 0 .5rem; overflow-wrap: anywhere; }
p { margin: .25rem 0; color: var(--soft); }
ul { list-style: none; margin: 0; padding: 0; }
li { border: 1px solid var(--line); border-left: .3rem solid var(--bump); border-radius: .4rem; background: var(--card); padding: .6rem .8rem; margin: .5rem 0; overflow-wrap: anywhere; }
.major { --bump: var(--major); } .minor { --bump: var(--minor); } .patch { --bump: var(--patch); } .none { --bump: var(--none); }
.bump { color: var(--bump); font-weight: 700; margin-right: .5rem; }
.where { color: var(--soft); }
code { font: .875rem/1.4 ui-monospace, monospace; }
details { margin-top: .4rem; color: var(--soft); font-size: .9rem; } summary { cursor: pointer; }
details p { overflow-wrap: anywhere; }
`.trim();

/** The report as one file that a browser shows without the network, on a phone too, in the dark too. */
export function formatHtml(comparisons: readonly Comparison[]): string {
  const title = `What changed: ${comparisons.map(({ name }) => name).join(", ")}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<h1>${escape(title)}</h1>
<p class="${bumpOfAll(comparisons)}">Bump: <strong class="bump">${bumpOfAll(comparisons)}</strong></p>
${comparisons.map(formatComparison).join("\n")}
</body>
</html>
`;
}

function formatComparison(comparison: Comparison): string {
  const { name, base, report } = comparison;
  const heading = `<h2 class="${report.bump}">${escape(name)} <span class="bump">${escape(bumpText(comparison))}</span></h2>`;
  if (base === undefined) return `${heading}\n<p>There is no release to compare with yet.</p>`;
  const groups = changesByOperation(report).map(
    ({ heading: call, changes }) => `<h3>${escape(call)}</h3>\n<ul>\n${changes.map(formatChange).join("\n")}\n</ul>`,
  );
  return [
    heading,
    `<p>Compared with <code>${escape(base)}</code>${report.changes.length === 0 ? ": no difference" : ""}.</p>`,
    ...(report.notes ?? []).map((note) => `<p><strong>${escape(note)}</strong></p>`),
    ...groups,
  ].join("\n");
}

function formatChange(change: JudgedChange): string {
  const [place] = change.places;
  const where = place === undefined ? "" : placeText(place);
  const values = valuesText(change);
  const details = [
    otherPlaces(change),
    change.cause === undefined ? "" : CAUSES[change.cause],
    `Judges: ${verdictsText(change)}`,
    ...reasonsOf(change),
  ].filter((text) => text !== "");
  return [
    `<li class="${change.bump}"><span class="bump">${change.bump}</span>${escape(change.message)}`,
    ...(where === "" ? [] : [`<div class="where">${escape(where)}</div>`]),
    ...(values === "" ? [] : [`<div><code>${escape(values)}</code></div>`]),
    `<details><summary>More</summary>${details.map((text) => `<p>${escape(text)}</p>`).join("")}</details></li>`,
  ].join("\n");
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
