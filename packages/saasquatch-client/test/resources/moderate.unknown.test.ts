import { expect, test } from "vitest";
import { createSaaSquatchClient, isModerationError, type ModerationAccount } from "../../src/index.ts";
import { heldToSpec } from "../support/held-to-spec.ts";

const counts = ({ accepted, rejected, unknown, notSent }: ModerationAccount) =>
  [accepted, rejected, unknown, notSent].map(({ length }) => length);

test("a request that is applied late, after a refusal of the next, is unknown and never rejected", async () => {
  let state = "PENDING";
  let sent = 0;
  const { referrals } = createSaaSquatchClient({
    tenantAlias: "test_mock",
    apiKey: "TEST_mock_key",
    timeoutMs: 20,
    fetch: heldToSpec(async (url, { method, signal }) => {
      if (method === "GET") return Response.json({ id: "r", referrerModerationStatus: state, referredModerationStatus: state });
      sent++;
      if (sent > 1) return Response.json({ message: "being processed" }, { status: 409 });
      return new Promise((_, reject) => {
        signal?.addEventListener("abort", () => reject(new Error("gone")));
      });
    }),
  });
  const account = await referrals.moderate([{ referralId: "r", action: "APPROVED" }], { onFailure: "isolate" });
  state = "APPROVED";
  expect(sent).toBe(2);
  expect(counts(account)).toEqual([0, 0, 1, 0]);
});

test.each(["stop", "continue", "isolate"] as const)(
  "a page of a proxy with status 200 accepts nothing: %s",
  async (onFailure) => {
    const page = "<html><title>Please sign in</title>";
    const { referrals } = createSaaSquatchClient({
      tenantAlias: "test_mock",
      apiKey: "TEST_mock_key",
      fetch: heldToSpec(async () => new Response(page, { headers: { "content-type": "text/html" } })),
    });
    const moderated = referrals.moderate(
      [
        { referralId: "a", action: "APPROVED" },
        { referralId: "b", action: "DENIED" },
      ],
      { onFailure },
    );
    const account = await moderated.catch((error: unknown) => (isModerationError(error) ? error.account : undefined));
    expect(account && counts(account)).toEqual([0, 0, 2, 0]);
    expect(account?.unknown[0]?.reason).toContain(page);
  },
);
