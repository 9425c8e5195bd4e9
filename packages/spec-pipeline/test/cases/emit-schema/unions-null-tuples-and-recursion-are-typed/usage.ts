import type { components } from "./schema.gen.ts";

declare const shapes: components["schemas"]["Shapes"];
export const both: string | number = shapes.both;
export const nullable: string | undefined = shapes.nullable?.label;
export const pair: [string, number] = shapes.pair;
export const first: string | undefined = shapes.open[0];
export const rest: unknown = shapes.open[1];
export const list: unknown[] = shapes.list;
export const deep: string | undefined = shapes.tree.children[0]?.children[0]?.label;
export const inline: string | undefined = shapes.inline;
