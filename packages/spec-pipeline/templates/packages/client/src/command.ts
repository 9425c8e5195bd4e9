import type { ClientCommand } from "@specloom/client-runtime/start-command";
import manifest from "../package.json" with { type: "json" };
import { create$type$Client, type $type$Client } from "./client.ts";
import { columns, methods, summaries, walks } from "./generated/command.gen.ts";

/** The parts of this package's command. Only its `bin` file loads it. Put your own words on methods and params into `texts` and `params`. */
export const command: ClientCommand<$type$Client> = {
  name: manifest.name,
  version: manifest.version,
  about: manifest.description,
  methods,
  summaries,
  columns,
  walks,
  create: (options) => create$type$Client(options),
  // #if hasMock
  mock: async () => (await import("./testing.ts")).createMock(),
  // #end
  // #if hasVariables
  variables: [
    // #each variable
    {
      name: "$environment$$variableName$",
      about: "the option $variableOption$",
      isSecret: $isSecret$,
    },
    // #end
  ],
  // #end
  // #if hasNoVariables
  variables: [],
  // #end
};
