import { expect, test } from "vitest";
import type { JsonObject } from "../../src/document/json.ts";
import { TAKEN_NAMES } from "../../src/init/free-name.ts";
import { variableServers, type VariableServers } from "../../src/init/server-options.ts";
import { readApi } from "../../src/model/api.ts";

const servers: readonly JsonObject[] = [
  { url: "https://plain.example" },
  {
    url: "https://{region}.{tenant-name}.example/{baseUrl}/",
    variables: {
      region: { default: "eu", enum: ["us", "eu"], description: "Where the data is." },
      "tenant-name": { default: "demo" },
      baseUrl: { default: "v1", enum: [] },
      unused: { default: "x" },
    },
  },
];
const BASE = "https://eu.demo.example/v1";

/** The servers with variables, where each operation has these of its own. */
function serversOf(
  baseUrl: string,
  own: readonly (readonly JsonObject[])[] = [],
  used: readonly string[] = [...TAKEN_NAMES],
): VariableServers {
  const paths = Object.fromEntries(
    own.map((each, index) => [
      `/${index}`,
      { get: { operationId: `get${index}`, servers: [...each], responses: { 200: { description: "ok" } } } },
    ]),
  );
  return variableServers(readApi({ openapi: "3.1.0", servers: [...servers], paths }).value, baseUrl, used);
}

test("each variable of the called server is an option, with a name of its own", () => {
  const { base } = serversOf(BASE, [], [...TAKEN_NAMES, "tenantName"]);
  expect(base?.url).toBe("https://{region}.{tenant-name}.example/{baseUrl}");
  expect(base?.options.map(({ name, option, variable, values }) => [name, option, variable, values])).toEqual([
    ["region", "region", "REGION", ["eu", "us"]],
    ["tenant-name", "tenantName2", "TENANT_NAME2", []],
    ["baseUrl", "baseUrl2", "BASE_URL2", []],
  ]);
});

test("another server, and an address that a person gave, have none", () => {
  expect(serversOf("https://plain.example").base).toBeUndefined();
  expect(serversOf("https://own.example").base).toBeUndefined();
});

test("a variable of an operation's server is an option, which equal variables share", () => {
  const region = { default: "eu", enum: ["eu", "us"] };
  const { base, others } = serversOf(BASE, [
    [{ url: "https://{region}.upload.example/", variables: { region } }],
    [{ url: "https://{region}.upload.example/", variables: { region } }],
    [{ url: "/{version}", variables: { version: { default: "v2" } } }],
    // A region of its own, as there is another default.
    [{ url: "https://{region}.files.example", variables: { region: { default: "asia" } } }],
    [{ url: "https://plain.files.example" }],
  ]);
  expect(others.map(({ url, address, options }) => [url, address, options.map(({ option }) => option)])).toEqual([
    ["https://{region}.upload.example", "https://eu.upload.example", ["region"]],
    ["/{version}", "/v2", ["version"]],
    ["https://{region}.files.example", "https://asia.files.example", ["region2"]],
  ]);
  expect(others[0]?.options[0]).toBe(base?.options[0]);
});

test("a server without variables keeps its address", () => {
  const { others } = serversOf(BASE, [
    [{ url: "https://{region}.upload.example", variables: { region: { default: "eu" } } }],
    [{ url: "https://eu.upload.example" }],
  ]);
  expect(others).toEqual([]);
});
