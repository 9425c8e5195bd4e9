// A program on Node, Deno or Bun: everything comes from the environment.
import { checkClients } from "./check-clients.mjs";

console.log(await checkClients());
