export interface Row {
  consumer: string;
  result: string;
  ok: boolean;
  seconds: number;
}

/** Every consumer and what became of it. A failure is kept and shown, and the rehearsal goes on to the next consumer. */
export function createResults(): {
  rows: readonly Row[];
  /** Runs one consumer; `check` returns the sentence for the table, and throws when the consumer fails. Tells whether it is well. */
  record: (consumer: string, check: () => Promise<string>) => Promise<boolean>;
} {
  const rows: Row[] = [];
  return {
    rows,
    async record(consumer, check) {
      const begun = performance.now();
      const finish = (ok: boolean, result: string): void => {
        const seconds = (performance.now() - begun) / 1000;
        rows.push({ consumer, result, ok, seconds });
        console.log(`${ok ? "ok    " : "FAILED"} ${consumer.padEnd(34)} ${seconds.toFixed(1).padStart(6)} s  ${result}`);
      };
      try {
        finish(true, await check());
        return true;
      } catch (error) {
        finish(false, "see above");
        console.error(error);
        return false;
      }
    },
  };
}

export function summary(rows: readonly Row[]): string {
  const widest = (key: "consumer" | "result"): number => Math.max(key.length, ...rows.map((row) => row[key].length));
  const [consumer, result] = [widest("consumer"), widest("result")];
  const line = (...cells: [string, string, string, string]): string =>
    `| ${cells[0].padEnd(consumer)} | ${cells[1].padEnd(6)} | ${cells[2].padStart(7)} | ${cells[3].padEnd(result)} |`;
  return [
    line("consumer", "result", "seconds", "what was seen"),
    `| ${"-".repeat(consumer)} | ------ | ------: | ${"-".repeat(result)} |`,
    ...rows.map((row) => line(row.consumer, row.ok ? "ok" : "FAILED", row.seconds.toFixed(1), row.result)),
  ].join("\n");
}
