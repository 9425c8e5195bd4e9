import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { describeConnection } from "../src/describe-connection.ts";
import { callFor } from "./support/adapter.ts";
import { errorOf } from "./support/in-memory.ts";

const url = "https://api.test:8443/search";

/** An error as `fetch` of Node throws it. */
function node(code: string, message = code, more: object = {}): Error {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code }, more) });
}
/** An error as `fetch` of Deno throws it. */
function deno(words: string): Error {
  return new TypeError("fetch failed", { cause: new Error(`error sending request for url (${url}): client error ${words}`) });
}
/** An error as `fetch` of Bun throws it. */
function bun(code: string, message: string): Error {
  return Object.assign(new TypeError(message), { code });
}

test.each<[string, Error, string]>([
  [
    "Node",
    node("ECONNREFUSED", "connect", { address: "127.0.0.1", port: 9 }),
    "connection refused by 127.0.0.1:9 (ECONNREFUSED)",
  ],
  [
    "Node, of several addresses",
    new TypeError("fetch failed", {
      cause: Object.assign(new AggregateError([Object.assign(new Error("a"), { address: "::1", port: 9 })]), {
        code: "ECONNREFUSED",
      }),
    }),
    "connection refused by ::1:9 (ECONNREFUSED)",
  ],
  ["Node", node("ENOTFOUND"), "the name of api.test:8443 does not resolve (ENOTFOUND)"],
  ["Node", node("EHOSTUNREACH"), "api.test:8443 cannot be reached (EHOSTUNREACH)"],
  ["Node", node("UND_ERR_CONNECT_TIMEOUT"), "no connection to api.test:8443 in time (UND_ERR_CONNECT_TIMEOUT)"],
  [
    "Node",
    node("ECONNRESET", "Client network socket disconnected before secure TLS connection was established"),
    "the TLS handshake with api.test:8443 broke off (ECONNRESET)",
  ],
  ["Deno", deno("(Connect): tcp connect error: Connection refused (os error 111)"), "connection refused by api.test:8443"],
  ["Deno", deno("(Connect): dns error: failed to lookup address information"), "the name of api.test:8443 does not resolve"],
  ["Deno", deno("(Connect): tls handshake eof"), "the TLS handshake with api.test:8443 broke off"],
  ["Deno", deno("(Connect): Connection reset by peer (os error 104)"), "no connection to api.test:8443"],
  ["Bun", bun("ECONNREFUSED", "Unable to connect."), "connection refused by api.test:8443 (ECONNREFUSED)"],
  ["Bun", bun("ConnectionRefused", "Unable to connect."), "connection refused by api.test:8443 (ConnectionRefused)"],
  ["Bun", bun("ENOTFOUND", "getaddrinfo ENOTFOUND api.test"), "the name of api.test:8443 does not resolve (ENOTFOUND)"],
])("%s has not sent the request: %s", (_, error, words) => {
  const { reason, message, isLasting } = describeConnection(error, url);
  expect({ reason, isLasting }).toEqual({ reason: "not-sent", isLasting: false });
  expect(message).toContain(`found no connection: ${words}`);
});

test.each<[string, Error]>([
  ["Node", node("DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate")],
  ["Node", node("CERT_HAS_EXPIRED", "certificate has expired")],
  ["Node", node("ERR_TLS_CERT_ALTNAME_INVALID", "Hostname/IP does not match certificate's altnames")],
  ["Node", node("UNABLE_TO_VERIFY_LEAF_SIGNATURE", "unable to verify the first certificate")],
  ["Node", node("ERR_SSL_WRONG_VERSION_NUMBER", "80:error:0A00010B:SSL routines\nmore")],
  ["Node", new TypeError("fetch failed", { cause: new Error("bad port") })],
  ["Deno", deno("(Connect): invalid peer certificate: UnknownIssuer")],
  ["Deno", deno("(Connect): received corrupt message of type InvalidContentType")],
  ["Bun", bun("DEPTH_ZERO_SELF_SIGNED_CERT", "self signed certificate")],
  ["Bun", bun("EPROTO", "The TLS handshake failed.")],
])("%s has not sent the request, and would not the next time: %s", async (_, error) => {
  expect(describeConnection(error, url)).toMatchObject({ reason: "not-sent", isLasting: true });
  let attempts = 0;
  const call = callFor({
    fetch: () => {
      attempts++;
      return Promise.reject(error);
    },
  });
  expect(await errorOf(call("search", { body: { text: "x" } }))).toMatchObject({
    reason: "not-sent",
    isLasting: true,
    attempts: 1,
  });
  expect(attempts).toBe(1);
});

test.each<[string, Error, string]>([
  ["Node", node("UND_ERR_SOCKET", "other side closed"), "closed by api.test:8443 (UND_ERR_SOCKET)"],
  ["Node", node("ECONNRESET", "read ECONNRESET"), "closed by api.test:8443 (ECONNRESET)"],
  ["Deno", deno("(SendRequest): connection closed before message completed"), "connection closed before message completed"],
  ["a foreign fetch", new DOMException("The operation timed out", "TimeoutError"), "TimeoutError: The operation timed out"],
  ["a foreign fetch", new Error("I am uncertain about the certificate of origin"), "I am uncertain"],
  [
    "a foreign fetch",
    Object.assign(new Error("no connection refused me"), { code: "E_MINE" }),
    "no connection refused me (E_MINE)",
  ],
])("%s may have sent the request: %s", (_, error, words) => {
  const { reason, message } = describeConnection(error, url);
  expect(reason).toBe("interrupted");
  expect(message).toMatch(/^lost its connection: /);
  expect(message).toContain(words);
});

test.each([undefined, null, "text", 23, {}, new AggregateError([])])("whatever is thrown is put into words: %s", (thrown) => {
  expect(describeConnection(thrown, "").message).toMatch(/^lost its connection: /);
});

test("a connection that is refused names the address", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  const error = await errorOf<Error>(callFor({ baseUrl: `http://127.0.0.1:${port}`, maxRetries: 0 })("change", { body: {} }));
  expect(error.message).toContain(`connection refused by 127.0.0.1:${port}`);
  expect(error).toMatchObject({ reason: "not-sent" });
});
