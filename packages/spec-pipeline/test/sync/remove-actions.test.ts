import { expect, test } from "vitest";
import { removeActions } from "../../src/sync/remove-actions.ts";

const OVERLAY = `overlay: 1.0.0
info: { title: Three, version: 1.0.0 } # kept as it is written
actions:
  # First of all.
  - target: $.a
    description: The first of three.
    remove: true
  - target: $.b
    description: >-
      The second,
      over two lines.
    update: { b: 1 }

  - { target: $.c, description: The third one., remove: true }
`;

test("the actions go with their lines, and everything else stays as it is written", () => {
  expect(removeActions(OVERLAY, [1])).toBe(OVERLAY.replace(/ {2}- target: \$\.b[^]*\n\n/, ""));
  expect(removeActions(OVERLAY, [0, 1])).toBe(OVERLAY.replace(/ {2}- target: \$\.a[^]*\n\n/, ""));
  expect(removeActions(OVERLAY, [2])).toBe(OVERLAY.replace(/ {2}- \{ target: \$\.c.*\n/, ""));
});

test("an overlay without any action left is deleted", () => {
  expect(removeActions(OVERLAY, [0, 1, 2])).toBeUndefined();
});
