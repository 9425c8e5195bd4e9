import { invalidOption } from "@specloom/client-runtime";
import type { ModerationAction } from "./moderation-account.ts";
import { type Effect, moderationEffects } from "./moderation-effects.ts";

/** @throws {ConfigurationError} an unknown action, an empty id, or two actions that contradict each other. */
export function checkActions(actions: readonly Partial<ModerationAction>[]): void {
  const claims = new Map<string, { effect: Effect; index: number }>();
  for (const [index, { referralId, action }] of actions.entries()) {
    const at = `actions[${index}]`;
    if (typeof referralId !== "string" || !referralId.trim())
      throw invalidOption(`${at}.referralId`, "the id of a referral", referralId);
    if (!action || !Object.hasOwn(moderationEffects, action))
      throw invalidOption(`${at}.action`, `one of ${Object.keys(moderationEffects).join(", ")}`, action);
    for (const [side, effect] of moderationEffects[action].entries()) {
      const claim = claims.get(side + referralId);
      if (effect && claim && claim.effect !== effect) {
        const expected = `no contradiction of actions[${claim.index}], on the same side of the same referral`;
        throw invalidOption(at, expected, action);
      }
      if (effect) claims.set(side + referralId, { effect, index });
    }
  }
}
