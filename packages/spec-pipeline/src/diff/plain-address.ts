/** Letters of a host mean the same in either case, and a port that goes without saying need not be said. */
export function plainAddress(address: string): string {
  const [, origin = "", rest = ""] = /^(https?:\/\/[\w.:[\]-]+)(\/.*)?$/is.exec(address) ?? [];
  return URL.canParse(origin) ? `${new URL(origin).origin}${rest}` : address;
}
