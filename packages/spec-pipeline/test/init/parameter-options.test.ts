import { expect, test } from "vitest";
import { parameterOptions } from "../../src/init/parameter-options.ts";

test("each parameter has an option with a name of its own, which no option has already", () => {
  expect(parameterOptions(["tenant_alias", "tenant-alias", "timeout_ms", "1st", "日本", "class"])).toEqual([
    { parameter: "tenant_alias", option: "tenantAlias", variable: "TENANT_ALIAS" },
    { parameter: "tenant-alias", option: "tenantAliasParameter", variable: "TENANT_ALIAS_PARAMETER" },
    { parameter: "timeout_ms", option: "timeoutMsParameter", variable: "TIMEOUT_MS_PARAMETER" },
    { parameter: "1st", option: "parameter", variable: "PARAMETER" },
    { parameter: "日本", option: "parameterParameter", variable: "PARAMETER_PARAMETER" },
    { parameter: "class", option: "classParameter", variable: "CLASS_PARAMETER" },
  ]);
});
