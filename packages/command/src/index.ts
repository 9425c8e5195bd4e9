export { runCommand } from "./run-command.ts";
export { runProcess } from "./run-process.ts";
export type { Host, HostStream } from "./host.ts";
