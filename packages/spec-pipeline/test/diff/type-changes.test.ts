import { describe, expect, test } from "vitest";
import { typeChanges } from "../../src/diff/type-changes.ts";

const BEFORE = `// Generated
import type { X } from "./x.ts";

export interface components {
    schemas: {
        /** A user. */
        User: {
            id: string;
            /** The name. */
            name?: string | undefined;
            "first-name": string;
            address?: {
                city: string;
            } | null | undefined;
        };
        Team: {
            id: string;
        };
    };
}
`;

test("lists the names whose lines differ, with both lines", () => {
  expect(
    typeChanges(BEFORE, BEFORE.replace("name?: string", "name?: string | null").replace("city: string", "city: number")),
  ).toEqual([
    { path: "components.schemas.User.name", before: "name?: string | undefined;", after: "name?: string | null | undefined;" },
    { path: "components.schemas.User.address.city", before: "city: string;", after: "city: number;" },
  ]);
});

test("says nothing of comments", () => {
  expect(typeChanges(BEFORE, BEFORE.replace("The name", "What people call them"))).toEqual([]);
});

test("lists a type once if it is new or gone as a whole", () => {
  const after = BEFORE.replace(/ {8}Team: \{\n.*\n {8}\};\n/, "");
  expect(typeChanges(BEFORE, after)).toEqual([{ path: "components.schemas.Team", before: "Team: { … };" }]);
  expect(typeChanges(after, BEFORE)).toEqual([{ path: "components.schemas.Team", after: "Team: { … };" }]);
});

test("sees that an object may be null now", () => {
  expect(typeChanges(BEFORE.replace("} | null | undefined", "} | undefined"), BEFORE)).toEqual([
    {
      path: "components.schemas.User.address",
      before: "address?: { … } | undefined;",
      after: "address?: { … } | null | undefined;",
    },
  ]);
});

test("keeps names apart that need quotes", () => {
  expect(typeChanges(BEFORE, BEFORE.replace('"first-name": string', '"first-name": number'))).toMatchObject([
    { path: 'components.schemas.User."first-name"' },
  ]);
});

describe("a union of objects", () => {
  const UNION = `export interface components {
    schemas: {
        Row: {
            kind: "domain";
            domain: string;
        } | {
            kind: "page";
            url: string;
        };
    };
}
`;

  test("has its variants numbered", () => {
    expect(typeChanges(UNION, UNION.replace("url: string", "url: string | null"))).toEqual([
      { path: "components.schemas.Row (variant 2).url", before: "url: string;", after: "url: string | null;" },
    ]);
  });

  test("is shown as a whole where a variant is new, and the variant once", () => {
    const before = UNION.replace(/ \| \{\n.*page[^}]*\}/, "");
    expect(typeChanges(before, UNION)).toEqual([
      { path: "components.schemas.Row", before: "Row: { … };", after: "Row: { … } | { … };" },
      { path: "components.schemas.Row (variant 2)", after: "{ … }" },
    ]);
  });
});
