/** What samples can import, by the vendor whose client they show. */
import type { ClientCommand } from "@specloom/client-runtime/start-command";
import * as reactQuery from "@tanstack/react-query";
import * as openapiReactQuery from "openapi-react-query";
import * as profound from "profound-client";
import * as profoundFetch from "profound-client/openapi-fetch";
import * as profoundResources from "profound-client/resources";
import * as profoundTesting from "profound-client/testing";
import * as profoundValidators from "profound-client/validators";
import * as saasquatch from "saasquatch-client";
import * as saasquatchFetch from "saasquatch-client/openapi-fetch";
import * as saasquatchResources from "saasquatch-client/resources";
import * as saasquatchTesting from "saasquatch-client/testing";
import * as saasquatchValidators from "saasquatch-client/validators";
// No entry of the packages: only their `bin` files load it.
import { command as profoundCommand } from "../../../profound-client/dist/command.mjs";
import { command as saasquatchCommand } from "../../../saasquatch-client/dist/command.mjs";
import { assertModule } from "./assert-module.ts";

export interface SampleMock {
  readonly fetch: typeof fetch;
  /** What a program sets to reach the mock at an address. */
  readonly environment: (origin: string) => Record<string, string>;
}

export interface ClientModules {
  readonly modules: Readonly<Record<string, object>>;
  readonly createMock: () => SampleMock;
  readonly command: ClientCommand;
}

const shared = {
  "node:assert/strict": assertModule,
  "@tanstack/react-query": reactQuery,
  "openapi-react-query": openapiReactQuery,
};

export const clientModules: Readonly<Record<string, ClientModules>> = {
  profound: {
    modules: {
      "profound-client": profound,
      "profound-client/openapi-fetch": profoundFetch,
      "profound-client/resources": profoundResources,
      "profound-client/testing": profoundTesting,
      "profound-client/validators": profoundValidators,
      ...shared,
    },
    createMock: profoundTesting.createMock,
    command: profoundCommand,
  },
  saasquatch: {
    modules: {
      "saasquatch-client": saasquatch,
      "saasquatch-client/openapi-fetch": saasquatchFetch,
      "saasquatch-client/resources": saasquatchResources,
      "saasquatch-client/testing": saasquatchTesting,
      "saasquatch-client/validators": saasquatchValidators,
      ...shared,
    },
    createMock: saasquatchTesting.createMock,
    command: saasquatchCommand,
  },
};
