import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildSite } from "../src/build-site.ts";
import { collectSite } from "../src/collect/collect-site.ts";
import { hostileClient } from "./hostile-client.ts";
import { type SeenPages, seePages } from "./see-pages.ts";

const root = join(import.meta.dirname, "../../..");
const place = mkdtempSync(join(tmpdir(), "specloom-site-"));
const out = join(place, "out");
let dead: readonly string[] = [];
let site: SeenPages;

beforeAll(async () => {
  const [data, hostile] = await Promise.all([collectSite(root, join(place, "work"), ["saasquatch-client"]), hostileClient()]);
  const both = { clients: [...data.clients, hostile.client], pages: [...data.pages, hostile.page] };
  dead = await buildSite(both, { root, work: join(place, "work"), out, base: "/below/" });
  site = await seePages(out);
});

afterAll(async () => {
  await site.close();
  rmSync(place, { recursive: true, force: true });
});

/** Runs the sample that is shown and waits for its end. */
async function run(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Run" }).locator("visible=true").click();
  const status = page.getByText(/^(?:done in \d+ ms|failed|exit code \d)$/).locator("visible=true");
  await status.waitFor();
  return (await status.textContent())?.replace(/\d+/, "some") ?? "";
}

async function search(page: Page, words: string): Promise<void> {
  await page.getByRole("button", { name: "Search" }).click();
  await page.locator("#starlight__search input").fill(words);
  await page.locator("#starlight__search a").first().waitFor();
}

const printed = async (page: Page): Promise<string> =>
  (await page.locator(".printed").locator("visible=true").textContent()) ?? "";

test("every link leads somewhere", () => {
  expect(dead.filter((link) => !link.startsWith("hostile"))).toEqual([]);
});

test("every page of a reference is in the sidebar of its client", () => {
  const pages = globSync("reference/saasquatch-client/**/*.html", { cwd: out }).map((file) => file.replaceAll("\\", "/"));
  const start = readFileSync(join(out, "reference/saasquatch-client.html"), "utf8");
  const [sidebar = ""] = /<nav class="sidebar[\s\S]*?<\/nav>/.exec(start) ?? [];
  expect(pages.length).toBeGreaterThan(40);
  expect(pages.filter((file) => !sidebar.includes(`href="../${file}"`))).toEqual([]);
  expect(readFileSync(join(out, "profound.html"), "utf8")).not.toContain("reference/saasquatch-client/index/interfaces");
});

test("every page has a policy before all that a browser could load", () => {
  const pages = globSync("**/*.html", { cwd: out }).filter((file) => file !== "run.html");
  const policy = "<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self' ";
  const bare = pages.filter(
    (file) => !new RegExp(`^<!DOCTYPE html><html[^>]*> *${policy}`).test(readFileSync(join(out, file), "utf8")),
  );
  expect(pages.length).toBeGreaterThan(100);
  expect(bare).toEqual([]);
});

test("no part of a hostile text runs, and no page has its effects", async () => {
  const pages = globSync("{index,hostile,hostile/**/*}.html", { cwd: out });
  const harmless = { taken: false, elements: 0, addresses: [] as string[] };
  const seen = [];
  for (const path of pages)
    seen.push(
      await site.see(path, harmless, async (page) => {
        await page.mouse.move(400, 400);
        return page.evaluate(() => ({
          taken: "taken" in window,
          elements: document.querySelectorAll(
            "iframe, object, embed, main form, [onerror], [onmouseover], [onfocus], [autofocus]",
          ).length,
          addresses: [...document.querySelectorAll<HTMLElement>("[href], [src]")]
            .map((element) => new URL(element.getAttribute("href") ?? element.getAttribute("src") ?? "", location.href))
            .filter(({ protocol, host }) => !/^(?:https?|mailto):$/.test(protocol) || host.includes("hostile"))
            .map(String),
        }));
      }),
    );
  expect(pages).toHaveLength(4);
  expect(seen).toEqual(pages.map(() => ({ ...harmless, errors: [] })));
});

