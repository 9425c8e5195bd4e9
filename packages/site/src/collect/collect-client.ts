/** The pages of one client: its operations with their samples, and the guides of its README. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readApi } from "specloom/model";
import { parse } from "yaml";
import type { ClientPages, Heading, OperationPage, TextPage } from "../data/site-data.ts";
import { clientModules } from "../run/client-modules.ts";
import { commandSample, runCommands } from "./command-sample.ts";
import { describeOperation } from "./describe-operation.ts";
import type { Linker } from "./linker.ts";
import { methodOperations } from "./method-operations.ts";
import { operationSample, type SampleClient } from "./operation-sample.ts";
import { operationFile } from "./operation-slug.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { runSample } from "./run-sample.ts";
import { type Schema, schemaOf } from "./schema.ts";
import { splitSections } from "./split-sections.ts";

const read = (file: string): string => readFileSync(file, "utf8");

interface ClientFolder {
  readonly root: string;
  /** Name of the folder below `packages/`. */
  readonly folder: string;
  readonly vendor: string;
}

export interface CollectedClient {
  readonly client: ClientPages;
  readonly pages: readonly TextPage[];
}

/** Sections of a README that the first page of a client shows already. */
const ON_FIRST_PAGE: ReadonlySet<string> = new Set(["Install", "First query", "A first call"]);

export async function collectClient({ root, folder, vendor }: ClientFolder, linker: Linker): Promise<CollectedClient> {
  const packageFolder = join(root, "packages", folder);
  const manifest: { name: string; description: string } = JSON.parse(read(join(packageFolder, "package.json")));
  const settings: { clientParameters?: string[] } = parse(read(join(root, "specs", vendor, "vendor.yaml")));
  const filledIn = settings.clientParameters ?? [];
  const { value: api } = readApi(parse(read(join(root, "specs", vendor, "openapi.gen.yaml"))), filledIn);
  const components: Record<string, Schema> = Object.fromEntries(
    Object.entries(api.schemas).map(([name, schema]) => [name, schemaOf(schema) ?? {}]),
  );
  const { modules } = clientModules[vendor] ?? {};
  if (!modules) throw new Error(`packages/site/src/run/client-modules.ts lacks ${vendor}: add its modules there`);
  const exported = Object.keys(modules[manifest.name] ?? {});
  const create = exported.find((name) => /^create\w+Client$/.test(name));
  if (create === undefined) throw new Error(`${manifest.name} exports no function that creates a client`);
  const server = api.servers[0]?.url ?? "";
  const sampleClient: SampleClient = { vendor, packageName: manifest.name, server, create, components, filledIn };
  const called = methodOperations(join(packageFolder, "src"), new Set(api.operations.map(({ id }) => id)));
  const operations: OperationPage[] = [];
  for (const operation of api.operations) {
    const file = join(root, "packages/site/samples", vendor, `${operationFile(operation.id)}.ts`);
    const sample = await operationSample(operation, sampleClient, existsSync(file) ? read(file) : undefined);
    const callers = [...called]
      .filter(([name, ids]) => ids.includes(operation.id) && name !== operation.name.method)
      .map(([name]) => name);
    const described = describeOperation(operation, api.securitySchemes, components, vendor);
    const command = await commandSample(vendor, manifest.name, server, described.call);
    operations.push({ ...described, callers, sample: { ...sample, command } });
  }
  const clientTitle = create.replace(/^create|Client$/g, "");
  const { pages, ...first } = await guidesOf({ root, folder, vendor }, manifest.name, server, linker);
  return {
    client: {
      vendor,
      packageName: manifest.name,
      title: clientTitle,
      summary: manifest.description,
      server,
      ...first,
      operations,
      guides: pages.map(({ slug, title }) => ({ slug, title })),
    },
    pages: pages.map((page) => ({ ...page, part: clientTitle })),
  };
}

/** Files, the keychain and agents are on a reader's machine alone. */
const NEEDS_A_MACHINE = / (?:--file|--output|--account|login|logout|mcp)\b|@\w+\.json/;

/** Whether a block has commands of the client alone, which run in a page. */
function isCommandOf(packageName: string, text: string): boolean {
  return text.split("\n").every((line) => line.startsWith(`npx ${packageName} `) && !NEEDS_A_MACHINE.test(line));
}

interface Guides {
  readonly pages: readonly TextPage[];
  readonly start: ClientPages["start"];
  readonly install: string;
  readonly firstCall: ClientPages["firstCall"];
}

/** The README's sections, each a page whose programs run. */
async function guidesOf(
  { root, folder, vendor }: ClientFolder,
  packageName: string,
  server: string,
  linker: Linker,
): Promise<Guides> {
  const file = `packages/${folder}/README.md`;
  const { start, sections } = splitSections(read(join(root, file)));
  const resolve = linker.from(file);
  let before = "";
  let firstCall: ClientPages["firstCall"] | undefined;
  let install = "";
  const pages: TextPage[] = [];
  const first: { blocks: TextPage["blocks"][number][]; headings: Heading[] } = { blocks: [], headings: [] };
  for (const { title, slug, text } of [{ title: "", slug: "", text: start }, ...sections]) {
    const rendered = renderMarkdown(text, resolve);
    const blocks: TextPage["blocks"][number][] = [];
    for (const block of rendered.blocks) {
      if (block.kind === "code" && block.language === "sh" && install === "") install = block.text;
      if (block.kind === "code" && block.language === "sh" && isCommandOf(packageName, block.text)) {
        await runCommands(vendor, server, block.text);
        blocks.push({ ...block, run: { vendor, before: "" } });
        continue;
      }
      if (block.kind !== "code" || block.language !== "ts") {
        blocks.push(block);
        continue;
      }
      const startsProgram = /^import /m.test(block.text);
      const run = { vendor, before: startsProgram ? "" : before };
      if (startsProgram) before = block.text;
      const seen = await runSample(vendor, server, { before: run.before, source: block.text }).catch((error: unknown) => {
        throw new Error(`${file}: a program below "${title}" fails`, { cause: error });
      });
      firstCall ??= { ...block, run };
      // What only other programs continue shows nothing when it runs.
      const isShown = seen.printed.length > 0 || seen.requests.length > 0;
      blocks.push(isShown ? { ...block, run } : block);
    }
    if (title === "" || ON_FIRST_PAGE.has(title)) {
      // The title is one of the list above.
      if (title !== "") {
        first.blocks.push({ kind: "html", html: `<h2 id="${slug}">${title}</h2>` });
        first.headings.push({ depth: 2, slug, text: title });
      }
      first.blocks.push(...blocks);
      continue;
    }
    pages.push({ slug: `${vendor}/${slug}`, title, blocks, headings: rendered.headings, searched: true });
  }
  if (!firstCall) throw new Error(`${file} has no program`);
  return { pages, start: first, install, firstCall };
}
