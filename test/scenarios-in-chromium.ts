import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expectationFor } from "../packages/client-runtime/src/testing/expectation-for.ts";
import { type Mount, startFaultServer } from "../packages/client-runtime/src/testing/fault-server.ts";
import { findFaults, type Outcome, type ScenarioAdapter } from "../packages/client-runtime/src/testing/play.ts";
import { playsOf, scenariosFor, settle, type TableReport } from "../packages/client-runtime/src/testing/run-scenario.ts";
import type { Scenario } from "../packages/client-runtime/src/testing/scenario.ts";
import { chromiumHint, findChromium } from "./find-chromium.ts";

/** The browser that the tables of scenarios are run in. */
export const chromium: string | undefined = findChromium();

const flags = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-extensions",
];

/**
 * Runs the table of scenarios through a client on a page of a headless Chromium: all but those that say why they cannot be played
 * there. The page is served by the fault server itself, so that nothing is another origin but what is meant to be.
 *
 * `adapterFile` exports the adapter under `adapterName`; it and all that it imports must run in a browser. Without a browser it says
 * that nothing ran; in CI it fails.
 */
export async function runScenariosInChromium(
  binary: string | undefined,
  adapter: ScenarioAdapter,
  adapterFile: string,
  adapterName = "adapter",
): Promise<TableReport> {
  if (binary === undefined) {
    if (process.env["CI"] !== undefined) throw new Error(chromiumHint);
    console.warn(`The table of scenarios of ${adapterFile} did not run in a browser: ${chromiumHint}.`);
    return { ran: 0, failures: [] };
  }
  const table = scenariosFor(adapter).filter(({ inBrowser }) => typeof inBrowser !== "string");
  const script = await bundlePage(adapterFile, adapterName);
  const server = await startFaultServer();
  const failures: string[] = [];
  let strays = 0;
  const left = [...table];
  let play = 0;
  let mount: Mount | undefined;
  /** What the page is to play, on a mount of its own. */
  const next = (): unknown => {
    const [scenario] = left;
    if (!scenario) return null;
    play += 1;
    mount = server.mount(scenario.replies, adapter.sample);
    return { name: scenario.name, kind: scenario.kind, address: server.addressOf(scenario, mount) };
  };
  const isDone = new Promise<void>((resolve, reject) => {
    server.serve((request, response) => {
      const send = (type: string, body = ""): unknown => response.writeHead(200, { "content-type": type }).end(body);
      if (request.url === "/") return send("text/html", '<!doctype html><script type="module" src="/page.js"></script>');
      if (request.url === "/page.js") return send("text/javascript", script);
      if (request.url === "/next") return send("application/json", JSON.stringify(next()));
      if (request.url === "/done") return resolve(void send("text/plain"));
      const [scenario] = left;
      if (request.url !== "/outcome" || !scenario || !mount) return response.writeHead(404).end();
      return judge(request, scenario, mount).then(() => send("text/plain"), reject);
    });
  });
  const judge = async (request: AsyncIterable<unknown>, scenario: Scenario, played: Mount): Promise<void> => {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the page below sends it
    const outcome = JSON.parse(text) as Outcome;
    await settle(played);
    const expect = typeof scenario.inBrowser === "object" ? scenario.inBrowser : scenario.expect;
    const expected = expectationFor({ ...scenario, expect }, adapter);
    if (typeof expected === "string") throw new Error(`${scenario.name} was played, and does not apply: ${expected}`);
    const seen = {
      requests: played.requests,
      strays: server.strayRequests.length - strays,
      openResponses: played.openResponses(),
    };
    strays = server.strayRequests.length;
    const faults = findFaults(scenario, expected, adapter, outcome, seen);
    if (faults.length > 0 && play < playsOf(scenario)) return;
    failures.push(...faults.map((fault) => `${scenario.kind}: ${scenario.name}: ${fault}`));
    left.shift();
    play = 0;
  };
  const profile = await mkdtemp(join(tmpdir(), "specloom-chromium-"));
  const browser = spawn(binary, [...flags, `--user-data-dir=${profile}`, `${server.origin}/`], { stdio: "ignore" });
  const isGone = new Promise<number | null>((resolve, reject) => {
    browser.once("error", reject);
    browser.once("exit", resolve);
  });
  const isOver = isGone.then((code) => {
    throw new Error(`Chromium ended by itself, with code ${code}`);
  });
  try {
    await Promise.race([isDone, isOver]);
  } finally {
    browser.kill();
    await Promise.all([server.close(), isGone.catch(() => undefined)]);
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
  return { ran: table.length, failures };
}

async function bundlePage(adapterFile: string, adapterName: string): Promise<string> {
  const source = fileURLToPath(new URL("../packages/client-runtime/src/testing", import.meta.url));
  const contents = `
    import { ${adapterName} as adapter } from ${JSON.stringify(adapterFile)};
    import { playScenario } from ${JSON.stringify(join(source, "play.ts"))};
    import { scenarios } from ${JSON.stringify(join(source, "scenarios.ts"))};
    for (;;) {
      const next = await (await fetch("/next")).json();
      if (next === null) break;
      const scenario = scenarios.find(({ name, kind }) => name === next.name && kind === next.kind);
      const outcome = await playScenario(scenario, adapter, next.address);
      await fetch("/outcome", { method: "POST", body: JSON.stringify(outcome) });
    }
    await fetch("/done");`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: source, loader: "ts" },
    bundle: true,
    format: "esm",
    platform: "browser",
    // The entry has a server beside what an adapter takes from it, and no browser can load that.
    alias: { "@specloom/client-runtime/testing": join(source, "create-fetch-adapter.ts") },
    target: "es2023",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}
