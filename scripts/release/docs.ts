// `npm run docs`: the reference site, from what is built.
import { spawnSync } from "node:child_process";

const { status } = spawnSync("turbo", ["run", "docs", "--output-logs=new-only"], {
  stdio: "inherit",
  shell: process.platform === "win32",
});
if (status === 0) console.log("Open packages/reference-site/dist/index.html; it needs no server.");
process.exit(status ?? 130);
