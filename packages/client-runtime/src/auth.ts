import { type CallRecord, ConfigurationError } from "./errors.ts";
import type { OperationDescriptor } from "./operation.ts";

/** Makes the headers of one security scheme. A function, so that nothing which prints a client can come upon the key. */
export type Credential = () => Readonly<Record<string, string>>;
export type Credentials = Readonly<Record<string, Credential | undefined>>;

/** Refuses a key that cannot be a header value, without showing it. */
export function checkSecret(option: string, value: string): string {
  const expected = "printable ASCII without spaces or line breaks";
  if (typeof value !== "string" || !/^[!-~]+$/.test(value)) {
    throw new ConfigurationError(
      undefined,
      `cannot start: ${option} must be ${expected}. Copy it again (it is not shown here).`,
      {
        option,
        expected,
      },
    );
  }
  return value;
}

/** The headers of the first alternative for which all credentials are there: exactly the ones that the operation asks for. */
export function credentialHeaders(
  call: CallRecord,
  { security }: Pick<OperationDescriptor, "security">,
  credentials: Credentials,
  help = "Give the client one when it is created.",
): Record<string, string> {
  if (!security.length) return {};
  const schemes = security.find((alternative) => alternative.every((scheme) => credentials[scheme]));
  if (schemes) return Object.assign({}, ...schemes.map((scheme) => credentials[scheme]?.()));
  const expected = security.map((alternative) => alternative.join(" and ")).join(" or ");
  throw new ConfigurationError(call, `cannot start: it needs a credential (${expected}), and there is none. ${help}`, {
    option: "credentials",
    expected,
  });
}

/** True where what is sent cannot be read on the way: https, or this machine. */
export function isPrivate(url: URL): boolean {
  return url.protocol === "https:" || /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
}
