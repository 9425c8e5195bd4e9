// `npm run docs`: the documentation site, from what is built.
import { spawnSync } from "node:child_process";

const { status } = spawnSync("turbo", ["run", "docs", "--output-logs=new-only"], {
  stdio: "inherit",
  shell: process.platform === "win32",
});
if (status === 0)
  console.log("Open packages/site/dist/index.html. The search and Run need a server: npx serve packages/site/dist.");
process.exit(status ?? 130);
