import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { layOutWorkspace } from "../pipeline/prepare-document.ts";
import { countWork } from "./count-work.ts";
import { documentOfShape, type ShapeName } from "./shapes.ts";

/** The larger document has so many times the schemas of the smaller one. */
const FACTOR = 4;

/**
 * How much the work for one schema grows when a shape has four times as many, at each of which an operation begins: 1 is growth with the
 * document, 4 growth with its square. What the command does for a document of one schema is taken off.
 */
export async function measureGrowth(shape: ShapeName, count: number, folder: string): Promise<number> {
  const workOf = (schemas: number): Promise<number> => {
    const vendor = `${shape.toLowerCase()}-${schemas}`;
    const file = join(folder, `${vendor}.json`);
    writeFileSync(file, JSON.stringify(documentOfShape(shape, schemas), undefined, 1));
    return countWork(layOutWorkspace(vendor, file, folder));
  };
  const start = await workOf(1);
  const small = await workOf(count);
  const large = await workOf(count * FACTOR);
  return (large - start) / (small - start) / FACTOR;
}
