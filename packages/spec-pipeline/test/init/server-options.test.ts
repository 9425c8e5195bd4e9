import { expect, test } from "vitest";
import { TAKEN_NAMES } from "../../src/init/free-name.ts";
import { variableServer } from "../../src/init/server-options.ts";

const servers = [
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

test("each variable of the called server is an option, with a name of its own", () => {
  const server = variableServer({ servers }, "https://eu.demo.example/v1", [...TAKEN_NAMES, "tenantName"]);
  expect(server?.url).toBe("https://{region}.{tenant-name}.example/{baseUrl}");
  expect(server?.options.map(({ name, option, variable, values }) => [name, option, variable, values])).toEqual([
    ["region", "region", "REGION", ["eu", "us"]],
    ["tenant-name", "tenantName2", "TENANT_NAME2", []],
    ["baseUrl", "baseUrl2", "BASE_URL2", []],
  ]);
});

test("another server, and an address that a person gave, have none", () => {
  expect(variableServer({ servers }, "https://plain.example", [])).toBeUndefined();
  expect(variableServer({ servers }, "https://own.example", [])).toBeUndefined();
});
