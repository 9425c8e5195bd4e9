import { createHash } from "node:crypto";
import { cutText } from "../print/cut-text.ts";
import { inHtml, htmlText, joinHtml, type Html } from "../print/html-text.ts";
import { alarmsOf } from "./alarms.ts";
import type { JudgedChange } from "./change.ts";
import {
  adviceText,
  bumpText,
  BUMPS_OF_CHANGES,
  CAUSES,
  changesByOperation,
  countsText,
  MOST_CHARACTERS,
  MOST_OF_HEADING,
  reasonsOf,
  valuesText,
  verdictsText,
  whereTexts,
  whyText,
  type Comparison,
} from "./comparison.ts";
import { sidesOf, type Sides } from "./sides-of.ts";

const STYLE = inHtml`
:root { color-scheme: light dark; --text: #1b2430; --soft: #5a6675; --line: #dde3ea; --page: #ffffff; --card: #f6f8fa; --gone: #fdecea; --come: #e8f5ec; --major: #b3261e; --minor: #8a5a00; --patch: #2b5fa8; --none: #5a6675; }
@media (prefers-color-scheme: dark) { :root { --text: #e4e9ef; --soft: #9aa6b4; --line: #303a46; --page: #12171d; --card: #1a2129; --gone: #3a1f1e; --come: #1b3324; --major: #ff8a80; --minor: #f2c14e; --patch: #8ab8ff; --none: #9aa6b4; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 4rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--page); }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; } h2 { font-size: 1.25rem; margin: 2.5rem 0 .25rem; } h3 { font: 600 1rem/1.4 ui-monospace, monospace; margin: 1.75rem 0 .5rem; overflow-wrap: anywhere; }
p { margin: .25rem 0; } a { color: inherit; }
ul { list-style: none; margin: 0; padding: 0; }
.changes > li { border: 1px solid var(--line); border-left: .3rem solid var(--bump); border-radius: .4rem; background: var(--card); padding: .6rem .8rem; margin: .5rem 0; overflow-wrap: anywhere; }
.major { --bump: var(--major); } .minor { --bump: var(--minor); } .patch { --bump: var(--patch); } .none { --bump: var(--none); }
.verdict { border: 2px solid var(--bump); border-radius: .5rem; padding: .75rem 1rem; margin: 1rem 0; } .verdict .bump { font-size: 1.2rem; }
.bump { color: var(--bump); font-weight: 700; margin-right: .5rem; }
.message { font-weight: 600; } .soft { color: var(--soft); } .reason { color: var(--soft); font-size: .9rem; }
code, pre { font: .875rem/1.45 ui-monospace, monospace; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: .5rem; margin: .5rem 0; }
.sides figure { margin: 0; padding: .4rem .6rem; border-radius: .3rem; border-left: .2rem solid var(--line); } .sides pre { margin: 0; white-space: pre-wrap; } figcaption { color: var(--soft); font-size: .8rem; } .gone { background: var(--gone); } .come { background: var(--come); }
details { margin-top: .4rem; font-size: .9rem; } summary { cursor: pointer; color: var(--soft); }
fieldset { border: 0; padding: 0; margin: 1rem 0; display: flex; flex-wrap: wrap; gap: .25rem 1rem; } label { cursor: pointer; padding: .25rem 0; }
nav { margin: .5rem 0 1rem; } nav ul { columns: 24rem; } nav li { overflow-wrap: anywhere; break-inside: avoid; padding: .2rem 0; }
body:has(#show-major:checked) :is(.changes > li, .jump):not(.major), body:has(#show-minor:checked) :is(.changes > li, .jump):not(.minor), body:has(#show-patch:checked) :is(.changes > li, .jump):not(.patch) { display: none; }
body:has(#show-major:checked) section:not(:has(li.major)), body:has(#show-minor:checked) section:not(:has(li.minor)), body:has(#show-patch:checked) section:not(:has(li.patch)) { display: none; }
@media (max-width: 40rem) { .sides { grid-template-columns: 1fr; } }
@media print { fieldset, nav { display: none; } h3 { break-after: avoid; } .changes > li { break-inside: avoid; } body { max-width: none; padding: 0; } details::details-content { content-visibility: visible; block-size: auto; } }
`;

/** The file may show its own style and nothing else, whatever text it contains. */
const POLICY = htmlText(`default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`);

