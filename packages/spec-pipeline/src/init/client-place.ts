import type { ClientNames } from "./client-names.ts";

/** The place of a new client: a package of the workspace, or a folder of an application. */
export interface ClientPlace {
  /** From the workspace's root. */
  readonly folder: string;
  /** The folder of the hand-written files. */
  readonly sources: string;
  /** The folder of the generated files, as `output` in `vendor.yaml`. */
  readonly output: string;
  readonly isPackage: boolean;
}

/** @param folder the folder of an application, from the workspace's root. Without it the client is a package. */
export function clientPlace(names: ClientNames, folder: string | undefined): ClientPlace {
  const place = folder ?? `packages/${names.package}`;
  const sources = folder ?? `${place}/src`;
  return { folder: place, sources, output: `${sources}/generated`, isPackage: folder === undefined };
}
