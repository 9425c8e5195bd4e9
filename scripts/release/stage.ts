// `npm run release:stage`: hands the tarballs of `npm run pack` to the registry, which keeps them back until a person promotes them.
// It runs where the registry trusts the job, so nothing is installed for it: Node's own modules, and the npm that comes with Node.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isPublished } from "./is-published.ts";
import { publishedPackages } from "./published-packages.ts";
import { isUnreleased, tarballName, TARBALLS } from "./unpublished.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
// Where the runner can prove who it is, what it stages says where it was built. Elsewhere asking for that is an error.
const provenance = process.env["ACTIONS_ID_TOKEN_REQUEST_URL"] ? ["--provenance"] : [];

function npm(...args: readonly string[]) {
  const result = spawnSync("npm", args, { cwd: root, encoding: "utf8", shell: process.platform === "win32" });
  if (result.error) throw result.error;
  return result;
}

if (npm("stage", "--help").status !== 0) throw new Error("this npm has no `npm stage`: update it");
let isComplete = true;
for (const { manifest } of publishedPackages(root)) {
  const id = `${manifest.name}@${manifest.version}`;
  if (isUnreleased(manifest)) {
    console.log(`${id}: not raised by a release yet`);
    continue;
  }
  if (isPublished(manifest, root)) {
    console.log(`${id}: published before`);
    continue;
  }
  const { status, stderr } = npm("stage", "publish", join(root, TARBALLS, tarballName(manifest)), ...provenance);
  if (status === 0)
    console.log(`${id}: staged; \`npm stage list ${manifest.name}\` gives its id, \`npm stage approve ID\` publishes it`);
  else if (/\bE409\b/.test(stderr)) console.log(`${id}: staged before`);
  else {
    isComplete = false;
    process.stderr.write(`${id}: not staged\n${stderr}`);
  }
}
process.exitCode = isComplete ? 0 : 1;