test("a sample runs against the mock, and its request and response are shown", async () => {
  const expected = {
    status: "done in some ms",
    first: ["11662 domains", "reddit.com 13940 0.04"],
    requests: ["POST https://api.tryprofound.com/v2/reports/citations 200"],
    frames: 0,
  };
  const seen = await site.see("profound/operations/query-citations.html", expected, async (page) => ({
    status: await run(page),
    first: (await printed(page)).split("\n").slice(0, 2),
    requests: await page.locator(".request summary").allTextContents(),
    frames: await page.locator("iframe").count(),
  }));
  expect(seen).toEqual({ ...expected, errors: [] });
});

test("rows of a stream come one after another, and a stop ends them", async () => {
  const expected = { first: "reddit.com 13940", isStopped: true, isCutOff: true };
  const seen = await site.see("profound/operations/stream-citations.html", expected, async (page) => {
    await page.getByRole("button", { name: "Run" }).first().click();
    await page.locator(".printed").first().getByText("reddit.com").waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByText("stopped").waitFor();
    const stopped = await printed(page);
    await page.waitForTimeout(300);
    return {
      first: stopped.split("\n")[0] ?? "",
      isStopped: (await printed(page)) === stopped,
      isCutOff: stopped.trim().split("\n").length < 50,
    };
  });
  expect(seen).toEqual({ ...expected, errors: [] });
});

test("an edited sample runs as it was edited, and its error is shown", async () => {
  const expected = { status: "failed", named: "ApiError", requests: ["404"] };
  const seen = await site.see("saasquatch/operations/get-referral.html", expected, async (page) => {
    await page.getByRole("button", { name: "Edit" }).first().click();
    const editor = page.getByLabel("The sample's code");
    await editor.fill((await editor.inputValue()).replace("referral-00007", "nobody"));
    const status = await run(page);
    const [named = ""] = (await page.locator(".failed").textContent())?.split(":") ?? [];
    return { status, named, requests: await page.locator(".request summary .bad").allTextContents() };
  });
  expect(seen).toEqual({ ...expected, errors: [] });
});

test("a program without an end shows what it printed, and a stop ends it", async () => {
  const expected = { status: "stopped", printed: "before\n" };
  const seen = await site.see("saasquatch/operations/get-referral.html", expected, async (page) => {
    await page.getByRole("button", { name: "Edit" }).first().click();
    await page.getByLabel("The sample's code").fill('console.log("before"); while (true) {}');
    await page.getByRole("button", { name: "Run" }).first().click();
    await page.locator(".printed").first().getByText("before").waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    return {
      status: (await page.locator(".run-bar [role=status]").first().textContent()) ?? "",
      printed: await printed(page),
    };
  });
  expect(seen).toEqual({ ...expected, errors: [] });
});

test("a curl command runs too", async () => {
  const expected = { status: "done in some ms", hasCount: true };
  const seen = await site.see("saasquatch/operations/list-referrals.html", expected, async (page) => {
    await page.getByRole("tab", { name: "curl" }).click();
    return { status: await run(page), hasCount: (await printed(page)).includes('"totalCount"') };
  });
  expect(seen).toEqual({ ...expected, errors: [] });
});

test("a command runs too, with the output of a terminal, and names features that a page does not have", async () => {
  const expected = {
    run: {
      status: "done in some ms",
      head: ["id", "referredUser.…", "referrerUser.…"],
      requests: [
        "GET https://app.referralsaasquatch.com/api/v1/test_mock/referrals?referredModerationStatus=PENDING&limit=5 200",
      ],
    },
    toFile: {
      status: "exit code some",
      printed: "saasquatch-client: --output a page has no files",
    },
  };
  const seen = await site.see("saasquatch/operations/list-referrals.html", expected, async (page) => {
    await page.getByRole("tab", { name: "Terminal" }).click();
    const status = await run(page);
    const head = (await printed(page)).split("\n")[0]?.split(/\s+/) ?? [];
    const requests = await page.locator(".request summary").locator("visible=true").allTextContents();
    await page.getByRole("button", { name: "Edit" }).locator("visible=true").click();
    const editor = page.getByLabel("The sample's code");
    await editor.fill(`${await editor.inputValue()} --output rows.csv`);
    return {
      run: { status, head: head.slice(0, 3), requests },
      toFile: { status: await run(page), printed: (await printed(page)).split("\n")[0] ?? "" },
    };
  });
  expect(seen).toEqual({ ...expected, errors: [] });
});

