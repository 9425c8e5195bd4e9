import type { OperationDescriptor, RequestOptions } from "@specloom/client-runtime";
import type { ClientCommand, HandMethod, MethodText, Params } from "@specloom/client-runtime/start-command";
import { kebabCase } from "./kebab-case.ts";

/** A method of a client, as a command offers it. */
export interface Method {
  /** `reports.queryCitations` */
  readonly name: string;
  /** The typed words: `["reports", "query-citations"]`. */
  readonly words: readonly [resource: string, method: string];
  readonly operation: OperationDescriptor;
  /** The method of one page, if this one walks all of them. */
  readonly walks: string | undefined;
  /** Whether it asks for page after page. */
  readonly isWalk: boolean;
  /** Params of the operation that the method does not take. */
  readonly without: readonly string[];
  readonly text: MethodText | undefined;
  /** The vendor's words. */
  readonly summary: string | undefined;
  readonly call: (client: object, params: Params, options: RequestOptions) => unknown;
  readonly rows: ((output: unknown) => readonly unknown[]) | undefined;
  /** Those of a table in a terminal. */
  readonly columns: readonly string[] | undefined;
  /** All that the rows of a call may have; none where nothing is known of them. */
  readonly columnsOf: (params: Params) => readonly string[];
}

/** Our own commands beside the resources. */
const RESERVED: ReadonlySet<string> = new Set(["complete", "completion", "login", "logout", "mcp", "whoami"]);

/** Every method of a client, generated and by hand, sorted by name. */
export function listMethods<Client extends object>(settings: ClientCommand<Client>): readonly Method[] {
  const names = new Set([...Object.keys(settings.methods), ...Object.keys(settings.byHand ?? {})]);
  return [...names].toSorted().map((name) => {
    const hand: HandMethod<Client> = settings.byHand?.[name] ?? {};
    const walks = hand.walks ?? settings.walks[name];
    const like = hand.like ?? walks ?? name;
    const operation = settings.methods[like];
    if (!operation) throw new TypeError(`${name} is like ${like}, which is no method`);
    const described = settings.columns?.[like] ?? [];
    const [resource = "", method = ""] = name.split(".");
    return {
      name,
      words: [RESERVED.has(kebabCase(resource)) ? `${kebabCase(resource)}-api` : kebabCase(resource), kebabCase(method)],
      operation,
      walks,
      isWalk: walks !== undefined || hand.isWalk === true,
      without: hand.without ?? [],
      text: settings.texts?.[name],
      summary: settings.summaries[like],
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the client is the one that the settings make
      call: (client, params, options) => (hand.call ?? callByName(name))(client as Client, params, options),
      rows: hand.rows,
      columns: hand.columns,
      columnsOf: (params) => hand.columnsOf?.(params, described) ?? described,
    };
  });
}

function callByName(name: string): (client: object, params: Params, options: RequestOptions) => unknown {
  const [resource = "", method = ""] = name.split(".");
  return (client, params, options) => {
    const methods: unknown = Reflect.get(client, resource);
    const found: unknown = typeof methods === "object" && methods !== null ? Reflect.get(methods, method) : undefined;
    if (typeof found !== "function") throw new TypeError(`the client has no method ${name}`);
    return Reflect.apply(found, methods, [params, options]);
  };
}
