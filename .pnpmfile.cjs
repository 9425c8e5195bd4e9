// The node-<platform> packages publish `os` and `cpu` as strings. pnpm honours lists only, and would install every platform's binary.
const list = (value) => (typeof value === "string" ? [value] : value);

module.exports = {
  hooks: {
    readPackage(manifest) {
      if (/^node-(bin-)?(linux|darwin|win)-/.test(manifest.name)) {
        manifest.os = list(manifest.os);
        manifest.cpu = list(manifest.cpu);
      }
      return manifest;
    },
  },
};
