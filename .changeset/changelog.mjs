// How changesets become changelogs: their own words and nothing else. Hashes and links say nothing to who reads them offline.

/** @param {{ summary: string }} changeset */
async function getReleaseLine({ summary }) {
  const [first = "", ...rest] = summary.trim().split("\n");
  return [`- ${first}`, ...rest.map((line) => (line === "" ? "" : `  ${line}`))].join("\n");
}

/** @param {readonly unknown[]} _changesets @param {readonly { name: string, newVersion: string }[]} updated */
async function getDependencyReleaseLine(_changesets, updated) {
  return updated.map(({ name, newVersion }) => `- Takes ${name} ${newVersion}.`).join("\n");
}

export default { getReleaseLine, getDependencyReleaseLine };
