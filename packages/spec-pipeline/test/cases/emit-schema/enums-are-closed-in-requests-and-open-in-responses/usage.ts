import type { components } from "./schema.gen.ts";

type Sent = components["schemas"]["Sent"];
export const closed: Sent = { status: "PENDING", level: null, suggested: "any text" };
// @ts-expect-error -- a sent value must be known
export const unknownStatus: Sent = { status: "LATER" };
// @ts-expect-error -- constants of a union are an enum
export const unknownColour: Sent = { status: "PENDING", colour: "blue" };
// @ts-expect-error -- numbers too
export const unknownLevel: Sent = { status: "PENDING", level: 3 };

declare const read: components["schemas"]["Read"];
export const isLater: boolean = read.status === "LATER";
export const status: string = read.status;
export const constant: "referral" = read.kind;
export const level: 1 | 2 = read.level;
export const moderation: string | null = read.moderation;
export const isBlue: boolean = read.colour === "blue";
export const reason: "spam" | null = read.reason;
// @ts-expect-error -- an open enum is no closed one
export const narrow: "PENDING" | "APPROVED" = read.status;
