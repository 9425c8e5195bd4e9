import { expect, test } from "vitest";
import { holdAgainstOracle, type PrintedChange } from "../../src/diff/hold-against-oracle.ts";

function change(kind: string, bump: string, call: string, direction: "input" | "output"): PrintedChange {
  return { kind, message: kind, places: [{ operation: { id: call, call }, direction }], verdicts: [{ judge: "policy", bump }] };
}

test("a change that only one of them calls breaking is a disagreement, with a reason if one is known", () => {
  const changes = [
    change("input-field-removed", "major", "POST /a", "input"),
    change("input-limit-tightened", "major", "POST /b", "input"),
    change("input-field-removed", "major", "POST /c", "input"),
    change("output-field-added", "minor", "GET /d", "output"),
    change("operation-removed", "major", "GET /e", "output"),
    change("input-field-removed", "major", "POST /f", "input"),
    change("output-field-removed", "major", "GET /new", "output"),
    { ...change("operation-moved", "major", "GET /new", "input"), before: "GET /old" },
    change("operation-removed", "major", "GET /g", "input"),
  ];
  const broken = [
    { call: "POST /a", direction: "input", message: "" },
    { call: "GET /d", direction: "output", message: "" },
    { call: "GET /e", direction: "input", message: "" },
    { call: "GET /old", direction: "output", message: "" },
  ] as const;
  const verdict = { programs: 9, leftOut: 0, broken, untyped: new Set(["POST /f"]) };
  const { both, disagreements } = holdAgainstOracle(changes, verdict);
  expect(both).toBe(3);
  expect(disagreements).toEqual([
    {
      call: "POST /b",
      direction: "input",
      kinds: ["input-limit-tightened"],
      only: "policy",
      reason: "no type shows it: the server refuses what it took, or sends what did not come",
    },
    { call: "POST /c", direction: "input", kinds: ["input-field-removed"], only: "policy", reason: undefined },
    {
      call: "POST /f",
      direction: "input",
      kinds: ["input-field-removed"],
      only: "policy",
      reason: "the body is a form whose fields the old document does not describe",
    },
    {
      call: "GET /old",
      direction: "input",
      kinds: ["operation-moved"],
      only: "policy",
      reason: "the id stays, and so do programs; released clients still ask at the old path",
    },
    // Programs of a removed operation break. If none does, the operation was not tested.
    { call: "GET /g", direction: "input", kinds: ["operation-removed"], only: "policy", reason: undefined },
    { call: "GET /d", direction: "output", kinds: ["output-field-added"], only: "programs", reason: undefined },
  ]);
});
