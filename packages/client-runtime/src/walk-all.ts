import { asObject } from "./check-names.ts";
import { mediaOf } from "./choose-media.ts";
import type { Caller, GivenCall } from "./create-caller.ts";
import { ResponseError } from "./errors.ts";
import type { Input } from "./make-request.ts";
import type { MethodMaker } from "./make-resource.ts";
import { nextLink } from "./next-link.ts";
import type { OperationDescriptor } from "./operation.ts";
import type { RequestOptions } from "./options.ts";
import type { Pages } from "./pages.ts";
import { paginate } from "./paginate.ts";
import { readParams } from "./read-params.ts";
import type { ResponseFacts } from "./response-facts.ts";

/** The method that returns every item of all pages of an operation. It takes the same arguments as the method for one page. */
export function walkAll(operation: OperationDescriptor, pages: Pages): MethodMaker {
  return (caller, name) =>
    (params = {}, options) => {
      // Copied now: the first page is asked for later, when a program may have changed them.
      const taken = asObject(params) ? { ...params } : params;
      return new Walk(caller, name, operation, pages, taken, options).items();
    };
}

/** An address may leave out params that all pages share. */
const ANY_HOST = "http://localhost";

/** One page, as it came. */
interface Page {
  readonly body: unknown;
  readonly rows: readonly unknown[];
  readonly facts: ResponseFacts | undefined;
}

/** A walk through the pages of one call. */
class Walk {
  readonly #call: (position: unknown) => Promise<Page>;
  readonly #operation: { readonly id: string; readonly method: string; readonly path: string };
  readonly #pages: Pages;
  /** Pages and addresses so far. */
  readonly #had = new Set<string>();
  /** The first offset or number of the API, and the first one of this walk. */
  readonly #first: number;
  #start: number;
  #attempts = 0;
  #size: number | undefined;
  #received = 0;
  /** The last total that a page named. */
  #total: number | undefined;

