import type { components } from "./schema.gen.ts";

export const sent: components["schemas"]["SettingsInput"] = {
  version: 1,
  level: "high",
  refresh: 24,
  only: null,
  order: { date: true },
};
// @ts-expect-error -- none of the values
export const wrong: components["schemas"]["SettingsInput"] = { refresh: "never" };
// @ts-expect-error -- none of the names
export const unnamed: components["schemas"]["SettingsInput"] = { order: { size: true } };

declare const read: components["schemas"]["Settings"];
export const version: 1 | 2 | undefined = read.version;
export const level: string | undefined = read.level;
export const only: "a" | null | undefined = read.only;
