import type { FormFile } from "@specloom/client-runtime";
import type { Operations } from "./operations.gen.ts";

type Input<Id extends keyof Operations> = Operations[Id]["input"];

export const fields: Input<"sendFields"> = {
  body: { amount: 5, tags: ["a"], address: { city: "x" }, dates: { gte: 1 } },
};
export const searchParams: Input<"sendFields"> = { body: new URLSearchParams({ amount: "5" }) };
// @ts-expect-error -- the amount is missing
export const noAmount: Input<"sendFields"> = { body: { tags: ["a"] } };
// @ts-expect-error -- the server writes it
export const readOnly: Input<"sendFields"> = { body: { amount: 1, id: "x" } };

declare const stream: ReadableStream<Uint8Array>;
declare const chunks: AsyncGenerator<Uint8Array>;
export const files: readonly FormFile[] = [new Blob([]), new ArrayBuffer(1), new Uint8Array(1), stream, chunks];

const meta = { content: { city: "x" }, headers: { "X-Hash": "ff" } };
export const photos: Input<"sendPhotos"> = {
  body: {
    name: "x",
    photos: [new Uint8Array(1), { content: stream, filename: "a.png" }],
    cover: { content: new Blob([]), headers: { "X-Note": "x" } },
    scan: chunks,
    svg: "<svg/>",
    pdf: new Blob([]),
    code: "eA==",
    meta,
    rows: [{ city: "x" }],
    ids: [1],
  },
};
export const noCover: Input<"sendPhotos"> = { body: { name: "x", photos: [], meta, cover: null } };
export const form: Input<"sendPhotos"> = { body: new FormData() };
// @ts-expect-error -- a file is no text
export const text: Input<"sendPhotos"> = { body: { name: "x", photos: ["a"], meta } };
// @ts-expect-error -- base64 is text
export const code: Input<"sendPhotos"> = { body: { name: "x", photos: [], meta, code: new Blob([]) } };
// @ts-expect-error -- the part needs its header
export const noHash: Input<"sendPhotos"> = { body: { name: "x", photos: [], meta: { content: { city: "x" } } } };
// @ts-expect-error -- an object within a form is JSON, which has no files
export const deep: Input<"sendPhotos"> = { body: { name: "x", photos: [], meta, rows: [{ city: "x", photo: new Blob([]) }] } };

export const anyForm: Input<"sendAny"> = { body: { a: new Blob([]), b: 1 } };
export const rawJson: Input<"sendRawJson"> = { body: new Blob(["{}"]) };
export const manyFiles: Input<"sendFiles"> = { body: { name: "x", "a.png": new Blob([]), "b.png": new Uint8Array() } };
