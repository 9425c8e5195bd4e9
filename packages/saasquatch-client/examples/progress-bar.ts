import type { ModerationProgress } from "saasquatch-client";

const width = 30;

/** One line that shows how far a moderation is, as wide as the one before it. */
export function formatProgress({ total, notSent, rejected, unknown }: ModerationProgress): string {
  const share = total === 0 ? 1 : (total - notSent) / total;
  const bar = "█".repeat(Math.round(share * width)).padEnd(width, "░");
  return `${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${rejected} rejected, ${unknown} unknown`.padEnd(70);
}
