import { type ApiKey, checkSecret, type Credential } from "./credentials.ts";
import { invalidOption } from "./errors.ts";
import { isBrowser } from "./user-agent.ts";

/** An API key in a cookie. Undefined if there is none. @throws {ConfigurationError} it cannot be sent; in a browser. */
export function cookieCredential({ option, key, name }: ApiKey): Credential | undefined {
  if (key === undefined) return undefined;
  if (checkSecret(option, key).includes(";")) throw invalidOption(option, "the value of one cookie, without a semicolon");
  if (isBrowser()) throw invalidOption(option, "left out in a browser, which lets no program set a cookie");
  return {
    header: "cookie",
    value: () => key,
    put({ headers }, value) {
      const cookies = headers.get("cookie")?.split("; ") ?? [];
      const others = cookies.filter((cookie) => !cookie.startsWith(`${name}=`));
      headers.set("cookie", [...others, `${name}=${value}`].join("; "));
    },
  };
}
