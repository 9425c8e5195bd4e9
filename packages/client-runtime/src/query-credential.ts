import { type ApiKey, checkSecret, type Credential } from "./credentials.ts";

/** An API key in the query. Undefined if there is none. @throws {ConfigurationError} it cannot be sent. */
export function queryCredential({ option, key, name }: ApiKey): Credential | undefined {
  if (key === undefined) return undefined;
  checkSecret(option, key);
  return {
    header: "authorization",
    value: () => key,
    put: (request, value) => (request.url = withQuery(request.url, name, value)),
  };
}

/** The address with this parameter exactly once in its query. */
function withQuery(url: string, name: string, value: string): string {
  const [before = "", ...rest] = url.split("#");
  const [path = "", ...query] = before.split("?");
  const parameter = `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
  // A serializer may leave the name unchanged.
  const isOther = (each: string): boolean => each !== "" && ![name, encodeURIComponent(name)].includes(each.split("=")[0] ?? "");
  const parameters = [...query.join("?").split("&").filter(isOther), parameter];
  return [`${path}?${parameters.join("&")}`, ...rest].join("#");
}
