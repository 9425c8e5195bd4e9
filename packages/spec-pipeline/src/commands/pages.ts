import { join } from "node:path";
import {
  CommandFailure,
  INTERRUPTED,
  UsageError,
  type Command,
  type CommandContext,
  type ExitCode,
  type ParsedArguments,
} from "../host/command.ts";
import { applyChanges } from "../host/files.ts";
import { finish } from "../host/finish.ts";
import { selectVendors } from "../host/run-vendor.ts";
import { readVendorFiles } from "../host/vendor-files.ts";
import { readText } from "../host/workspace.ts";
import { jsonText } from "../print/json-text.ts";
import { inTerminal, joinTerminal, padEnd, terminalLine, type TerminalText } from "../print/terminal-text.ts";
import { addPages } from "../sync/add-pages.ts";
import { siteSettings } from "../sync/collect-pages.ts";
import { findPages, untaken, type FoundPage, type FoundPages } from "../sync/find-pages.ts";
import { printPublished, publishedFile, readPublished } from "../sync/published-file.ts";

const HELP = `Usage: specloom pages [vendor…] [options]
       specloom pages VENDOR --add PAGE [--add PAGE …]

Reads the index of a vendor's documentation (the llms.txt that its pages name, else the site's
llms.txt or sitemap.xml), looks which pages describe operations, and lists them: vendored, new
since the last look, published and not taken, or gone. What it saw is kept in
specs/<vendor>/published.yaml, so that the next look asks only what has changed. Stays on the
site, reads a few pages at a time, and waits where the site asks for it.

Options
  --add PAGE  put a page into specs/<vendor>: file, address, date and hash, then generate. PAGE
              is an address, or its end as the list shows it; further pages may follow
  --json      print the list as JSON
  --help      print this text

Exit codes: 0 done, 1 problems found or a site out of reach, 2 called wrongly
`;

async function run(parsed: ParsedArguments, context: CommandContext): Promise<ExitCode> {
  const { add } = parsed.options;
  if (Array.isArray(add)) {
    const [vendor, ...more] = parsed.positionals;
    if (vendor === undefined) throw new UsageError("name the vendor whose page it is: specloom pages VENDOR --add PAGE");
    const { root } = await selectVendors({ ...parsed, positionals: [vendor] }, context);
    const report = await addPages(root, vendor, [...add.map(String), ...more], context);
    return context.signal.aborted ? INTERRUPTED : finish([report], parsed, context);
  }
  const { root, vendors } = await selectVendors(parsed, context);
  const looks: (readonly [vendor: string, FoundPages])[] = [];
  for (const id of vendors) {
    const found = await look(root, id, context);
    if (context.signal.aborted) return INTERRUPTED;
    looks.push([id, found]);
  }
  context.print(parsed.options["json"] === true ? jsonText({ vendors: looks.map(asJson) }) : print(looks));
  return looks.every(([, { failures, index }]) => failures.length === 0 && index !== undefined) ? 0 : 1;
}

async function look(root: string, id: string, context: CommandContext): Promise<FoundPages> {
  const { input, problems } = await readVendorFiles(root, id);
  if (!input)
    throw new CommandFailure(`${problems[0]?.message ?? `${id} cannot be read`} (specloom check ${id} lists all problems)`);
  const earlier = await readPublished(root, id);
  const found = await findPages(input, { fetch: siteSettings(context), earlier, look: "all" });
  const text = found.published && printPublished(id, found.published);
  const path = publishedFile(id);
  if (text !== undefined && !context.signal.aborted && (await readText(join(root, path))) !== text)
    applyChanges(root, [{ path, content: text }]);
  return found;
}

function asJson([vendor, { index, listed, pages, failures }]: readonly [string, FoundPages]): object {
  return { vendor, index: index ?? null, listed, pages, failures };
}

const ORDER = ["vendored", "new", "published", "gone"] as const;

function print(looks: readonly (readonly [string, FoundPages])[]): TerminalText {
  return joinTerminal(looks.map(printVendor), inTerminal`\n`);
}

function printVendor([vendor, found]: readonly [string, FoundPages]): TerminalText {
  const { index, listed, pages, failures } = found;
  const nothing = found.hasSite
    ? "its site has no llms.txt and no sitemap.xml"
    : `none of its pages has an address: add the url of one to specs/${vendor}/vendor.yaml`;
  const without = failures.length > 0 ? "the index of its site could not be read" : nothing;
  const head =
    index === undefined
      ? `${vendor}: ${without}`
      : `${vendor}: ${pages.length} pages with operations, of ${listed} that ${index} lists`;
  const sorted = pages.toSorted((left, right) => ORDER.indexOf(left.state) - ORDER.indexOf(right.state));
  const missing = untaken(found).length;
  const advice = missing === 0 ? [] : [`add some: specloom pages ${vendor} --add ADDRESS …`];
  return joinTerminal(
    [
      terminalLine(head),
      ...sorted.map(printPage),
      ...failures.map((failure) => terminalLine(`  could not be read: ${failure}`)),
      ...advice.map(terminalLine),
      inTerminal``,
    ],
    inTerminal`\n`,
  );
}

function printPage({ url, operations, state }: FoundPage): TerminalText {
  return inTerminal`  ${padEnd(terminalLine(state), 9)}  ${terminalLine(url)}  ${terminalLine(operations.join(", "))}`;
}

export const pages: Command = {
  help: HELP,
  options: { add: { type: "string", multiple: true }, json: { type: "boolean" } },
  run,
};
