import { expect, test } from "vitest";
import { surfaceChange } from "../../scripts/release/surface-change.ts";

const before = `/** A page. */
interface Page<Row> {
  readonly rows: readonly Row[];
  total: number | null;
}
declare function list(params: ListParams): Promise<Page<string>>;
export { Page, list };
`;

test("the same declarations with other comments are no change", () => {
  expect(surfaceChange(before, before.replace("A page.", "One page."))).toBe("none");
});

test("a new declaration, a new exported name and a new optional member are additions", () => {
  expect(surfaceChange(before, `${before}\ninterface Extra {\n  id: string;\n}\n`)).toBe("added");
  expect(surfaceChange(before, before.replace("list };", "list, other };"))).toBe("added");
  expect(surfaceChange(before, before.replace("  total", "  next?: string | undefined;\n  total"))).toBe("added");
});

test("an overload more, and a namesake from another file, are additions; one less is broken", () => {
  const more = `${before}declare function list(): Promise<Page<number>>;\n`;
  expect(surfaceChange(before, more)).toBe("broken");
  expect(surfaceChange(more, before)).toBe("broken");
});

test.each([
  ["a member that is gone", "  total: number | null;\n", ""],
  ["a member of another type", "number | null", "number"],
  ["a new required member", "  total", "  next: string;\n  total"],
  ["an exported name that is gone", "Page, list", "list"],
  ["a changed signature", "params: ListParams", "params?: ListParams"],
  ["a new type parameter", "Page<Row>", "Page<Row, Info>"],
])("%s is broken", (_, from, to) => {
  expect(surfaceChange(before, before.replace(from, to))).toBe("broken");
});
