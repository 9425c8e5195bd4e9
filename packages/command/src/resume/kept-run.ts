import { randomBytes, scryptSync } from "node:crypto";
import { rm, stat } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import type { Fetch } from "@specloom/client-runtime";
import type { ClientVariable, Params } from "@specloom/client-runtime/start-command";
import { isRecord } from "../read-params.ts";
import { UsageError } from "../usage-error.ts";
import { keepPages } from "./keep-pages.ts";
import { createPageFile, type KeptPage, type PageFile, readPageFile } from "./page-file.ts";

/** The request. The pages of one walk cannot serve another one. */
export interface Walk {
  readonly client: string;
  readonly method: string;
  readonly params: Params;
}

/** The stored pages of a walk to a file. They lie beside that file until it is complete. */
export interface KeptRun {
  /** The start of the walk, in whichever run. */
  readonly now: Date;
  readonly wrap: (fetch: Fetch) => Fetch;
  /** Compares the accounts. @throws {UsageError} the rows of the earlier run belong to another account. */
  readonly begin: (variables: readonly ClientVariable[], env: Readonly<Record<string, string | undefined>>) => Promise<void>;
  /** The file is complete, so no page is needed. */
  readonly forget: () => Promise<void>;
  /** The run ended early. Returns whether another one can continue. */
  readonly leave: () => Promise<boolean>;
}

interface Tools {
  readonly isResumed: boolean;
  readonly tell: (line: string) => void;
}

/** The folder for the pages of a walk to a file. */
export const pagesPath = (path: string): string => `${path}.kept-pages`;

/**
 * Stores the pages of a walk. With `isResumed`, it begins with those of the earlier run.
 *
 * @returns undefined if the path is no file: a pipe cannot be continued.
 * @throws {UsageError} the pages there belong to another walk.
 */
export async function keepRun(path: string, walk: Walk, { isResumed, tell }: Tools): Promise<KeptRun | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found && !found.isFile()) {
    if (isResumed) throw new UsageError(`--resume: ${path} is no file, so that nothing of it was kept`);
    return undefined;
  }
  const place = pagesPath(path);
  const earlier = isResumed ? await openEarlier(place, walk) : undefined;
  if (isResumed && !earlier) tell(`nothing is kept in ${place}: the walk begins with its first page`);
  const now = earlier?.now ?? new Date();
  let left = earlier?.pages;
  let head: object = { ...walk, params: toJson(walk.params), now: now.toISOString() };
  let file: PageFile | undefined;
  let isPlaced = false;
  let isLost = false;

  /** A walk does not fail because its pages cannot be stored. */
  const keep = async (pages: readonly KeptPage[]): Promise<void> => {
    if (isLost || (pages.length === 0 && !file)) return;
    try {
      file ??= await createPageFile(place, head);
      for (const page of pages) await file.add(page);
      // All pages of the earlier run are read before its file is given up.
      if (left || isPlaced) return;
      await file.place();
      isPlaced = true;
    } catch (error) {
      isLost = true;
      tell(`no page can be kept in ${place}, so that --resume would not go on here: ${messageOf(error)}`);
      await drop();
    }
  };
  const close = async (): Promise<boolean> => (await file?.close().catch(() => false)) === true;
  const drop = async (): Promise<void> => {
    if (await close()) await rm(place, { force: true });
    file = undefined;
  };
  return {
    now,
    wrap: (fetch) =>
      keepPages(fetch, {
        keep,
        async next(key) {
          if (!left) return undefined;
          const { value: page } = await left.next();
          if (page?.key === key) {
            await keep([page]);
            return page;
          }
          // There are no more pages, or they belong to other requests.
          await left.return(undefined);
          left = undefined;
          await keep([]);
          return undefined;
        },
      }),
    async begin(variables, env) {
      const account = accountOf(variables, env);
      if (earlier) checkAccount(place, earlier.head, account);
      head = { ...head, ...withSecret(account, randomBytes(16).toString("base64url")) };
    },
    async forget() {
      await left?.return(undefined);
      await close();
      // Also the pages that an earlier run has left: they would lead a later one back.
      await rm(place, { force: true });
    },
    async leave() {
      await left?.return(undefined);
      const isOwn = await close();
      return isPlaced ? isOwn : earlier !== undefined;
    },
  };
}

