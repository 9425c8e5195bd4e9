import { BaseResolver, type Source } from "@redocly/openapi-core";

/** Refuses every reference out of the document: stages read no file and use no network. */
export class SealedResolver extends BaseResolver {
  override resolveExternalRef(_base: string | null, ref: string): string {
    return ref;
  }

  override loadExternalRef(absoluteRef: string): Promise<Source> {
    return Promise.reject(new Error(`${absoluteRef} is outside of the document`));
  }
}
