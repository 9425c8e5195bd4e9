/** How every published package is built. A package adds its entries, and what truly differs. */
export const shared = {
  format: "esm",
  dts: true,
  target: "es2023",
  platform: "neutral",
  fixedExtension: true,
  // Comments are for those who read the source; who imports the package parses them at every start. Bundlers need the annotations.
  outputOptions: { comments: { annotation: true, jsdoc: false, legal: false } },
} as const;
