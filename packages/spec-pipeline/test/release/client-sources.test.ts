import { expect, test } from "vitest";
import { methodsByOperation } from "../../src/release/client-sources.ts";

test("operations are named as users call them: the file in resources and the method", () => {
  const reports = `export function createReports(call: Call): Reports {
  const querySold = async (params: Params, options?: Options) =>
    call("querySoldThings", { body: params }, options);
  return {
    querySold,
    stream(params: Params) {
      return new Reader(() =>
        call("streamSoldThings", { body: params }),
      );
    },
  };
}
`;
  const methods = methodsByOperation([
    { file: "packages/acme-client/src/resources/sold-things.ts", text: reports },
    { file: "packages/acme-client/src/client.ts", text: 'const find = () => call("findThing", {});\n' },
  ]);
  expect([...methods]).toEqual([
    ["querySoldThings", "soldThings.querySold"],
    ["streamSoldThings", "soldThings.stream"],
  ]);
});
