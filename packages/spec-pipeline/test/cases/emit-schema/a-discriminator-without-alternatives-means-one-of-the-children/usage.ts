import type { components } from "./schema.gen.ts";

type Schemas = components["schemas"];

export function area(shape: Schemas["Shape"]): number {
  return shape.form === "round" ? shape.radius ** 2 * Math.PI : shape.side ** 2;
}

export const square: Schemas["Shape"] = { form: "Square", color: "red", side: 2 };
// @ts-expect-error -- a circle has a radius
export const noRadius: Schemas["Shape"] = { form: "round", side: 2 };
// @ts-expect-error -- no child is called so
export const unknownForm: Schemas["Shape"] = { form: "Triangle", side: 2 };
// A child has what its parent has.
export const circle: Schemas["Circle"] = { form: "round", color: "blue", radius: 1 };
// @ts-expect-error -- the parent requires it
export const formless: Schemas["Circle"] = { radius: 1 };

export function describe(vehicle: Schemas["Vehicle"]): string {
  return vehicle.type === "car" ? `${vehicle.doors} doors` : `bell: ${vehicle.bell}`;
}
