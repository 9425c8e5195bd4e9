import { expect, test } from "vitest";
import type { Json } from "../../src/document/json.ts";
import { chooseBaseUrl } from "../../src/init/base-url.ts";

function choose(servers: readonly Json[], documentUrl?: string): string | undefined {
  return chooseBaseUrl([{ servers }], documentUrl);
}

test("the first address over https is taken, without a slash at its end and with its variables filled in", () => {
  const variables = { region: { default: "eu" } };
  const servers = [
    { url: "http://a.example" },
    { url: " https://{region}.b.example/v1/ ", variables },
    { url: "https://c.example" },
  ];
  expect(choose(servers)).toBe("https://eu.b.example/v1");
  expect(choose([{ url: "http://a.example" }])).toBe("http://a.example");
});

test("an address without a host is completed by that of the document", () => {
  expect(choose([{ url: "/v1" }], "https://a.example/docs/openapi.json")).toBe("https://a.example/v1");
  expect(choose([{ url: "/" }], "https://a.example/docs/openapi.json")).toBe("https://a.example");
  expect(choose([{ url: "/v1" }])).toBeUndefined();
});

test.each([
  [[]],
  [[null]],
  [["text"]],
  [[{ url: 1 }]],
  [[{ url: "https://{host}/v1" }]],
  [[{ url: "https://a.example/?a=b" }]],
  [[{ url: "https://" }]],
])("%j names no address", (servers) => {
  expect(choose(servers)).toBeUndefined();
});
