import { BaseResolver, bundle, createConfig, makeDocumentFromString, Source } from "@redocly/openapi-core";
import { parseJson, type Json, type JsonObject } from "../../../src/document/json.ts";

/** The result of Redocly's applier, and its objections. */
export async function applyWithRedocly(
  document: JsonObject,
  actions: readonly JsonObject[],
): Promise<{ readonly document: Json; readonly objections: readonly string[] }> {
  const working = makeDocumentFromString(JSON.stringify(document), "/openapi.json");
  const { problems } = await bundle({
    doc: working,
    config: await createConfig({}),
    externalRefResolver: new OneFile({ overlay: "1.1.0", info: { title: "T", version: "1" }, actions }),
    overlays: ["overlay:///actions.json"],
  });
  return {
    document: parseJson(JSON.stringify(working.parsed)),
    objections: problems.filter(({ ruleId }) => ruleId === "overlay").map(({ message }) => message),
  };
}

class OneFile extends BaseResolver {
  readonly #content: Json;

  constructor(content: Json) {
    super();
    this.#content = content;
  }

  override resolveExternalRef(_base: string | null, reference: string): string {
    return reference;
  }

  override loadExternalRef(address: string): Promise<Source> {
    return Promise.resolve(new Source(address, JSON.stringify(this.#content)));
  }
}
