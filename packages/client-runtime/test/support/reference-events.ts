/** An event as the standard for event streams has it. */
export interface ReferenceEvent {
  readonly event: string;
  readonly data: string;
}

/**
 * Reads a whole event stream the way the HTML standard words it: slow, in one piece, and written without a look at the decoder
 * that is compared with it.
 */
export function readWholeStream(bytes: Uint8Array): { readonly events: ReferenceEvent[]; readonly isCut: boolean } {
  // The decoder takes one byte order mark away, as the standard asks.
  const text = new TextDecoder().decode(bytes);
  const lines = text.split(/\r\n|\r|\n/);
  const last = lines.pop() ?? "";
  const events: ReferenceEvent[] = [];
  let name = "";
  let data: string[] = [];
  for (const line of lines) {
    if (line === "") {
      if (data.length > 0) events.push({ event: name || "message", data: data.join("\n") });
      name = "";
      data = [];
      continue;
    }
    const [, field, value = ""] = /^([^:]*)(?::[ ]?([\s\S]*))?$/.exec(line) ?? [];
    if (field === "event") name = value;
    if (field === "data") data.push(value);
  }
  // The standard drops the text after the last blank line. A caller must be told if it was data.
  return { events, isCut: data.length > 0 || /^data(:|$)/.test(last) };
}
