import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";

export type Side = "APPROVED" | "DENIED" | "PENDING";

/** A server that shares no code with the mock or the client, and fails by chance in the ways of a network and its proxies. */
export interface ChaosServer extends AsyncDisposable {
  readonly baseUrl: string;
  /** The server's referrals after all delayed requests. */
  settle(): Promise<ReadonlyMap<string, readonly [referrer: Side, referred: Side]>>;
  /** Ids that were in a request, applied or not. */
  readonly touched: ReadonlySet<string>;
}

interface Action {
  readonly referralId: string;
  readonly action: string;
}

function respond(response: ServerResponse, status: number, body: unknown, type = "application/json"): void {
  response.writeHead(status, { "content-type": type, "retry-after-ms": "1" });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

/** Breaks a response off in the middle of its body. */
function cut(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
  response.write('{"referrals":[{"id":"');
  setTimeout(() => response.destroy(), 2);
}

const page = "<html><title>Sign in to the network</title>";

/** `refused`: ids for which the server turns a whole request away. `trouble`: the share of requests that fail. */
export async function startChaosServer(
  ids: readonly string[],
  refused: ReadonlySet<string>,
  trouble: number,
  random: () => number,
): Promise<ChaosServer> {
  const state = new Map(ids.map((id): [string, [Side, Side]] => [id, ["PENDING", "PENDING"]]));
  const touched = new Set<string>();
  const late: Promise<void>[] = [];
  /** Referrals in progress, which are refused in the meantime. */
  const busy = new Set<string>();

  const apply = (actions: readonly Action[]): void => {
    for (const { referralId, action } of actions) {
      const sides = state.get(referralId);
      const side: Side = action.endsWith("APPROVED") ? "APPROVED" : "DENIED";
      if (sides && !action.startsWith("REFERRED")) sides[0] = side;
      if (sides && !action.startsWith("REFERRER")) sides[1] = side;
    }
  };
  const applyLate = async (actions: readonly Action[]): Promise<void> => {
    for (const { referralId } of actions) busy.add(referralId);
    await new Promise((resolve) => void setTimeout(resolve, 60 + random() * 240));
    apply(actions);
    for (const { referralId } of actions) busy.delete(referralId);
  };

  const moderate = (actions: readonly Action[], response: ServerResponse): void => {
    for (const { referralId } of actions) touched.add(referralId);
    if (random() < trouble) {
      const kinds: readonly (() => void)[] = [
        () => response.destroy(),
        () => (apply(actions), response.destroy()),
        () => respond(response, 500, { message: "before it was done" }),
        () => (apply(actions), respond(response, 500, { message: "after it was done" })),
        () => respond(response, 502, page, "text/html"),
        () => respond(response, 200, page, "text/html"),
        () => (apply(actions), respond(response, 200, page, "text/html")),
        () => respond(response, 429, { message: "too many" }),
        () => respond(response, 403, page, "text/html"),
        // No response in time. The request is applied later, or never.
        () => late.push(applyLate(actions)),
        () => late.push(applyLate(actions)),
        () => late.push(applyLate(actions)),
        () => undefined,
      ];
      kinds[Math.floor(random() * kinds.length)]?.();
    } else if (actions.some(({ referralId }) => busy.has(referralId))) {
      respond(response, 409, { message: "being processed" });
    } else if (actions.some(({ referralId }) => refused.has(referralId))) {
      respond(response, 400, { message: "one of them cannot be moderated" });
    } else {
      apply(actions);
      respond(response, 200, random() < 0.5 ? "" : { ok: true });
    }
  };
  const show = (id: string): object => {
    const [referrerModerationStatus, referredModerationStatus] = state.get(id) ?? [];
    return { id, referrerModerationStatus, referredModerationStatus };
  };
  const read = (path: string, query: URLSearchParams, response: ServerResponse): void => {
    if (random() < trouble / 2) {
      const kinds: readonly (() => void)[] = [
        () => response.destroy(),
        () => cut(response),
        () => respond(response, 503, { message: "busy" }),
        () => respond(response, 200, page, "text/html"),
        () => undefined,
      ];
      return kinds[Math.floor(random() * kinds.length)]?.();
    }
    if (path !== "/referrals") return respond(response, 200, show(decodeURIComponent(path.slice("/referrals/".length))));
    const offset = Number(query.get("offset"));
    // Sometimes fewer than requested.
    const count = Math.max(1, Math.floor(Number(query.get("limit")) * (random() < 0.5 ? 1 : random())));
    const referrals = ids.slice(offset, offset + count).map(show);
    respond(response, 200, { count: referrals.length, totalCount: ids.length, referrals });
  };

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://local");
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      const body: { readonly actions: readonly Action[] } = request.method === "POST" ? JSON.parse(text) : { actions: [] };
      if (request.method === "POST") moderate(body.actions, response);
      else read(pathname.replace(/^\/[^/]+/, ""), searchParams, response);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    baseUrl: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    touched,
    async settle() {
      await Promise.all(late);
      return state;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}
