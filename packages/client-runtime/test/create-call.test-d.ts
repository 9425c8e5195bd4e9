import { expectTypeOf, test } from "vitest";
import type { Call, EventStream } from "../src/index.ts";

interface Message {
  role: "user";
  text: string;
}

type Part = { event: string; data: number };

interface Operations {
  text: { input: { body: string; query?: { limit?: number } }; output: { a: number }; stream: false };
  list: { input: { body: string[] | null }; output: { a: number }; stream: false };
  nothing: { input: Record<string, never>; output: void; stream: false };
  inner: { input: { body: { stream: string } }; output: { a: number }; stream: false };
  chat: {
    input: { body: { model: string; stream?: boolean | null; messages: Message[] } };
    output: { text: string };
    stream: false;
    streamFlag: { field: "stream"; output: Part; stream: true };
  };
  live: {
    input: { body: { live?: boolean; topic?: string; stream?: string } };
    output: string;
    stream: false;
    streamFlag: { field: "live"; output: Part; stream: true };
  };
  speak: {
    input: { body: string; accept?: "application/json" | "audio/mpeg" | "text/event-stream" | undefined };
    output: { url: string };
    stream: false;
    accepts: {
      "application/json": { output: { url: string }; stream: false };
      "audio/mpeg": { output: Blob; stream: false };
      "text/event-stream": { output: Part; stream: true };
    };
  };
  upload: {
    input: { query?: { a?: 1 } } & (
      | { contentType?: "application/json" | undefined; body: { file: string } }
      | { contentType?: "multipart/form-data" | undefined; body: { file: Blob } }
      | { contentType: "text/plain"; body: string }
    );
    output: number;
    stream: false;
  };
}

declare const call: Call<Operations>;
declare const isLive: boolean;
const ask = { model: "", messages: [] };

test("an operation without a choice gives what it always gives", () => {
  expectTypeOf(() => call("text", { body: "x" })).returns.toEqualTypeOf<Promise<{ a: number }>>();
  expectTypeOf(() => call("list", { body: null })).returns.toEqualTypeOf<Promise<{ a: number }>>();
  expectTypeOf(() => call("inner", { body: { stream: "x" } })).returns.toEqualTypeOf<Promise<{ a: number }>>();
  expectTypeOf(() => call("nothing", {})).returns.toEqualTypeOf<Promise<void>>();
});

test("a field of the body that is true gives a stream", () => {
  expectTypeOf(() => call("chat", { body: ask })).returns.toEqualTypeOf<Promise<{ text: string }>>();
  expectTypeOf(() => call("chat", { body: { ...ask, stream: null } })).returns.toEqualTypeOf<Promise<{ text: string }>>();
  expectTypeOf(() =>
    call("chat", { body: { model: "", messages: [{ role: "user", text: "" }], stream: true } }),
  ).returns.toEqualTypeOf<EventStream<Part>>();
});

test("so does a field of another name", () => {
  expectTypeOf(() => call("live", { body: { live: true } })).returns.toEqualTypeOf<EventStream<Part>>();
  expectTypeOf(() => call("live", { body: { live: false } })).returns.toEqualTypeOf<Promise<string>>();
  expectTypeOf(() => call("live", { body: { topic: "x" } })).returns.toEqualTypeOf<Promise<string>>();
  expectTypeOf(() => call("live", { body: {} })).returns.toEqualTypeOf<Promise<string>>();
  expectTypeOf(() => call("live", { body: { stream: "x", live: true } })).returns.toExtend<EventStream<Part> | Promise<string>>();
  // @ts-expect-error -- its field has another name
  expectTypeOf(() => call("live", { body: { stream: true } })).toBeFunction();
  // @ts-expect-error -- a field of another operation
  expectTypeOf(() => call("chat", { body: { ...ask, live: true } })).toBeFunction();
});

test("a field that may be true gives either", () => {
  expectTypeOf(() => call("chat", { body: { model: "", messages: [], stream: isLive } })).returns.toEqualTypeOf<
    EventStream<Part> | Promise<{ text: string }>
  >();
  expectTypeOf(() => call("live", { body: { live: isLive } })).returns.toEqualTypeOf<EventStream<Part> | Promise<string>>();
});

test("accept chooses the type of the response", () => {
  expectTypeOf(() => call("speak", { body: "" })).returns.toEqualTypeOf<Promise<{ url: string }>>();
  expectTypeOf(() => call("speak", { body: "", accept: "audio/mpeg" })).returns.toEqualTypeOf<Promise<Blob>>();
  expectTypeOf(() => call("speak", { body: "", accept: "text/event-stream" })).returns.toEqualTypeOf<EventStream<Part>>();
});

test("contentType chooses the type of the body, and so does a file", () => {
  expectTypeOf(() => call("upload", { body: { file: "x" } })).returns.toEqualTypeOf<Promise<number>>();
  expectTypeOf(() => call("upload", { body: { file: new Blob() } })).returns.toEqualTypeOf<Promise<number>>();
  expectTypeOf(() => call("upload", { body: "x", contentType: "text/plain" })).returns.toEqualTypeOf<Promise<number>>();
  // @ts-expect-error -- text has to be asked for
  expectTypeOf(() => call("upload", { body: "x" })).toBeFunction();
});

test("an input that an operation does not take is refused", () => {
  // @ts-expect-error -- a misspelt field of the body
  expectTypeOf(() => call("chat", { body: { model: "", mesages: [], messages: [] } })).toBeFunction();
  // @ts-expect-error -- a misspelt part of the input
  expectTypeOf(() => call("chat", { body: ask, quer: {} })).toBeFunction();
  // @ts-expect-error -- another media type
  expectTypeOf(() => call("speak", { body: "", accept: "text/plain" })).toBeFunction();
  // @ts-expect-error -- nothing to choose from
  expectTypeOf(() => call("text", { body: "", accept: "text/plain" })).toBeFunction();
  // @ts-expect-error -- no body
  expectTypeOf(() => call("nothing", { body: {} })).toBeFunction();
});
