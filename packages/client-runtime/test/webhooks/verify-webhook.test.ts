import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, test, vi } from "vitest";
import { isConfigurationError } from "../../src/index.ts";
import {
  isWebhookError,
  type SignedRequest,
  type VerifyOptions,
  verifySignature,
  verifyWebhook,
  type WebhookScheme,
} from "../../src/webhooks.ts";
import { errorOf } from "../support/in-memory.ts";
import { respond, serve } from "../support/serve.ts";

const gitHub: WebhookScheme = { header: "X-Hub-Signature-256", prefix: "sha256=" };
const slack: WebhookScheme = {
  header: "X-Slack-Signature",
  prefix: "v0=",
  timestamp: "X-Slack-Request-Timestamp",
  signed: "v0:{timestamp}:{body}",
};
const stripe: WebhookScheme = {
  header: "Stripe-Signature",
  prefix: "v1=",
  timestamp: "Stripe-Signature",
  timestampPrefix: "t=",
  signed: "{timestamp}.{body}",
};
const shopify: WebhookScheme = { header: "X-Shopify-Hmac-Sha256", encoding: "base64" };

const at = (seconds: number) => () => seconds * 1000;

const standard = {
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  seconds: 1_614_265_330,
  body: '{"test": 2432232314}',
  headers: {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  },
};
const slackBody =
  "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

test.each<readonly [vendor: string, WebhookScheme, SignedRequest & { readonly body: unknown }, VerifyOptions]>([
  [
    "Standard Webhooks",
    "standard-webhooks",
    { headers: standard.headers, body: standard.body },
    { secret: standard.secret, now: at(standard.seconds) },
  ],
  [
    "GitHub",
    gitHub,
    {
      headers: { "x-hub-signature-256": "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17" },
      body: "Hello, World!",
    },
    { secret: "It's a Secret to Everybody" },
  ],
  [
    "Slack",
    slack,
    {
      headers: {
        "x-slack-request-timestamp": "1531420618",
        "x-slack-signature": "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
      },
      body: slackBody,
    },
    { secret: "8f742231b10e8888abcd99yyyzzz85a5", now: at(1_531_420_618) },
  ],
])("the example that %s publishes is verified", async (_, scheme, request, options) => {
  expect(await verifySignature(scheme, request, options)).toBe(request.body);
});

describe("a signature of the reference library of Standard Webhooks is verified", () => {
  test.each(["{}", '{"name":"Ümit 🎈"}', `[${"1,".repeat(5000)}1]`])("%.20s", async (body) => {
    const date = new Date(1_700_000_000_000);
    const signature = new Webhook(standard.secret).sign("msg_1", date, body);
    const headers = { "webhook-id": "msg_1", "webhook-timestamp": "1700000000", "webhook-signature": `v1a,x ${signature}` };
    const options = { secret: standard.secret, now: () => Number(date) };
    expect(await verifyWebhook("standard-webhooks", { headers, body }, options)).toEqual(JSON.parse(body));
  });
});

/** A request that is signed as a scheme says, by Node's own HMAC. */
function signed(body: string, { seconds = 1_700_000_000, secret = "secret" } = {}): Record<string, SignedRequest & object> {
  const mac = (text: string, encoding: "base64" | "hex") => createHmac("sha256", secret).update(text).digest(encoding);
  return {
    stripe: {
      headers: { "stripe-signature": `t=${seconds},v1=${"0".repeat(64)},v1=${mac(`${seconds}.${body}`, "hex")},v0=abc` },
      body,
    },
    shopify: { headers: { "X-SHOPIFY-HMAC-SHA256": mac(body, "base64") }, body },
  };
}

test("several signatures in a header are tried in turn, and several secrets", async () => {
  const { stripe: request } = signed('{"a":1}');
  if (!request) throw new Error("no request");
  expect(await verifyWebhook(stripe, request, { secret: ["new", "secret"], now: at(1_700_000_000) })).toEqual({ a: 1 });
});

test("the names of headers are read in any letters, from every form of headers", async () => {
  const { shopify: request } = signed("[]");
  const value = createHmac("sha256", "secret").update("[]").digest("base64");
  for (const headers of [
    { "x-shopify-hmac-sha256": [value] },
    new Headers({ "X-Shopify-Hmac-SHA256": value }),
    ...(request && "headers" in request ? [request.headers] : []),
  ])
    expect(await verifyWebhook(shopify, { headers, body: "[]" }, { secret: "secret" })).toEqual([]);
});

test("bytes and a Request are read as they came, byte for byte", async () => {
  const body = '{ "sum": 1.0, "name": "é" }';
  const mac = createHmac("sha256", "secret").update(body).digest("hex");
  const headers = { "x-hub-signature-256": `sha256=${mac}` };
  const bytes = new TextEncoder().encode(body);
  const post = new Request("http://127.0.0.1/hook", { method: "POST", headers, body });
  for (const request of [post, { headers, body: bytes }, { headers, body: bytes.buffer }, { headers, body: Buffer.from(body) }])
    expect(await verifyWebhook(gitHub, request, { secret: "secret" })).toEqual({ sum: 1, name: "é" });
  expect(await errorOf(verifyWebhook(gitHub, post, { secret: "secret" }))).toMatchObject({ option: "the request" });
});

