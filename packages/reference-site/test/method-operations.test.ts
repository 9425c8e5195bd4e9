import { expect, test } from "vitest";
import { memberNames, methodOperations } from "../src/method-operations.ts";

const resource = `
export interface ListParams { limit?: number }
export interface Referrals {
  readonly get: (id: string) => Promise<Referral>;
  readonly list: () => Promise<Page>;
  readonly listAll: () => AsyncGenerator<Referral>;
  readonly moderate: (actions: Action[]) => Promise<Account>;
  pending(): AsyncGenerator<Referral>;
}
export function createReferrals(call: Call): Referrals {
  const get = (id) => call("getReferral", { path: { id } });
  const list = async () => call("listReferrals", {});
  return {
    get,
    list,
    listAll: () => walk(list),
    moderate: (actions) => moderate(actions, (chunk) => call("moderateReferrals", chunk)),
    async *pending() { yield* walk(list); },
  };
}`;
const elsewhere = `export async function moderate(actions, send) { const response = await send(actions); return response.headers.get("x"); }`;

test("the members of a resource are read from its interfaces", () => {
  expect(memberNames(resource)).toEqual(["limit", "get", "list", "listAll", "moderate", "pending"]);
});

test("a method calls what it calls itself and what the functions that it names call", () => {
  expect(Object.fromEntries(methodOperations([resource, elsewhere], memberNames(resource)))).toEqual({
    get: ["getReferral"],
    list: ["listReferrals"],
    listAll: ["listReferrals"],
    moderate: ["moderateReferrals"],
    pending: ["listReferrals"],
  });
});
