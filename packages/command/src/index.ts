export { runCommand } from "./run-command.ts";
export { runProcess } from "./run-process.ts";
export type { Host, HostStream } from "./host.ts";
export type { ClientVariable, CommandMock, CommandSettings, HandMethod, MethodText, Params, TextForm } from "./settings.ts";
