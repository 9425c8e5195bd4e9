import { expect, test } from "vitest";
import { camelCase, clientNames, faultOfName, upperSnakeCase } from "../../src/init/client-names.ts";

test.each(["acme", "acme-mail", "a1", "x".repeat(200)])("%s is a name", (name) => {
  expect(faultOfName(name)).toBeUndefined();
});

test.each([
  "",
  "Acme",
  "1acme",
  "acme_mail",
  "acme--mail",
  "-acme",
  "acme-",
  "../acme",
  "acme client",
  "x".repeat(201),
  "acme-client",
])("%j is not a name", (name) => {
  expect(faultOfName(name)).toBeTypeOf("string");
});

test("all names of a client come from one", () => {
  expect(clientNames("acme-mail2")).toEqual({
    vendor: "acme-mail2",
    package: "acme-mail2-client",
    type: "AcmeMail2",
    variable: "acmeMail2",
    environment: "ACME_MAIL2_",
  });
  expect(clientNames("class").variable).toBe("classClient");
});

test.each([
  ["tenant_alias", "tenantAlias", "TENANT_ALIAS"],
  ["HTTPBearer", "httpBearer", "HTTP_BEARER"],
  ["X-API-Key", "xApiKey", "X_API_KEY"],
  ["OAuth2", "oauth2", "OAUTH2"],
])("%s is %s as an option and %s in the environment", (scheme, option, variable) => {
  expect(camelCase(scheme)).toBe(option);
  expect(upperSnakeCase(option)).toBe(variable);
});

test("a text without letters makes no name", () => {
  expect(camelCase("__1")).toBeUndefined();
});
