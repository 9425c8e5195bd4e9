import { type CallRecord, invalidOption } from "./errors.ts";
import { type FileContent, isStream } from "./form-part.ts";

/**
 * The bytes of all pieces, each read when the one before it is sent.
 *
 * @throws {ConfigurationError} the platform sends no streams.
 */
export function streamOf(call: CallRecord, pieces: readonly FileContent[]): ReadableStream<Uint8Array> {
  if (!sendsStreams())
    throw invalidOption("the body", "free of streams, which this platform does not send: give a Blob", undefined, call);
  const bytes = iterate(pieces);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          // Node reads a stream to its end without a pause, even if the request has ended.
          call.signal?.throwIfAborted();
          const { done, value } = await bytes.next();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          await bytes.return(undefined);
          throw error;
        }
      },
      async cancel() {
        await bytes.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

async function* iterate(pieces: readonly FileContent[]): AsyncGenerator<Uint8Array, undefined, undefined> {
  const encoder = new TextEncoder();
  for (const piece of pieces) {
    const chunks: AsyncIterable<unknown> = isStream(piece) ? piece : new Blob([piece as BlobPart]).stream();
    for await (const chunk of chunks) yield typeof chunk === "string" ? encoder.encode(chunk) : (chunk as Uint8Array);
  }
  return undefined;
}

/** A platform that does not know streams sends their name, as text. */
function sendsStreams(): boolean {
  const init = { method: "POST", body: new ReadableStream(), duplex: "half" };
  return !new Request("https://localhost", init).headers.has("content-type");
}
