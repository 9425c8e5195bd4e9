import type { Suite } from "../suite.ts";
import { chaos } from "./chaos/chaos.ts";
import { compared } from "./compared/compared.ts";
import { hostile } from "./hostile/hostile.ts";
import { httpSpecs } from "./http-specs/http-specs.ts";
import { jsonPath } from "./json-path.ts";
import { jsonSchema } from "./json-schema.ts";
import { names } from "./names.ts";
import { openapiDirectory } from "./openapi-directory.ts";
import { openapiExamples } from "./openapi-examples.ts";
import { overlays } from "./overlays.ts";
import { pagesFound, pagesRight } from "./pages.ts";
import { replacedTypes } from "./replaced-types/replaced-types.ts";
import { uriTemplates } from "./uri-templates.ts";

/** Every suite, in the order of the table. */
export const suites: readonly Suite[] = [
  httpSpecs,
  jsonSchema,
  jsonPath,
  overlays,
  uriTemplates,
  openapiExamples,
  openapiDirectory,
  replacedTypes,
  hostile,
  pagesFound,
  pagesRight,
  names,
  chaos,
  compared,
];
