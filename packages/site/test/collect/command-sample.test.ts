import { expect, test } from "vitest";
import { exampleIn } from "../../src/collect/command-sample.ts";

test("the first example of a help is found, and a help may have none", () => {
  const help = "Usage: acme-client pets list [options]\n\nOptions:\n  --help  print this text\n";
  expect(exampleIn(`${help}\nExample:\n  acme-client pets list --mock\n`)).toBe("acme-client pets list --mock");
  expect(exampleIn(`${help}\nExamples:\n  acme-client pets list\n  acme-client pets list --all\n`)).toBe("acme-client pets list");
  expect(exampleIn(help)).toBeUndefined();
});
