import type { components } from "./schema.gen.ts";

type PetInput = components["schemas"]["PetInput"];
export const sent: PetInput = { name: "Rex", secret: "x", owner: { status: "a" }, place: { town: "Bonn" } };
// @ts-expect-error -- the server writes the id
export const withId: PetInput = { id: "1", name: "Rex", owner: {}, place: {} };
// @ts-expect-error -- closed where it is sent
export const unknownStatus: PetInput = { name: "Rex", owner: { status: "c" }, place: {} };

declare const read: components["schemas"]["Pet"];
export const id: string = read.id;
export const status: string | undefined = read.owner.status;
// @ts-expect-error -- never comes back
export const secret: unknown = read.secret;
export const same: components["schemas"]["Place"] = sent.place;
