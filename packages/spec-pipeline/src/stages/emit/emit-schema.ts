import type { ApiModel } from "../../model/api-model.ts";
import type { StageResult } from "../../problems/problem.ts";
import { fileHeader, source, type SourceText } from "../../source/source-text.ts";
import { layOutTypes } from "./lay-out-types.ts";

/** `schema.gen.ts`: the types of every component and operation, in the layout of openapi-typescript. */
export async function emitSchema({ operations, types }: ApiModel, vendor: string): Promise<StageResult<SourceText>> {
  return { value: source`${fileHeader(vendor)}\n${await layOutTypes(operations, types)}`, problems: [] };
}
