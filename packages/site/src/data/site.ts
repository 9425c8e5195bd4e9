import { readFileSync } from "node:fs";
import type { SiteData } from "./site-data.ts";

/** What `build.ts` collected. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it was written as this type
export const site = JSON.parse(readFileSync(`${process.env["SITE_WORK"] ?? ".work"}/site.json`, "utf8")) as SiteData;
