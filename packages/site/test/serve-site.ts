import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

export interface ServedSite {
  /** Below a path, as many hosts serve a site. */
  readonly address: string;
  /** Paths of all requests so far. */
  readonly requested: readonly string[];
  readonly close: () => void;
}

/** Serves a folder as a static host does: files by their names, and `404.html` for all else below its path. */
export async function serveSite(folder: string): Promise<ServedSite> {
  const requested: string[] = [];
  const server = createServer((request, response) => {
    requested.push(request.url ?? "");
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://site").pathname);
    const file = join(folder, normalize(path.replace(/^\/below\//, "/")));
    if (!path.startsWith("/below/") || !existsSync(file) || extname(file) === "") {
      const missing = path.startsWith("/below/") ? readFileSync(join(folder, "404.html")) : "";
      response.writeHead(404, { "content-type": TYPES[".html"] }).end(missing);
      return;
    }
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(readFileSync(file));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the site's server has no port");
  return {
    address: `http://127.0.0.1:${address.port}/below`,
    requested,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
