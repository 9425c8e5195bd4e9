import { docsSchema } from "@astrojs/starlight/schema";
import { defineCollection } from "astro:content";

// Starlight asks for the collection. Every page comes from `src/page-kinds`, as its texts come from the workspace.
export const collections = { docs: defineCollection({ loader: () => [], schema: docsSchema() }) };
