import { expect, test } from "vitest";
import { operations } from "../src/generated/operations.gen.ts";
import { responses, inputs } from "../src/generated/responses.gen.ts";
import { create$type$Client } from "../src/index.ts";
import { create$type$Mock } from "../src/testing.ts";
import { outputValidators } from "../src/validators.ts";
import { offlineOptions } from "./offline-client.ts";

test("the mock responds to every operation as the spec says", async () => {
  const options = offlineOptions(create$type$Mock().fetch);
  const client: { readonly call: unknown } = create$type$Client({ ...options, validate: outputValidators });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only the compiler knows the input of each
  const call = client.call as (id: string, input: object) => Promise<unknown> & AsyncIterator<unknown>;
  const failures: unknown[] = [];
  for (const [id, { response }] of Object.entries(operations)) {
    const input = Object.hasOwn(inputs, id) ? inputs[id] : undefined;
    if (input === undefined || !Object.hasOwn(responses, id)) continue;
    const result = call(id, input);
    const first = response === "events" || response === "lines" ? result.next() : result;
    await first.catch((error: unknown) => failures.push(error));
  }
  expect(failures).toEqual([]);
});
