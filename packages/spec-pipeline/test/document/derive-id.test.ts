import { expect, test } from "vitest";
import { deriveId } from "../../src/document/derive-id.ts";

test.each([
  ["get", "/", "getRoot"],
  ["get", "/users/{user-id}/posts", "getUsersByUserIdPosts"],
  ["post", "/v2/reports:run", "postV2ReportsRun"],
  ["delete", "/{a}{b}", "deleteByAByB"],
  ["get", "/größe", "getGroE"],
])("%s %s is called %s", (method, path, id) => {
  expect(deriveId(method, path)).toBe(id);
});