test("a body that was parsed is refused: its bytes are gone", async () => {
  const request = { headers: standard.headers, body: JSON.parse(standard.body) };
  const error = await errorOf(verifyWebhook("standard-webhooks", request, { secret: standard.secret }));
  expect(isConfigurationError(error) && error.option).toBe("body");
});

const verifyStandard = (change: object, options: Partial<VerifyOptions> = {}) =>
  errorOf(
    verifyWebhook(
      "standard-webhooks",
      {
        headers: { ...standard.headers, ...change },
        body: standard.body,
        ...("body" in change && { body: String(change.body) }),
      },
      { secret: standard.secret, now: at(standard.seconds), ...options },
    ),
  );

test.each<readonly [sentence: string, reason: string, change: object, options: Partial<VerifyOptions>]>([
  ["another body", "wrong-signature", { body: '{"test": 2432232315}' }, {}],
  ["a body that is written again", "wrong-signature", { body: '{"test":2432232314}' }, {}],
  ["another id", "wrong-signature", { "webhook-id": "msg_2" }, {}],
  ["another time", "wrong-signature", { "webhook-timestamp": "1614265331" }, {}],
  ["another secret", "wrong-signature", {}, { secret: "whsec_AAAA" }],
  ["no base64", "wrong-signature", { "webhook-signature": "v1,%%%" }, {}],
  ["a part of a signature", "wrong-signature", { "webhook-signature": "v1,g0hM9SsE" }, {}],
  ["a signature of another version", "unsigned", { "webhook-signature": "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" }, {}],
  ["no signature", "unsigned", { "webhook-signature": undefined }, {}],
  ["an empty signature", "unsigned", { "webhook-signature": "v1," }, {}],
  ["no time", "unsigned", { "webhook-timestamp": undefined }, {}],
  ["a time that is none", "unsigned", { "webhook-timestamp": "NaN" }, {}],
  ["a time below 0", "unsigned", { "webhook-timestamp": "-5" }, {}],
  ["no id", "unsigned", { "webhook-id": "" }, {}],
  ["a time before the tolerance", "too-old", {}, { now: at(standard.seconds + 301) }],
  ["a time behind the tolerance", "too-new", {}, { now: at(standard.seconds - 301) }],
  ["a time before a tolerance of its own", "too-old", {}, { now: at(standard.seconds + 2), toleranceMs: 1000 }],
])("%s is refused as %s", async (_, reason, change, options) => {
  const error = await verifyStandard(change, options);
  expect(isWebhookError(error) && error.reason).toBe(reason);
  expect(JSON.stringify(error) + String(error)).not.toMatch(/MfKQ9r8G|g0hM9SsE\+|2432232314/);
});

test("the tolerance reaches to its last millisecond, on both sides", async () => {
  const request = { headers: standard.headers, body: standard.body };
  for (const seconds of [standard.seconds - 300, standard.seconds + 300])
    expect(await verifyWebhook("standard-webhooks", request, { secret: standard.secret, now: at(seconds) })).toEqual({
      test: 2_432_232_314,
    });
});

test("a body that is not JSON gets another error than one without a signature", async () => {
  const mac = createHmac("sha256", "secret").update("a=b").digest("hex");
  const request = { headers: { "X-Hub-Signature-256": `sha256=${mac}` }, body: "a=b" };
  expect(await verifySignature(gitHub, request, { secret: "secret" })).toBe("a=b");
  expect(await errorOf(verifyWebhook(gitHub, request, { secret: "secret" }))).toMatchObject({ reason: "not-json" });
});

test.each<readonly [sentence: string, options: unknown, option: string]>([
  ["an empty secret", { secret: "" }, "secret"],
  ["no secret", {}, "secret"],
  ["an empty list of secrets", { secret: [] }, "secret"],
  ["a secret that is no base64", { secret: "whsec_%" }, "secret"],
  ["a tolerance below 0", { secret: standard.secret, toleranceMs: -1 }, "toleranceMs"],
  ["a tolerance that is no number", { secret: standard.secret, toleranceMs: Number.NaN }, "toleranceMs"],
  ["an option that is none", { secret: standard.secret, tolerance: 5 }, "tolerance"],
])("%s is refused", async (_, options, option) => {
  const request = { headers: standard.headers, body: standard.body };
  const error = await errorOf(verifyWebhook("standard-webhooks", request, options as VerifyOptions));
  expect(isConfigurationError(error) && error.option).toBe(option);
});

test("signatures are compared by the platform, which takes constant time", async () => {
  const verify = vi.spyOn(crypto.subtle, "verify");
  await verifyStandard({ "webhook-signature": `v1,${Buffer.alloc(32).toString("base64")}` });
  expect(verify).toHaveBeenCalledTimes(1);
  verify.mockRestore();
});

test("a server of Node's verifies what arrives", async () => {
  await using server = await serve(async ({ headers, body }, response) => {
    const payload = await verifyWebhook(gitHub, { headers, body }, { secret: "secret" });
    respond(response, 200, JSON.stringify(payload));
  });
  const body = '{"action":"opened"}';
  const mac = createHmac("sha256", "secret").update(body).digest("hex");
  const sent = await fetch(server.address, { method: "POST", body, headers: { "X-Hub-Signature-256": `sha256=${mac}` } });
  expect(await sent.json()).toEqual({ action: "opened" });
});
