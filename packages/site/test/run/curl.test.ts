import { expect, test } from "vitest";
import { curlCommand, readCurl } from "../../src/run/curl.ts";

const request = {
  method: "POST",
  url: "https://api.example/t_1/things?name=a%20b",
  headers: [
    ["content-type", "application/json"],
    ["x-api-key", "secret"],
    ["user-agent", "x"],
  ] as const,
  body: JSON.stringify({ quote: 'it\'s "$HOME" `x` \\' }),
};
const variables = [
  { name: "KEY", value: "secret" },
  { name: "TENANT", value: "t_1" },
];

test("a request is written with its credential as a variable", () => {
  expect(curlCommand({ ...request, body: "" }, variables, false)).toBe(
    `curl -X POST "https://api.example/$TENANT/things?name=a%20b" \\\n  -H 'content-type: application/json' \\\n  -H "x-api-key: $KEY"`,
  );
});

test("a key in a name and password is a variable too, and is read again", () => {
  const basic = {
    method: "GET",
    url: "https://api.example/a",
    headers: [["authorization", `Basic ${btoa(":secret")}`]] as const,
    body: "",
  };
  const command = curlCommand(basic, variables, false);
  expect(command).toBe(`curl 'https://api.example/a' \\\n  -u ":$KEY"`);
  expect(readCurl(command, { KEY: "secret" }).headers.get("authorization")).toBe(basic.headers[0][1]);
});

test("the written command is read as the same request", async () => {
  const read = readCurl(curlCommand(request, variables, true), { KEY: "secret", TENANT: "t_1" });
  expect({ method: read.method, url: read.url, key: read.headers.get("x-api-key"), body: await read.json() }).toEqual({
    method: "POST",
    url: request.url,
    key: "secret",
    body: JSON.parse(request.body),
  });
});

test.each([
  ["wget x", "has to begin with curl"],
  ["curl 'x", "a quote is not closed"],
  ["curl --proxy x y", "the option --proxy does not work here"],
  ["curl -H", "-H needs a value"],
  ["curl", "the command has no address"],
])("%s is refused with the reason", (command, reason) => {
  expect(() => readCurl(command, {})).toThrow(reason);
});
