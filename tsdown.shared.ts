// Comments are for those who read the source; a program that imports the package parses them at every start. Bundlers need the annotations.
const comments = { annotation: true, jsdoc: false, legal: false };
// Where an editor goes to a definition, and a debugger to a line, it ends in the source, which each package has beside its code.
const dts = { sourcemap: true };
const outputOptions = { comments, sourcemapExcludeSources: true };

/** How every published package is built. A package adds its entries, and what truly differs. */
export const shared: object = {
  format: "esm",
  dts,
  target: "es2023",
  platform: "neutral",
  fixedExtension: true,
  outputOptions,
};

// What the entries of a client share is one file, as each file more costs a cold import. Validators are large, and stay apart.
const codeSplitting = { groups: [{ name: "shared", minShareCount: 2, test: /(?<!\.d|validators\.gen)\.ts$/ }] };

/** How every client is built. */
export const client: object = {
  ...shared,
  // What only the `bin` file loads takes the client by its name, so that it changes nothing in the other entries.
  deps: { neverBundle: [/^[a-z-]+-client(\/testing)?$/] },
  outputOptions: { ...outputOptions, codeSplitting },
};
