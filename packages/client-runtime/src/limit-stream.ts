import { timeoutError } from "./fetch-with-timeout.ts";
import { connectionError } from "./read-response.ts";
import { type CallState, dropBody } from "./wire.ts";

/**
 * The bytes of a response, as they come. They end with our error after a silence of `idleTimeoutMs`, at the end of `totalTimeoutMs` (begun
 * at `startedMs`) and if the connection breaks off. They end with the signal's own reason if the signal aborts.
 */
export function limitStream(
  call: CallState,
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  startedMs: number,
): ReadableStream<Uint8Array> {
  const { idleTimeoutMs, totalTimeoutMs } = call.limits;
  const reader = body.getReader();
  let idleTimer: ReturnType<typeof setTimeout> | undefined;
  let totalTimer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  let fail: (error: unknown) => void;
  const abort = (): void => fail(signal.reason);
  const end = (): void => {
    isOver = true;
    clearTimeout(idleTimer);
    clearTimeout(totalTimer);
    signal.removeEventListener("abort", abort);
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        fail = (error) => {
          if (isOver) return;
          end();
          controller.error(error);
          dropBody(reader);
        };
        signal.addEventListener("abort", abort);
        if (signal.aborted) return abort();
        if (!totalTimeoutMs) return;
        const leftMs = startedMs + totalTimeoutMs - performance.now();
        totalTimer = setTimeout(() => fail(timeoutError(call, "totalTimeoutMs", totalTimeoutMs)), Math.max(Math.ceil(leftMs), 0));
      },
      async pull(controller) {
        idleTimer = setTimeout(() => fail(timeoutError(call, "idleTimeoutMs", idleTimeoutMs)), idleTimeoutMs);
        try {
          const { done, value } = await reader.read();
          clearTimeout(idleTimer);
          if (isOver) return;
          if (!done) return controller.enqueue(value);
          end();
          controller.close();
        } catch (error) {
          fail(connectionError(call, error));
        }
      },
      cancel(reason) {
        end();
        return reader.cancel(reason);
      },
    },
    // Nothing is read ahead: silence counts while a reader waits.
    { highWaterMark: 0 },
  );
}
