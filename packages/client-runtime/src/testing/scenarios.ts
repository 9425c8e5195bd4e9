import type { Scenario } from "./scenario.ts";
import { bodies } from "./scenarios/bodies.ts";
import { connections, redirects, unsafe } from "./scenarios/connections.ts";
import { statuses } from "./scenarios/statuses.ts";
import { streams } from "./scenarios/streams.ts";

/** Every fault that the table knows. A client without an unsafe operation, or without a stream, runs the kinds that it has. */
export const scenarios: readonly Scenario[] = [...bodies, ...statuses, ...connections, ...redirects, ...unsafe, ...streams];
