import type { Validator } from "../operation.ts";
import { addIssue, issuesOf, type Check } from "./check.ts";
import { withText } from "./is-rounded.ts";
import { isRecord } from "./same-json.ts";

/** The faults of a value, by a check that is made for the first value. */
export function validator(make: () => Check): Validator {
  let check: Check | undefined;
  return (value, text) => {
    try {
      const made = (check ??= make());
      return withText(text, () => issuesOf(made, value, undefined));
    } catch (error) {
      if (!isStackOverflow(error)) throw error;
      return [{ pointer: "", message: "must not be nested thousands of levels deep" }];
    }
  };
}

/** Firefox has a class of its own for it. */
function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof Error && error.name === "InternalError");
}

export interface RequestRules {
  readonly path?: Check;
  readonly query?: Check;
  readonly header?: Check;
  readonly cookie?: Check;
  readonly body?: Check;
  /** The checks of bodies of other media types, by the `contentType`. */
  readonly bodies?: Readonly<Record<string, Check>>;
  readonly bodyRequired?: boolean;
}

/** A request: groups of parameters, and a body. A group may be left out if nothing in it is required. */
export function request({ body, bodies = {}, bodyRequired = false, ...groups }: RequestRules): Check {
  const checks = Object.entries(groups);
  return (value, at, issues) => {
    const input = isRecord(value) ? value : {};
    for (const [name, check] of checks) check(input[name] ?? {}, { within: at, key: name }, issues);
    const { contentType } = input;
    const check = typeof contentType === "string" && Object.hasOwn(bodies, contentType) ? bodies[contentType] : body;
    if (input["body"] !== undefined) check?.(input["body"], { within: at, key: "body" }, issues);
    else if (bodyRequired) addIssue(issues, { within: at, key: "body" }, "must be present");
  };
}

/** One event of a stream, `{ event, data }`, by its name. `others` checks events of other names, if it is given. */
export function events(data: Readonly<Record<string, Check>>, others?: Check): Check {
  const checks = new Map(Object.entries(data));
  return (value, at, issues) => {
    if (!isRecord(value) || typeof value["event"] !== "string") return;
    (checks.get(value["event"]) ?? others)?.(value["data"], { within: at, key: "data" }, issues);
  };
}
