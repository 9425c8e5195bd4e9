import type { ApiModel } from "../../model/api-model.ts";
import type { StageResult } from "../../problems/problem.ts";
import { fileHeader, joinSource, source, type SourceText } from "../../source/source-text.ts";
import { layOutTypes } from "./lay-out-types.ts";
import { runtimeTypes } from "./runtime-types.ts";

/** `schema.gen.ts`: the types of every component and operation, in the layout of openapi-typescript. */
export async function emitSchema({ operations, types }: ApiModel, vendor: string): Promise<StageResult<SourceText>> {
  const layout = await layOutTypes(operations, types);
  const names = runtimeTypes(layout);
  const imports =
    names.length === 0 ? source`` : source`import type { ${joinSource(names, source`, `)} } from "@specloom/client-runtime";\n\n`;
  return { value: source`${fileHeader(vendor)}\n${imports}${layout}`, problems: [] };
}
