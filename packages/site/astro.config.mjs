import { readFileSync } from "node:fs";
import starlight from "@astrojs/starlight";
import { defineConfig, passthroughImageService } from "astro/config";
import { sidebar } from "./src/data/sidebar.ts";

const work = process.env["SITE_WORK"] ?? ".work";
const out = process.env["SITE_OUT"] ?? "dist";
const data = JSON.parse(readFileSync(`${work}/site.json`, "utf8"));

/** The kinds of pages, with the addresses that they have: names of their files are ours, not addresses. */
const pageKinds = {
  name: "page-kinds",
  hooks: {
    "astro:config:setup": ({ injectRoute }) => {
      injectRoute({ pattern: "/", entrypoint: "./src/page-kinds/start-page.astro", prerender: true });
      injectRoute({ pattern: "/404", entrypoint: "./src/page-kinds/missing-page.astro", prerender: true });
      injectRoute({ pattern: "/[vendor]", entrypoint: "./src/page-kinds/client-page.astro", prerender: true });
      injectRoute({ pattern: "/[vendor]/operations/[id]", entrypoint: "./src/page-kinds/operation-page.astro", prerender: true });
      injectRoute({ pattern: "/[...slug]", entrypoint: "./src/page-kinds/text-page.astro", prerender: true });
    },
  },
};

export default defineConfig({
  outDir: out,
  cacheDir: `${work}/astro`,
  publicDir: `${work}/public`,
  // One file for each page: links to it work on every static host and from a folder.
  build: { format: "file" },
  trailingSlash: "never",
  image: { service: passthroughImageService() },
  devToolbar: { enabled: false },
  // Its binding is a file for each platform, which only the package itself finds.
  vite: { ssr: { external: ["satteri"] }, build: { assetsInlineLimit: 0 } },
  integrations: [
    pageKinds,
    starlight({
      title: "Specloom",
      description: "Typed clients made from vendors' documentation pages, and kept true.",
      logo: { light: "./src/assets/logo-light.svg", dark: "./src/assets/logo-dark.svg", alt: "" },
      favicon: "/favicon.svg",
      customCss: ["./src/styles/site.css"],
      sidebar: sidebar(data),
      routeMiddleware: "./src/data/fit-sidebar.ts",
      components: { Head: "./src/components/head.astro", PageTitle: "./src/components/page-title.astro" },
      pagination: false,
      disable404Route: true,
      credits: false,
    }),
  ],
});
