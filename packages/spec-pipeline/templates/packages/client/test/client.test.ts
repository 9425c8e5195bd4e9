import { expect, test } from "vitest";
import { operations } from "../src/generated/operations.gen.ts";
import { isApiError } from "../src/index.ts";
import { callById, createOfflineClient } from "./offline-client.ts";

test("a response that is not 2xx is an error that names the operation", async () => {
  const client = createOfflineClient(async () => Response.json({ message: "not today" }, { status: 404 }));
  for (const [id, operation] of Object.entries(operations)) {
    const error: unknown = await callById(client, id, operation).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(isApiError(error)).toBe(true);
    expect(error).toMatchObject({ status: 404, operation: { id } });
  }
});
// #if write

test("the call of the README that writes is sent", async () => {
  const client = createOfflineClient(async () => Response.json({ message: "not today" }, { status: 404 }));
  const sent = client.$writeResource$.$writeMethod$($writeGiven$);
  await expect(sent).rejects.toMatchObject({ status: 404 });
});
// #end