interface Earlier {
  readonly head: Readonly<Record<string, unknown>>;
  readonly now: Date;
  readonly pages: AsyncGenerator<KeptPage, undefined, undefined>;
}

async function openEarlier(place: string, { client, method, params }: Walk): Promise<Earlier | undefined> {
  if (!(await stat(place).catch(() => undefined))) return undefined;
  const values = readPageFile(place);
  const { value: head } = await values.next();
  const now = new Date(typeof head?.["now"] === "string" ? head["now"] : Number.NaN);
  if (!head || head["client"] !== client || !isRecord(head["params"]) || Number.isNaN(Number(now)))
    throw new UsageError(`--resume: ${place} has no pages of ${client}; without --resume the walk begins anew`);
  if (head["method"] !== method) throw otherRun(place, `of ${String(head["method"])}, and this is ${method}`);
  const [before, here] = [head["params"], toJson(params)];
  const other = [...new Set([...Object.keys(before), ...Object.keys(here)])].filter(
    (name) => !isDeepStrictEqual(before[name], here[name]),
  );
  if (other.length > 0) throw otherRun(place, `of a walk with another ${other.join(", ")}`);
  return { head, now, pages: pagesOf(values) };
}

async function* pagesOf(
  values: AsyncGenerator<Record<string, unknown>, undefined, undefined>,
): AsyncGenerator<KeptPage, undefined, undefined> {
  for await (const value of values) {
    if (!isKeptPage(value)) return undefined;
    yield value;
  }
  return undefined;
}

function isKeptPage(value: Readonly<Record<string, unknown>>): value is Readonly<Record<string, unknown>> & KeptPage {
  const { key, status, headers, body } = value;
  return typeof key === "string" && typeof status === "number" && isRecord(headers) && typeof body === "string";
}

interface Account {
  readonly variables: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
}

function accountOf(variables: readonly ClientVariable[], env: Readonly<Record<string, string | undefined>>): Account {
  const valuesOf = (isSecret: boolean): Record<string, string> =>
    Object.fromEntries(
      variables.flatMap((variable) => {
        const value = env[variable.name];
        return variable.isSecret === isSecret && value !== undefined && value !== "" ? [[variable.name, value]] : [];
      }),
    );
  return { variables: valuesOf(false), secrets: valuesOf(true) };
}

/** A slow function of a secret recognises the secret again. */
function withSecret({ variables, secrets }: Account, salt: string): Readonly<Record<string, unknown>> {
  return { variables, salt, secret: scryptSync(JSON.stringify(secrets), salt, 32).toString("base64url") };
}

function checkAccount(place: string, head: Earlier["head"], account: Account): void {
  const { variables, salt, secret } = head;
  const before: Readonly<Record<string, unknown>> = isRecord(variables) ? variables : {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(account.variables)])) {
    const [there, here] = [before[name], account.variables[name]].map((value) => (typeof value === "string" ? value : "not set"));
    if (there !== here) throw otherRun(place, `with ${name} ${there}, and here it is ${here}`);
  }
  if (withSecret(account, String(salt))["secret"] !== secret) throw otherRun(place, "of another key");
}

function otherRun(place: string, what: string): UsageError {
  return new UsageError(
    `--resume: the pages in ${place} are ${what}. Their rows would be mixed: repeat that run's options, or begin anew without --resume`,
  );
}

function toJson(params: Params): Record<string, unknown> {
  const value: unknown = JSON.parse(JSON.stringify(params));
  return isRecord(value) ? value : {};
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