/** The report as one file. A browser shows it without the network, also on a phone and in dark mode. */
export function formatHtml(comparisons: readonly Comparison[]): Html {
  const title = htmlText(`What changed: ${comparisons.map(({ name }) => name).join(", ")}`);
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
<main>
<h1>${title}</h1>
${joinHtml(comparisons.map(formatVerdict), NEW_LINE)}
${filter(comparisons)}
${joinHtml(
  comparisons.map(formatChanges).filter((html) => html !== ""),
  NEW_LINE,
)}
</main>
</body>
</html>
`;
}

const NEW_LINE = inHtml`\n`;
const NOTHING = inHtml``;

/** The filter works without a script: the style hides the rest. Changes that are all of one weight need none. */
function filter(comparisons: readonly Comparison[]): Html {
  const changes = comparisons.flatMap(({ report }) => report.changes);
  const kinds = BUMPS_OF_CHANGES.map((bump) => [bump, bump, changes.filter((change) => change.bump === bump).length] as const);
  const found = kinds.filter(([, , count]) => count > 0);
  if (found.length < 2) return NOTHING;
  const choices = [["all", "everything", changes.length] as const, ...found].map(
    ([name, label, count], index) =>
      inHtml`<label><input type="radio" name="show" id="show-${htmlText(name)}"${index === 0 ? inHtml` checked` : NOTHING}> ${htmlText(label)} (${count})</label>`,
  );
  return inHtml`<fieldset><legend class="soft">Show</legend>${joinHtml(choices, NEW_LINE)}</fieldset>`;
}

/** What all of it means, and what to look at first: before the filter and the changes. */
function formatVerdict(comparison: Comparison, index: number): Html {
  const { name, base, report } = comparison;
  if (base === undefined) return inHtml`<h2>${htmlText(name)}</h2>\n<p>${htmlText(adviceText(comparison))}</p>`;
  return joinHtml(
    [
      inHtml`<div class="verdict ${htmlText(report.bump)}"><p>${report.changes.length === 0 ? htmlText(name) : inHtml`<a href="#changes-${index}">${htmlText(name)}</a>`}</p>
<p><span class="bump">${htmlText(bumpText(comparison))}</span>${htmlText(countsText(report.changes))}</p>
<p>${htmlText(adviceText(comparison))}</p>
<p class="soft">Compared with <code>${htmlText(base)}</code>.</p></div>`,
      ...alarmsOf(report).map((text) => inHtml`<p class="major"><strong class="bump">Look first: ${words(text)}</strong></p>`),
      ...(report.notes ?? []).map((note) => inHtml`<p><strong>${words(note)}</strong></p>`),
    ],
    NEW_LINE,
  );
}

function formatChanges(comparison: Comparison, index: number): Html {
  const groups = changesByOperation(comparison.report);
  const anchor = (group: number): Html => inHtml`change-${index}-${group}`;
  const jumps = groups.map(
    ({ heading: call, changes }, group) =>
      inHtml`<li class="jump ${bumpsOf(changes)}"><a href="#${anchor(group)}"><code>${words(call, MOST_OF_HEADING)}</code></a> <span class="soft">${htmlText(countsText(changes))}</span></li>`,
  );
  return joinHtml(
    [
      ...(groups.length === 0 ? [] : [inHtml`<h2 id="changes-${index}">${htmlText(comparison.name)}</h2>`]),
      ...(groups.length > 1 ? [jumpList(jumps)] : []),
      ...groups.map(
        ({ heading: call, changes }, group) =>
          inHtml`<section><h3 id="${anchor(group)}">${words(call, MOST_OF_HEADING)}</h3>\n<ul class="changes">\n${joinHtml(
            changes.map((change) => formatChange(change, comparison)),
            NEW_LINE,
          )}\n</ul></section>`,
      ),
    ],
    NEW_LINE,
  );
}

/** The weights of some changes, as classes. */
function bumpsOf(changes: readonly JudgedChange[]): Html {
  return htmlText(BUMPS_OF_CHANGES.filter((bump) => changes.some((change) => change.bump === bump)).join(" "));
}

/** A longer list is folded, so that the first change is on the first screen. */
const MOST_JUMPS = 24;

function jumpList(jumps: readonly Html[]): Html {
  const list = inHtml`<ul>\n${joinHtml(jumps, NEW_LINE)}\n</ul>`;
  const folded = inHtml`<details><summary>${jumps.length} operations changed</summary>${list}</details>`;
  return inHtml`<nav aria-label="Operations that changed">${jumps.length > MOST_JUMPS ? folded : list}</nav>`;
}

function formatChange(change: JudgedChange, comparison: Comparison): Html {
  const where = whereTexts(change).join("; ");
  const cause = change.cause === undefined ? "" : `${CAUSES[change.cause]}, `;
  const bump = htmlText(change.bump);
  const sides = sidesOf(change, comparison);
  const values = sides.length === 0 ? valuesText(change) : "";
  const blocks = sides.map((each, index) => {
    const block = formatSides(each);
    // Types show what breaks. One click shows the document's own words.
    return index === 0 ? block : inHtml`<details><summary>${htmlText(each.language)}</summary>${block}</details>`;
  });
  return joinHtml(
    [
      inHtml`<li class="${bump}"><div><span class="bump">${bump}</span><span class="soft">${htmlText(whyText(change))}</span></div>`,
      inHtml`<div class="message">${words(change.message)}</div>`,
      ...(where === "" ? [] : [inHtml`<div class="soft">${words(where)}</div>`]),
      inHtml`<div class="reason">${htmlText(`${cause}found by ${verdictsText(change)}`)}</div>`,
      ...reasonsOf(change).map((reason) => inHtml`<div class="reason"><code>${words(reason)}</code></div>`),
      ...(values === "" ? [] : [inHtml`<div><code>${htmlText(values)}</code></div>`]),
      ...blocks,
      inHtml`</li>`,
    ],
    NEW_LINE,
  );
}

function formatSides({ language, before, after }: Sides): Html {
  const side = (when: string, kind: Html, text: string | undefined): Html =>
    inHtml`<figure class="${kind}"><figcaption>${htmlText(`${language}, ${when}`)}</figcaption><pre>${lines(text ?? "nothing")}</pre></figure>`;
  return inHtml`<div class="sides">${side("before", inHtml`gone`, before)}${side("after", inHtml`come`, after)}</div>`;
}

function words(text: string, maxCharacters: number = MOST_CHARACTERS): Html {
  return htmlText(cutText(text, maxCharacters));
}

/** Line breaks stay; within a line they would be written as escapes. */
function lines(text: string): Html {
  return joinHtml(text.split("\n").map(htmlText), NEW_LINE);
}
