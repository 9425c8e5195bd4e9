// `npm run docs`: builds the documentation site into `dist/`, from the workspace's texts, specs and clients. `SITE_BASE`: see the README.
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSite } from "./src/build-site.ts";
import { collectSite } from "./src/collect/collect-site.ts";

const site = dirname(fileURLToPath(import.meta.url));
const folders = { root: join(site, "../.."), work: join(site, ".work"), out: join(site, "dist"), base: process.env["SITE_BASE"] };
rmSync(folders.work, { recursive: true, force: true });
const dead = await buildSite(await collectSite(folders.root, folders.work), folders);
for (const link of dead) console.error(`dead link: ${link}`);
if (dead.length > 0) process.exit(1);
