// Comments are for those who read the source; a program that imports the package parses them at every start. Bundlers need the annotations.
const comments = { annotation: true, jsdoc: false, legal: false };

/** How every published package is built. A package adds its entries, and what truly differs. */
export const shared: object = {
  format: "esm",
  dts: true,
  target: "es2023",
  platform: "neutral",
  fixedExtension: true,
  outputOptions: { comments },
};

// What the entries of a client share is one file, as each file more costs a cold import. Validators are large, and stay apart.
const codeSplitting = { groups: [{ name: "shared", minShareCount: 2, test: /(?<!\.d|validators\.gen)\.ts$/ }] };

/** How every client is built. */
export const client: object = { ...shared, outputOptions: { comments, codeSplitting } };
