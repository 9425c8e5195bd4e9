import type { ClientCommand, Params } from "@specloom/client-runtime/start-command";
import { isAsyncIterable } from "./is-async-iterable.ts";
import type { Method } from "./method.ts";

/** Makes a call up to its first request, so that a mistake in it is told before anybody is asked whether it is sent. @throws what the call refuses. */
export async function checkCall(settings: ClientCommand, method: Method, params: Params): Promise<void> {
  const stop = new AbortController();
  const fetch = async (): Promise<never> => {
    stop.abort(new Error("the call is only checked"));
    throw stop.signal.reason;
  };
  try {
    const output: unknown = await method.call(settings.create({ fetch }), params, { signal: stop.signal });
    // Rows are asked for when they are read.
    if (!isAsyncIterable(output)) return;
    const rows = output[Symbol.asyncIterator]();
    await rows.next();
    await rows.return?.();
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  }
}