test("a sample reaches no server and nothing of the page", async () => {
  const file = JSON.stringify(`${site.address}/favicon.svg?taken`);
  const program = `
    const sent = await new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.onerror = () => resolve("refused");
      request.onload = () => resolve("sent");
      request.open("GET", ${file});
      request.send();
    });
    const read = (get) => { try { return get(); } catch { return "closed"; } };
    console.log(sent, read(() => importScripts(${file})), read(() => parent.document.title), read(() => localStorage.length));`;
  const expected = { printed: "refused closed closed closed\n" };
  const seen = await site.see("profound/operations/query-citations.html", expected, async (page) => {
    await page.getByRole("button", { name: "Edit" }).first().click();
    await page.getByLabel("The sample's code").fill(program);
    await run(page);
    return { printed: await printed(page) };
  });
  expect(seen.printed).toBe(expected.printed);
  expect(site.requested.filter((path) => path.includes("taken"))).toEqual([]);
});

test("the search finds an operation by its id, below any address", async () => {
  const expected = { path: "/below/saasquatch/operations/moderate-referrals.html" };
  const seen = await site.see("specloom/style.html", expected, async (page) => {
    await search(page, "moderateReferrals");
    await page.locator("#starlight__search a").first().click();
    await page.waitForURL(/saasquatch/);
    return { path: new URL(page.url()).pathname };
  });
  expect(seen).toEqual({ ...expected, errors: [] });
});

test("the page of missing addresses has its style and links at any address", async () => {
  const expected = { title: "There is no such page", unread: [] as string[], path: "/below/profound.html" };
  const seen = await site.see("profound/no/such/page.html", expected, async (page) => {
    const unread = await page.evaluate(() =>
      [...document.styleSheets].filter((sheet) => sheet.cssRules.length === 0).map((sheet) => sheet.href ?? ""),
    );
    const title = await page.title();
    await page.locator(".cards").getByText("Profound").first().click();
    await page.waitForURL(/profound\.html$/);
    return { title: title.split(" |")[0] ?? "", unread, path: new URL(page.url()).pathname };
  });
  // The browser reports the missing page itself.
  const others = seen.errors.filter((error) => !/status of 404/.test(error) || seen.errors.length > 1);
  expect({ ...seen, errors: others }).toEqual({ ...expected, errors: [] });
});

const serious = (findings: readonly string[]): readonly string[] =>
  findings.filter((finding) => /: (?:serious|critical) /.test(finding));

test.each([
  "index.html",
  "no/such/page.html",
  "profound.html",
  "profound/filters.html",
  "profound/changes.html",
  "saasquatch/operations/list-referrals.html",
  "reference/saasquatch-client.html",
  "reference/saasquatch-client/index/interfaces/Referrals.html",
  "reference/saasquatch-client/index/type-aliases/Referral.html",
  "clients/troubleshooting.html",
  "packages/command.html",
  "specloom/compared.html",
  "specloom/follow-a-vendor.html",
  "source/packages/profound-client/examples.html",
])("axe finds nothing serious on %s, which fits a phone", async (path) => {
  expect(serious(await site.findings(path))).toEqual([]);
});

test.each<[state: string, path: string, act: (page: Page) => Promise<unknown>]>([
  ["results of a search", "specloom/style.html", (page) => search(page, "moderate")],
  ["rows of a stream", "profound/operations/stream-citations.html", run],
  [
    "a command that ran and is edited",
    "saasquatch/operations/list-referrals.html",
    async (page) => {
      await page.getByRole("tab", { name: "Terminal" }).click();
      await run(page);
      await page.locator(".request summary").locator("visible=true").click();
      await page.getByRole("button", { name: "Edit" }).locator("visible=true").click();
    },
  ],
  [
    "an open menu",
    "profound/filters.html",
    async (page) => {
      // A desktop shows the sidebar itself.
      if ((page.viewportSize()?.width ?? 0) < 800) await page.getByRole("button", { name: "Menu" }).click();
      await page.getByRole("link", { name: "Streaming" }).first().waitFor();
    },
  ],
])("axe finds nothing serious on %s", async (_, path, act) => {
  expect(serious(await site.findings(path, act))).toEqual([]);
});
