import { expect, test } from "vitest";
import { runReadme, type ServableMock } from "../../../test/readme-programs.ts";
import { createMockFetch, respondEvents } from "../src/mock.ts";

function createAcmeMock(): ServableMock {
  const own = { method: "GET", safe: true, security: [["Key"]], docs: "" } as const;
  const fetch = createMockFetch({
    operations: {
      listThings: { path: "/things", response: "json", ...own },
      watchThings: { path: "/watch", response: "events", ...own },
    },
    validators: {},
    authenticate: (request) => (request.headers.has("x-api-key") ? undefined : Response.json({}, { status: 401 })),
    respondInvalid: () => Response.json({}, { status: 422 }),
    handlers: {
      listThings: () => Response.json({ things: ["lamp", "chair"] }),
      watchThings: () => respondEvents(["lamp", "chair"].map((name) => ({ event: "thing", data: { name } }))),
    },
  });
  return { fetch, environment: (origin) => ({ ACME_BASE_URL: origin, ACME_API_KEY: "key" }) };
}

test("the README's programs compile and print what they say", async () => {
  const { typeErrors, runs } = await runReadme(new URL("..", import.meta.url), createAcmeMock);
  expect(typeErrors).toBe("");
  expect(runs.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toEqual(runs.map(() => ({ exitCode: 0, stderr: "" })));
  const [client, pages, table] = runs.map(({ stdout }) => stdout);
  expect(client).toBe("[ 'lamp', 'chair' ]\nlamp\nchair\n");
  expect(pages).toBe("lamp\nchair\ntable\n");
  expect(table).toMatch(/^JSON is read \[\]\n(.* \[\]\n){4}$/);
});
