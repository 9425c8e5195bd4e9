import { cpus, release, totalmem, type } from "node:os";

/** Processors, memory and system, in a few words. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? process.arch;
  return `${cpus().length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release().replace(/-.*/, "")}`;
}
