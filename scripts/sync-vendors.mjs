// `npm run sync:vendors`: tells a workflow which vendors there are. Runs before anything is installed, with built-ins only.
import { appendFileSync, existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const specs = fileURLToPath(new URL("../specs/", import.meta.url));
const vendors = readdirSync(specs)
  .filter((name) => existsSync(`${specs}${name}/vendor.yaml`))
  .toSorted();
const line = `vendors=${JSON.stringify(vendors)}\n`;
if (process.env.GITHUB_OUTPUT) appendFileSync(process.env.GITHUB_OUTPUT, line);
else process.stdout.write(line);
