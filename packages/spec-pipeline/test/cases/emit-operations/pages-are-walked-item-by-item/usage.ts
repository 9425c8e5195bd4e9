import { createResources } from "@specloom/client-runtime";
import type { components } from "./schema.gen.ts";
import { resources } from "./resources.gen.ts";

const { customers, events, numbers } = createResources(resources, {
  client: { name: "usage", version: "1" },
  baseUrl: "https://api.example.com",
  options: {},
  credentials: {},
});
for await (const { id } of customers.listAll({ starting_after: "a" })) id.toUpperCase();
for await (const event of events.listAll()) if ("sum" in event) event.sum.toFixed();
for await (const number of numbers.searchAll({ text: "a" }, { timeoutMs: 5 })) number.toFixed();
const first: IteratorResult<components["schemas"]["Customer"], undefined> = await customers.listAll().next();
// @ts-expect-error a walk takes the params of its list
numbers.searchAll({});
export { first };
