// `npm run release:status`: what the next release will hold, and what nobody has announced yet.
import { checkChangesets, explain } from "./changeset-gate.ts";
import { type PendingReleases, pendingReleases } from "./pending-releases.ts";

const firstSentence = (text: string): string => /^.*?[.](?=\s|$)/.exec(text)?.[0] ?? text;

/** What changesets would release; the end of the process where it cannot say. */
function askChangesets(): PendingReleases {
  let pending: PendingReleases;
  try {
    pending = pendingReleases(".");
  } catch (error) {
    console.error(`specloom: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
  return pending;
}

const { changesets, releases } = askChangesets();
const raised = releases.filter(({ type }) => type !== "none");
if (raised.length === 0) console.log("Nothing to release: no changeset is pending.");
for (const { name, type, oldVersion, newVersion, changesets: ids } of raised) {
  console.log(`${name}  ${oldVersion} → ${newVersion}  (${type})`);
  for (const { id, summary } of changesets.filter((changeset) => ids.includes(changeset.id)))
    console.log(`  .changeset/${id}.md  ${firstSentence(summary)}`);
}
const { base, unannounced } = checkChangesets(".");
console.log(`\nCompared with ${base}:`);
console.log(unannounced.length === 0 ? "every change that reaches users is announced." : explain(unannounced));
process.exit(unannounced.length === 0 ? 0 : 1);
