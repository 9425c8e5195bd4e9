import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { onTestFinished } from "vitest";
import type { Fetch } from "../src/host/fetch-page.ts";

/** A vendor's documentation site on loopback, and a fetch that finds it under the address that the vendor has. */
export interface DocumentationSite {
  readonly fetch: Fetch;
  readonly requests: IncomingMessage[];
  /** The site's responses from now on. */
  respond: (request: IncomingMessage, response: ServerResponse) => void;
}

export async function startSite(publicOrigin: string): Promise<DocumentationSite> {
  const requests: IncomingMessage[] = [];
  const listener: RequestListener = (request, response) => {
    requests.push(request);
    site.respond(request, response);
  };
  const server = createServer(listener).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the site listens nowhere");
  const site: DocumentationSite = {
    requests,
    respond: (_request, response) => void response.writeHead(404).end(),
    fetch: (url, init) => globalThis.fetch(url.replace(publicOrigin, `http://127.0.0.1:${address.port}`), init),
  };
  return site;
}
