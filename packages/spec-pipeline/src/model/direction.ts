/** The side that writes a value: `input` is sent by a caller, `output` is read by a caller. */
export type Direction = "input" | "output";
