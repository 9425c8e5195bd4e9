import { expect, test, vi } from "vitest";
import { create$type$Client } from "../src/index.ts";

test("a secret that cannot be a header is refused, and not shown", () => {
  vi.stubEnv("$environment$$variable$", "sec ret\n");
  expect(() => create$type$Client()).toThrow(/^(?!.*sec ret).*$secret$/s);
  vi.unstubAllEnvs();
});
