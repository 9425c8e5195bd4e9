import type { operations } from "./schema.gen.ts";

type Filters = operations["filter"]["requestBody"]["content"]["application/json"];
export const filters: Filters = [{ field: "path", value: "/" }, { field: "source", value: 1 }];
// @ts-expect-error -- the value belongs to the other variant
export const mixed: Filters = [{ field: "path", value: 1 }];

declare const animal: operations["filter"]["responses"][200]["content"]["application/json"];
export const trait: string | number | undefined = animal.kind === "Cat" ? animal.lives : animal.breed;
export const isHound: boolean = animal.kind === "hound";
