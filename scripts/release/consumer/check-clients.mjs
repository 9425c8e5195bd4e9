// What every consumer does with the installed clients, whatever runtime it is: web standards only. It throws at the first surprise and
// returns one sentence of what it saw.
import { createProfoundClient, isApiError } from "profound-client";
import { createSaaSquatchClient } from "saasquatch-client";

const report = {
  category_id: "0b5fb6d2-6a5f-4a58-9d0c-6b1c0c7b2f11",
  start_date: "2026-06-09",
  end_date: "2026-06-15",
  group_by: ["model"],
  metrics: ["count"],
};

export function expect(condition, what) {
  if (!condition) throw new Error(`expected ${what}`);
}

async function query(profound) {
  const page = await profound.reports.queryCitations(report);
  expect(page.data.length > 0, "rows of citations");
  for (const row of page.data)
    expect(typeof row.model.name === "string" && typeof row.count === "number", `a row by model, got ${JSON.stringify(row)}`);
  const visits = await profound.reports.queryReferrals({
    domain: "example.com",
    start_date: "2026-06-09",
    end_date: "2026-06-15",
    metrics: ["visits"],
    dimensions: ["date"],
  });
  expect(visits.rows.length > 0 && typeof visits.rows[0].visits === "number", "named rows of visits");
  return page.data.length;
}

async function stream(profound) {
  let rows = 0;
  for await (const row of profound.reports.streamCitations({ ...report, group_by: ["page"], max_results: 25 })) {
    expect(typeof row.count === "number", "a count on each streamed row");
    rows += 1;
  }
  expect(rows === 25, `25 streamed rows, got ${rows}`);
  return rows;
}

async function abort(profound) {
  const controller = new AbortController();
  const reason = new Error("enough");
  try {
    for await (const _ of profound.reports.streamCitations({ ...report, group_by: ["page"] }, { signal: controller.signal }))
      controller.abort(reason);
  } catch (error) {
    expect(error === reason, `the caller's own reason, got ${String(error)}`);
    return;
  }
  throw new Error("expected the aborted stream to end in the caller's reason");
}

async function refuse(options) {
  try {
    await createProfoundClient({ ...options, apiKey: "wrong" }).reports.queryCitations(report);
  } catch (error) {
    expect(isApiError(error) && error.status === 401, `an ApiError with status 401, got ${String(error)}`);
    return;
  }
  throw new Error("expected a wrong key to be refused");
}

/** The options are those that a program in this runtime would give; where there is an environment, none are needed. */
export async function checkClients({ profound: profoundOptions = {}, saasquatch: saasquatchOptions = {} } = {}) {
  const profound = createProfoundClient(profoundOptions);
  const saasquatch = createSaaSquatchClient(saasquatchOptions);
  const rows = await query(profound);
  const streamed = await stream(profound);
  await abort(profound);
  await refuse(profoundOptions);
  const { referrals, totalCount } = await saasquatch.referrals.list({ limit: 3 });
  expect(referrals.length === 3 && totalCount > 3, "three referrals of more");
  return `${rows} rows, ${streamed} streamed, aborted, 401, ${referrals.length} of ${totalCount} referrals`;
}
