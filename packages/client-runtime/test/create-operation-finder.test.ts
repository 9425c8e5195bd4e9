import { expect, test } from "vitest";
import { createOperationFinder } from "../src/create-operation-finder.ts";
import type { OperationDescriptor, OperationTable } from "../src/operation.ts";

const row = (path: string, method: OperationDescriptor["method"] = "GET"): OperationDescriptor => ({
  method,
  path,
  safe: method === "GET",
  security: [],
  response: "json",
});
const table: OperationTable = {
  list: row("/{tenant}/things"),
  create: row("/{tenant}/things", "POST"),
  get: row("/{tenant}/things/{id}"),
  search: row("/{tenant}/things/search"),
  cancel: row("/{tenant}/things/{id}:cancel", "POST"),
  file: row("/files/{name}.{kind}"),
  odd: row("/größe (neu)/v1.0"),
};
const find = createOperationFinder(table);
const ids = (path: string) => find(path).map(({ id }) => id);

test("all operations of a path are found, with the values of its parameters", () => {
  expect(ids("/acme/things")).toEqual(["list", "create"]);
  expect(find("/acme/things/7%2C")[0]).toEqual({
    id: "get",
    operation: table["get"],
    parameters: { tenant: "acme", id: "7," },
    written: { tenant: "acme", id: "7%2C" },
  });
});

test("fixed text wins over a parameter, and earlier fixed text over later", () => {
  expect(ids("/acme/things/search")).toEqual(["search", "get"]);
  const crossed = createOperationFinder({ late: row("/{kind}/all"), early: row("/users/{id}") });
  expect(crossed("/users/all").map(({ id }) => id)).toEqual(["early", "late"]);
});

test("values are decoded, and one of them may hold an encoded slash", () => {
  expect(find("/a%2Fb%20c/things/%E2%82%AC")[0]?.parameters).toEqual({ tenant: "a/b c", id: "€" });
});

test("a parameter may share its segment with text", () => {
  expect(find("/acme/things/7:cancel").map(({ id, parameters }) => [id, parameters["id"]])).toEqual([
    ["cancel", "7"],
    ["get", "7:cancel"],
  ]);
  expect(find("/files/report.csv")[0]?.parameters).toEqual({ name: "report", kind: "csv" });
});

test("written text fits as an address writes it, and stands for itself alone", () => {
  const { pathname } = new URL("https://api.test/größe (neu)/v1.0");
  expect(ids(pathname)).toEqual(["odd"]);
  expect(ids(pathname.replace("v1.0", "v1x0"))).toEqual([]);
});

test.each(["", "/", "/acme", "/acme/things/", "/acme//7", "//things", "/acme/things/7/more", "/acme/things/%E0%A4%A"])(
  "%o is the path of no operation",
  (path) => {
    expect(ids(path)).toEqual([]);
  },
);
