/** Builds the pages of collected data: the generator's run, and what follows it. */
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SiteData } from "./data/site-data.ts";
import { finishSite } from "./finish/finish-site.ts";

export interface SiteFolders {
  /** Root of the workspace. */
  readonly root: string;
  /** For what is made on the way. */
  readonly work: string;
  readonly out: string;
  /** The path that a host serves the site below. Only the page of missing addresses has to know it. @default / */
  readonly base?: string | undefined;
}

/** Returns links that lead nowhere, one a line. */
export async function buildSite(data: SiteData, { root, work, out, base = "/" }: SiteFolders): Promise<readonly string[]> {
  if (!/^\/(?:[^/].*\/)?$/.test(base))
    throw new Error(`the path that the site is served below begins and ends with /, and is not ${base}`);
  const site = join(root, "packages/site");
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(work, "public"), { recursive: true });
  writeFileSync(join(work, "site.json"), JSON.stringify(data));
  cpSync(join(root, "docs/pictures"), join(work, "public/pictures"), { recursive: true });
  copyFileSync(join(site, "src/assets/favicon.svg"), join(work, "public/favicon.svg"));
  execFileSync(process.execPath, [join(site, "node_modules/astro/bin/astro.mjs"), "build", "--silent"], {
    cwd: site,
    stdio: "inherit",
    // Nothing else of the environment: a test runner's variables would make pages of a development server.
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      NODE_ENV: "production",
      SITE_WORK: work,
      SITE_OUT: out,
      ASTRO_TELEMETRY_DISABLED: "1",
    },
  });
  return finishSite(site, out, base, data);
}
