import { expect, onTestFinished, test } from "vitest";
import { serveFetch, type Fetch } from "../../src/host/serve-fetch.ts";

const encoder = new TextEncoder();

async function serve(fetch: Fetch): Promise<{ origin: string; errors: unknown[] }> {
  const errors: unknown[] = [];
  const server = await serveFetch(fetch, 0, (error) => errors.push(error));
  onTestFinished(() => server.close());
  return { origin: server.origin, errors };
}

test("a chunk is on its way before the next one is made", async () => {
  const second = Promise.withResolvers<void>();
  const { origin } = await serve(() => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        sent += 1;
        if (sent === 1) return controller.enqueue(encoder.encode("first"));
        await second.promise;
        controller.enqueue(encoder.encode("second"));
        controller.close();
      },
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  });
  const reader = (await fetch(origin)).body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("first");
  second.resolve();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("second");
  expect((await reader?.read())?.done).toBe(true);
});

test("a reader that leaves early ends the stream, which is no error", async () => {
  const cancelled = Promise.withResolvers<void>();
  let made = 0;
  const { origin, errors } = await serve(
    () =>
      new Response(
        new ReadableStream<Uint8Array>({
          pull(controller) {
            made += 1;
            controller.enqueue(new Uint8Array(65_536));
          },
          cancel: () => cancelled.resolve(),
        }),
      ),
  );
  const leave = new AbortController();
  const reader = (await fetch(origin, { signal: leave.signal })).body?.getReader();
  await reader?.read();
  leave.abort();
  await cancelled.promise;
  expect(errors).toEqual([]);
  // Some hundred chunks fit into the buffers of both sides; without a limit there would be no end.
  expect(made).toBeLessThan(5000);
});

test("the request comes with method, headers, query and body, and learns that its sender has gone", async () => {
  const arrived = Promise.withResolvers<void>();
  const gone = Promise.withResolvers<void>();
  const { origin } = await serve(async (request) => {
    if (request.method === "DELETE") {
      request.signal.addEventListener("abort", () => gone.resolve());
      arrived.resolve();
      return new Promise<Response>(() => {});
    }
    const { pathname, search } = new URL(request.url);
    return Response.json([request.method, pathname, search, request.headers.get("x-key"), await request.text()]);
  });
  const response = await fetch(`${origin}/a%2Fb?c=d`, { method: "PUT", headers: { "x-key": "k" }, body: "é" });
  expect(await response.json()).toEqual(["PUT", "/a%2Fb", "?c=d", "k", "é"]);
  const leave = new AbortController();
  const asking = fetch(origin, { method: "DELETE", signal: leave.signal }).catch((error: unknown) => error);
  await arrived.promise;
  leave.abort();
  await asking;
  await gone.promise;
});

test("responses without a body and with several cookies are passed on unchanged", async () => {
  const headers = new Headers([
    ["set-cookie", "a=1"],
    ["set-cookie", "b=2"],
  ]);
  const { origin } = await serve(({ method }) =>
    method === "HEAD" ? new Response("not sent", { headers }) : new Response(null, { status: 204, headers }),
  );
  const empty = await fetch(origin);
  expect([empty.status, await empty.text(), empty.headers.getSetCookie()]).toEqual([204, "", ["a=1", "b=2"]]);
  const head = await fetch(origin, { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
});
