import { createHash } from "node:crypto";
import { inHtml, htmlText, joinHtml, type Html } from "../print/html-text.ts";
import { alarmsOf } from "./alarms.ts";
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

const STYLE = inHtml`
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
`;

/** What a browser may do with the file, whatever stands in it: show it in its own style. */
const POLICY = htmlText(`default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`);

/** The report as one file that a browser shows without the network, on a phone too, in the dark too. */
export function formatHtml(comparisons: readonly Comparison[]): Html {
  const title = htmlText(`What changed: ${comparisons.map(({ name }) => name).join(", ")}`);
  const bump = htmlText(bumpOfAll(comparisons));
  return inHtml`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${title}</h1>
<p class="${bump}">Bump: <strong class="bump">${bump}</strong></p>
${joinHtml(comparisons.map(formatComparison), NEW_LINE)}
</body>
</html>
`;
}

const NEW_LINE = inHtml`\n`;

function formatComparison(comparison: Comparison): Html {
  const { name, base, report } = comparison;
  const bump = inHtml`<span class="bump">${htmlText(bumpText(comparison))}</span>`;
  const heading = inHtml`<h2 class="${htmlText(report.bump)}">${htmlText(name)} ${bump}</h2>`;
  if (base === undefined) return inHtml`${heading}\n<p>There is no release to compare with yet.</p>`;
  const groups = changesByOperation(report).map(
    ({ heading: call, changes }) =>
      inHtml`<h3>${htmlText(call)}</h3>\n<ul>\n${joinHtml(changes.map(formatChange), NEW_LINE)}\n</ul>`,
  );
  return joinHtml(
    [
      heading,
      inHtml`<p>Compared with <code>${htmlText(base)}</code>${report.changes.length === 0 ? inHtml`: no difference` : inHtml``}.</p>`,
      ...alarmsOf(report).map((text) => inHtml`<p class="major"><strong class="bump">Look first: ${htmlText(text)}</strong></p>`),
      ...(report.notes ?? []).map((note) => inHtml`<p><strong>${htmlText(note)}</strong></p>`),
      ...groups,
    ],
    NEW_LINE,
  );
}

function formatChange(change: JudgedChange): Html {
  const [place] = change.places;
  const where = place === undefined ? "" : placeText(place);
  const values = valuesText(change);
  const details = [
    otherPlaces(change),
    change.cause === undefined ? "" : CAUSES[change.cause],
    `Found by ${verdictsText(change)}`,
    ...reasonsOf(change),
  ].filter((text) => text !== "");
  const bump = htmlText(change.bump);
  const paragraphs = details.map((text) => inHtml`<p>${htmlText(text)}</p>`);
  return joinHtml(
    [
      inHtml`<li class="${bump}"><span class="bump">${bump}</span>${htmlText(change.message)}`,
      ...(where === "" ? [] : [inHtml`<div class="where">${htmlText(where)}</div>`]),
      ...(values === "" ? [] : [inHtml`<div><code>${htmlText(values)}</code></div>`]),
      inHtml`<details><summary>More</summary>${joinHtml(paragraphs, inHtml``)}</details></li>`,
    ],
    NEW_LINE,
  );
}
