import type { components } from "./schema.gen.ts";

export const sent: components["schemas"]["NoteInput"] = { text: "x", key: "k" };
// @ts-expect-error -- the server makes it
export const withId: components["schemas"]["NoteInput"] = { text: "x", key: "k", id: "1" };

declare const read: components["schemas"]["Note"];
export const id: string = read.id;
export const changedAt: string | null = read.changedAt;
// @ts-expect-error -- never read
export const key: string = read.key;
