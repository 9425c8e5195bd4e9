import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { startFaultServer } from "../../src/testing/fault-server.ts";

test("the address where nobody listens refuses connections, and cannot become another server's", async () => {
  const faults = await startFaultServer();
  await expect(fetch(faults.refused)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
  const other = createServer().listen(Number(new URL(faults.refused).port), "127.0.0.1");
  const [error] = await once(other, "error");
  expect(error).toMatchObject({ code: "EADDRINUSE" });
  await faults.close();
});
