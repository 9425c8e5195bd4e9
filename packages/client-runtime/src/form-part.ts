/** The bytes of a file, or of a body of bytes. A stream is read while it is sent, and only once: its request is never repeated. */
export type FileContent = Blob | ArrayBuffer | Uint8Array | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** A part of a form, with facts about its content. */
export interface FormPart<Content = FileContent, PartHeaders extends object = Readonly<Record<string, string | undefined>>> {
  readonly content: Content;
  /** @default the name of a `File`, and `blob` for any other file; none for a value that is no file */
  readonly filename?: string | undefined;
  /** @default the type in the document; else the type of the `Blob`, `application/octet-stream` for other files */
  readonly contentType?: string | undefined;
  readonly headers?: PartHeaders | undefined;
}

/** A file of a form. Another name is given beside it: `{ content: stream, filename: "photo.png" }`. */
export type FormFile = FileContent | FormPart;

/** Looked up only for a body: Node loads its whole `fetch` for the first of these names, and an import must not wait for that. */
export function isFileContent(value: unknown): value is FileContent {
  return value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value) || isStream(value);
}

/** Whether a value is read piece by piece. */
export function isStream(value: unknown): value is AsyncIterable<unknown> {
  const { [Symbol.asyncIterator]: iterate } = Object(value) as Partial<AsyncIterable<unknown>>;
  return typeof iterate === "function" || value instanceof ReadableStream;
}

export function isFile(value: unknown): value is FormFile {
  return isFileContent(value) || isFileContent((Object(value) as Partial<FormPart>).content);
}
