import type { EventStream, RequestOptions } from "@specloom/client-runtime";
import type { Resources } from "./resources.gen.ts";

declare const api: Resources;
declare const isLive: boolean;

type Answer = { a?: string | undefined };
type Events = EventStream<{ event: string; data: { x?: number | undefined } }>;

// A body and a way of reading at once.
export const picture: Promise<Blob | undefined> = api.pets.create(
  { id: "1", body: "a,b" },
  { contentType: "text/csv", accept: "image/png", timeoutMs: 5 },
);
export const events: Events = api.pets.create(
  { id: "1", body: { name: "x", photo: new Blob([]) } },
  { contentType: "multipart/form-data", accept: "text/event-stream" },
);
// The default may be named.
export const plain: Promise<Answer | undefined> = api.pets.create(
  { id: "1", name: "x" },
  { contentType: "application/json", accept: "application/json" },
);
export const named: Promise<Blob | undefined> = api.pets.create(
  { id: "1", name: "x" },
  { contentType: "application/json", accept: "image/png" },
);
export const grouped: Promise<void> = api.report.replace({ contentType: "image/*", body: new Blob([]) });
// @ts-expect-error -- the fields are those of JSON
export const fields: Promise<Blob | undefined> = api.pets.create({ id: "1", name: "x" }, { contentType: "text/csv", accept: "image/png" });
// @ts-expect-error -- no such media type
export const unknown: Promise<Blob | undefined> = api.pets.create({ id: "1", body: "" }, { contentType: "text/csv", accept: "image/gif" });

// A form asks for a stream as JSON does, whichever of them is the default.
const file = new Blob([]);
export const whole: Promise<Answer> = api.transcribe.transcribe({ body: { file } });
export const live: Events = api.transcribe.transcribe({ body: { file, stream: true } });
export const either: Events | Promise<Answer> = api.transcribe.transcribe({ body: { file, stream: isLive } });
export const form: Promise<Answer> = api.transcribe.transcribe({ body: new FormData() });
export const liveJson: Events = api.transcribe.transcribe({ body: { url: "x", stream: true } }, { contentType: "application/json" });
export const wholeJson: Promise<Answer> = api.transcribe.transcribe({ body: { url: "x" } }, { contentType: "application/json" });
export const text: Promise<string> = api.transcribe.transcribe(
  { body: { url: "x", stream: false } },
  { contentType: "application/json", accept: "text/vtt" },
);
export const ofText: Promise<string> = api.transcribe.transcribe({ body: "x" }, { contentType: "text/plain", accept: "text/vtt" });
// @ts-expect-error -- a stream is no text
export const liveText: Promise<string> = api.transcribe.transcribe({ body: { file, stream: true } }, { accept: "text/vtt" });

// The last argument of a method can be passed through a function around it.
export type Options = Parameters<typeof api.pets.create>[1];
export const options: Options = { timeoutMs: 1 } satisfies RequestOptions;

// The status 202 has JSON alone, whatever is asked for.
export const summary: Promise<string | { job: string }> = api.summary.get({}, { accept: "text/csv" });
// @ts-expect-error It may be the job.
export const onlyText: Promise<string> = api.summary.get({}, { accept: "text/csv" });
