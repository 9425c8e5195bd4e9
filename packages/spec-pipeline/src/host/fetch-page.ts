import { isUtf8 } from "node:buffer";
import { retryAfterMs, wait, type Pace } from "./pace.ts";

/** The part of the platform's fetch that is used. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Facts of the last retrieval of a page. With them the site can respond that nothing has changed. */
export interface Validators {
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

export interface FetchLimits {
  /** Time limit of one attempt, body included. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** The waits between the attempts. Their number is the number of repetitions. */
  readonly retryDelaysMs: readonly number[];
}

export interface FetchSettings extends FetchLimits {
  readonly fetch: Fetch;
  readonly signal: AbortSignal;
  /** Shared by all requests to a site, so that each of them waits if the site asks for a pause. */
  readonly pace?: Pace | undefined;
}

export type FetchedPage =
  | { readonly kind: "unchanged" }
  | ({ readonly kind: "fetched"; readonly bytes: Uint8Array } & Validators)
  /** `isLasting`: the site responded, and its response will be the same the next time. */
  | { readonly kind: "failed"; readonly message: string; readonly fix: string; readonly isLasting: boolean };

export const FETCH_DEFAULTS: FetchLimits = { timeoutMs: 30_000, maxBytes: 8 * 1024 * 1024, retryDelaysMs: [500, 2000] };

const MAX_REDIRECTS = 5;
/** If a site asks for a longer pause, it is asked again another day. */
const MAX_PAUSE_MS = 60_000;
const TRY_LATER = "run sync again later; the page that is here stays as it is";
const LOOK = "open the address; if the page has moved, write the new address into vendor.yaml";

/** Fetches one page politely: asks whether it has changed, tries again where that may help, and never leaves the site. */
export async function fetchPage(url: string, known: Validators, settings: FetchSettings): Promise<FetchedPage> {
  for (let attempt = 0; ; attempt += 1) {
    await settings.pace?.ready(settings.signal);
    const outcome = await attemptPage(url, known, settings);
    const delayMs = settings.retryDelaysMs[attempt];
    if (outcome.kind !== "retry") return outcome;
    if (delayMs === undefined || settings.signal.aborted)
      return { kind: "failed", message: outcome.message, fix: TRY_LATER, isLasting: false };
    const { askedMs = 0 } = outcome;
    if (askedMs > MAX_PAUSE_MS) {
      const message = `${outcome.message} and asks for a wait of ${Math.ceil(askedMs / 1000)} s`;
      return { kind: "failed", message, fix: TRY_LATER, isLasting: false };
    }
    settings.pace?.pause(askedMs);
    await wait(Math.max(delayMs, askedMs), settings.signal);
  }
}

/** `askedMs`: the wait that the site asks for. */
type Attempt = FetchedPage | { readonly kind: "retry"; readonly message: string; readonly askedMs?: number | undefined };

async function attemptPage(url: string, known: Validators, settings: FetchSettings): Promise<Attempt> {
  const timeout = AbortSignal.timeout(settings.timeoutMs);
  const signal = AbortSignal.any([settings.signal, timeout]);
  try {
    return await readPage(await follow(url, known, settings.fetch, signal), settings.maxBytes);
  } catch (error) {
    if (error instanceof Refusal) return { kind: "failed", message: error.message, fix: LOOK, isLasting: true };
    if (timeout.aborted) return { kind: "retry", message: `${url} did not come within ${settings.timeoutMs / 1000} s` };
    return { kind: "retry", message: `${url} could not be fetched: ${reasonOf(error)}` };
  }
}

/** The site responded, and its response will be the same the next time. */
class Refusal extends Error {}

async function follow(url: string, known: Validators, fetch: Fetch, signal: AbortSignal): Promise<Response> {
  let at = new URL(url);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const headers = new Headers({ accept: "text/markdown, text/plain;q=0.9, */*;q=0.1", "user-agent": "specloom" });
    if (known.etag !== undefined) headers.set("if-none-match", known.etag);
    if (known.lastModified !== undefined) headers.set("if-modified-since", known.lastModified);
    const response = await fetch(at.href, { headers, redirect: "manual", signal });
    const location = response.headers.get("location");
    if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return response;
    await response.body?.cancel();
    const target = URL.canParse(location, at) ? new URL(location, at) : undefined;
    if (target?.origin !== at.origin) {
      throw new Refusal(`${at.href} redirects to ${target?.href ?? location}; only redirects within ${at.origin} are followed`);
    }
    at = target;
  }
  throw new Refusal(`${url} redirects more than ${MAX_REDIRECTS} times`);
}

async function readPage(response: Response, maxBytes: number): Promise<Attempt> {
  const { status, url, headers } = response;
  if (status === 304) return { kind: "unchanged" };
  if (status !== 200) {
    await response.body?.cancel();
    const message = `${url} responded with ${status}`;
    return status === 429 || status >= 500
      ? { kind: "retry", message, askedMs: retryAfterMs(headers.get("retry-after")) }
      : { kind: "failed", message, fix: LOOK, isLasting: true };
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) throw new Refusal(`${url} is larger than ${maxBytes / 1024 / 1024} MiB`);
    chunks.push(chunk);
  }
  const bytes = toUtf8(Buffer.concat(chunks), headers.get("content-type") ?? "");
  if (!bytes) throw new Refusal(`${url} is no text: its bytes are neither UTF-8 nor of the charset that it names`);
  if (bytes.toString("utf8").trim() === "") throw new Refusal(`${url} is empty`);
  const etag = headers.get("etag") ?? undefined;
  const lastModified = headers.get("last-modified") ?? undefined;
  return { kind: "fetched", bytes, etag, lastModified };
}

/** The bytes as UTF-8, which pages are kept in; undefined where they are no text. Servers name a charset that their pages do not have. */
function toUtf8(bytes: Buffer, type: string): Buffer | undefined {
  if (isUtf8(bytes)) return bytes;
  const mark = bytes.subarray(0, 2).toString("hex");
  const named = /charset="?([\w.:-]+)/i.exec(type)?.[1];
  const charset = { fffe: "utf-16le", feff: "utf-16be" }[mark] ?? named;
  try {
    return charset === undefined ? undefined : Buffer.from(new TextDecoder(charset, { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** The cause below fetch, whose own message only says that it failed. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause : error;
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : undefined;
  return code === undefined || cause.message.includes(code) ? cause.message || cause.name : `${cause.message} (${code})`;
}
