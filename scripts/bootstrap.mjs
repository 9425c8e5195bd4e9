// `npm start` and `npm test` come through here, on whatever Node the machine has. Written so that any Node reads it: one that is too old for the
// rest says so.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `specloom: Node ${process.versions.node} is too old to start: install Node 20.19 or newer and run the command again.`,
  );
  process.exitCode = 1;
} else {
  void import("./run-target.mjs");
}
