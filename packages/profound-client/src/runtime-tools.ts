import type { invalidOption, ResponseError } from "@specloom/client-runtime";

/**
 * What the parts that are loaded on demand need of the runtime. Handed to them and not imported by them, as a bundler would move what both
 * they and the main entry import into a third file, which every program would then load.
 */
export interface RuntimeTools {
  readonly invalidOption: typeof invalidOption;
  readonly ResponseError: typeof ResponseError;
}
