import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { serveMock } from "../../../test/serve-mock.ts";

export interface ServedMocks {
  origin: string;
  close: () => void;
  /** What a program must set to reach both mocks. */
  environment: Record<string, string>;
  /** Requests that reached the origin that a redirect leads to. */
  strays: () => number;
}

interface Testing {
  createMock: () => { fetch: (request: Request) => Promise<Response>; environment: (origin: string) => Record<string, string> };
}

/** Serves both installed clients' mocks on one origin, so that a page from there needs no permission; `site` is a folder of such pages. */
export async function serveMocks(consumer: string, site?: string): Promise<ServedMocks> {
  const load = async (client: string): Promise<ReturnType<Testing["createMock"]>> => {
    const module: Testing = await import(pathToFileURL(join(consumer, "node_modules", client, "dist/testing.mjs")).href);
    return module.createMock();
  };
  const profound = await load("profound-client");
  const saasquatch = await load("saasquatch-client");
  let strays = 0;
  const elsewhere = await serveMock({
    fetch: async () => {
      strays += 1;
      return new Response("a credential has nothing to do here");
    },
  });
  const served = await serveMock({
    fetch: async (request) => {
      if (!(request instanceof Request)) throw new TypeError("a served mock is given requests");
      const { pathname } = new URL(request.url);
      const file = site && join(site, pathname === "/" ? "index.html" : pathname);
      if (file && existsSync(file)) {
        const type = file.endsWith(".html") ? "text/html" : "text/javascript";
        return new Response(readFileSync(file), { headers: { "content-type": type } });
      }
      if (pathname.startsWith("/elsewhere/")) return Response.redirect(`${elsewhere.origin}${pathname}`, 307);
      return (pathname.startsWith("/api/v1/") ? saasquatch : profound).fetch(request);
    },
  });
  return {
    origin: served.origin,
    environment: { ...profound.environment(served.origin), ...saasquatch.environment(served.origin) },
    strays: () => strays,
    close: () => {
      served.close();
      elsewhere.close();
    },
  };
}
