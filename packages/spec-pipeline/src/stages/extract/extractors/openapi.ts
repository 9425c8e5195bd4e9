import type { Extractor } from "./extractor.ts";

/** A page that is only an OpenAPI document, in YAML or JSON. */
export const extractOpenapi: Extractor = (page) =>
  page.trim() === "" ? [] : [{ info: "", text: page, firstLine: 1, indent: 0, closed: true }];