  constructor(
    caller: Caller,
    name: string,
    operation: OperationDescriptor,
    pages: Pages,
    params: object,
    options: RequestOptions | undefined,
  ) {
    const { by, param = "", first = by === "page" ? 1 : 0 } = pages;
    const { id = name, method, path } = operation;
    this.#operation = { id, method, path };
    this.#pages = pages;
    this.#start = this.#first = first;
    this.#call = async (position) => {
      let facts: ResponseFacts | undefined;
      const isCounted = by === "offset" || by === "page";
      const read: GivenCall["read"] = (call) => {
        const input = readParams(call, operation, params, options);
        if (position !== undefined) return withPosition(input, pages, position);
        if (!isCounted) return input;
        const given = valueAt(input, param);
        this.#start = Number(given ?? first);
        return withPosition(input, pages, this.#start);
      };
      const media = mediaOf(operation.isGrouped ? params : undefined);
      const asked = { media, body: undefined, read, options };
      const body = await caller(id, operation, asked, (response) => (facts = response));
      return { body, rows: this.#rowsOf(body), facts };
    };
  }

  items(): AsyncGenerator<unknown, undefined, undefined> {
    return paginate<unknown, Page, unknown>(
      undefined,
      async (position) => {
        const page = await this.#call(position);
        this.#attempts++;
        this.#size ??= page.rows.length;
        this.#received += page.rows.length;
        const total = valueAt(page.body, this.#pages.total);
        if (typeof total === "number") this.#total = total;
        const [row] = page.rows;
        // Rows that are no objects may be equal by chance.
        if (Object(row) === row) this.#keepOnce(JSON.stringify([page.rows.length, row, page.rows.at(-1)]), "came before");
        return page;
      },
      (page, position) => {
        const next = this.#next(page, position);
        const isLast = next === undefined || next === null || next === "";
        if (isLast && this.#isShort(position, page))
          throw this.#wrong(`named no page after ${this.#received} rows, of ${this.#total} in all: the others are missing`);
        return next;
      },
      ({ rows }) => rows,
      this.#operation,
    );
  }

  /** The position of the next page. Undefined, null or an empty text if there is none. */
  #next({ body, rows, facts }: Page, position: unknown): unknown {
    const { by, next, field, more, last, totalPages } = this.#pages;
    const isMore = valueAt(body, more);
    if (isMore === false || valueAt(body, last) === true) return undefined;
    if (by === "cursor" || by === "address" || by === "link") {
      const to = by === "link" ? nextLink(facts?.headers.get("link")) : valueAt(body, next);
      if (to === undefined || to === null || to === "") {
        if (isMore === true) throw this.#wrong("says that there are more rows, but not where", next);
        return undefined;
      }
      if (by === "cursor" ? !isPosition(to) : !isAddress(to)) throw this.#wrong("names a next page in an unknown form", next);
      // The runtime's errors would show an address, which may contain a key.
      if (typeof to === "string" && by !== "cursor") this.#keepOnce(to, "is named as the next one again");
      return to;
    }
    if (by === "item") {
      if (rows.length === 0 && isMore !== true) return undefined;
      const to = valueAt(rows.at(-1), field);
      if (!isPosition(to)) throw this.#wrong("gave a last row from which no next page can be asked for", field);
      return to;
    }
    const here = typeof position === "number" ? position : this.#start;
    if (this.#isComplete(here, rows.length)) return undefined;
    if (by === "offset") {
      if (rows.length > 0) return here + rows.length;
      if (isMore !== true && this.#total === undefined) return undefined;
      throw this.#wrong(`got no rows at ${here}, but the response says that there are more`);
    }
    const count = valueAt(body, totalPages);
    if (typeof count === "number" ? here - this.#first + 1 >= count : rows.length === 0 && isMore !== true) return undefined;
    return here + 1;
  }

  /** Whether the total is reached, with rows that begin at an offset or form the page of a number. */
  #isComplete(here: number, rows: number): boolean {
    return this.#total !== undefined && this.#reached(here, rows) >= this.#total;
  }

  #reached(here: number, rows: number): number {
    if (this.#pages.by === "offset") return here - this.#first + rows;
    return (this.#start - this.#first) * (this.#size ?? 0) + this.#received;
  }

  /** Whether rows are missing at the end. If the walk began with a later page, the number of rows before it is not known. */
  #isShort(position: unknown, { rows }: Page): boolean {
    if (this.#total === undefined || (this.#pages.by === "page" && this.#start !== this.#first)) return false;
    return this.#reached(typeof position === "number" ? position : this.#start, rows.length) < this.#total;
  }

  #rowsOf(body: unknown): readonly unknown[] {
    const rows = valueAt(body, this.#pages.items) ?? [];
    if (Array.isArray(rows) && Object(body) === body) return rows;
    throw this.#wrong("got no list of items", this.#pages.items);
  }

  #keepOnce(mark: string, message: string): void {
    if (this.#had.has(mark)) throw this.#wrong(`got a page that ${message}: the walk would never end`);
    this.#had.add(mark);
  }

  #wrong(message: string, pointer = ""): ResponseError {
    const call = { operation: this.#operation, attempts: Math.max(1, this.#attempts) };
    return new ResponseError(call, `${message}.`, { reason: "wrong-shape", pointer });
  }
}

function isPosition(value: unknown): boolean {
  return typeof value === "number" || (typeof value === "string" && value !== "");
}

/** Whether its query names the page. */
function isAddress(value: unknown): boolean {
  return typeof value === "string" && URL.canParse(value, ANY_HOST) && new URL(value, ANY_HOST).search !== "";
}

/** The input that asks for the page at a position. */
function withPosition(input: Input, { by, param = "" }: Pages, position: unknown): Input {
  // An address names the whole query. Host and path stay those of the operation, so the credential goes nowhere else.
  if (by === "address" || by === "link") return { ...input, search: new URL(String(position), ANY_HOST).search.slice(1) };
  return withValue(input, segmentsOf(param), position);
}

function withValue(object: object, [name = "", ...rest]: readonly string[], value: unknown): object {
  const inner: unknown = Reflect.get(object, name);
  return { ...object, [name]: rest.length === 0 ? value : withValue(Object(inner) as object, rest, value) };
}

/** The value at a JSON pointer. Undefined if there is none. */
function valueAt(value: unknown, pointer: string | undefined): unknown {
  if (pointer === undefined) return undefined;
  return segmentsOf(pointer).reduce<unknown>(
    (inner, name) =>
      Object(inner) === inner && Object.hasOwn(inner as object, name) ? Reflect.get(inner as object, name) : undefined,
    value,
  );
}

function segmentsOf(pointer: string): readonly string[] {
  const segments = pointer.split("/").slice(1);
  return segments.map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}
