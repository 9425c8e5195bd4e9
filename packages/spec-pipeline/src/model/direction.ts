/** Who writes a value: `input` is what a caller sends, `output` what a caller reads. */
export type Direction = "input" | "output";
