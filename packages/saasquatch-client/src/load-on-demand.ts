/** Loads the parts that many programs never use, once. */
export function loadOnDemand(): Promise<typeof import("./on-demand.ts")> {
  return import("./on-demand.ts");
}
