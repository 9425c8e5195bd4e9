/** What the emitting stages need to know of a vendor. */
export interface EmitSettings {
  readonly vendor: string;
  /** Parameters that the client fills in, so that callers may leave them out. */
  readonly clientParameters: readonly string[];
}
