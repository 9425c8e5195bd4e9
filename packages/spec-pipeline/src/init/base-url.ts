import { listMember, type JsonObject } from "../document/json.ts";
import { serverAddress } from "../document/nodes.ts";

/**
 * The address that clients call: the first server of the documents, https before http. An address without a host is completed by the
 * document's address. Undefined if there is none.
 */
export function chooseBaseUrl(documents: readonly JsonObject[], documentUrl: string | undefined): string | undefined {
  const addresses = documents
    .flatMap((document) => listMember(document, "servers"))
    .map((server) => completed(serverAddress(server), documentUrl))
    .filter((address) => address !== undefined);
  return addresses.find((address) => address.startsWith("https:")) ?? addresses[0];
}

function completed(address: string, documentUrl: string | undefined): string | undefined {
  // It lost its slash because the address was nothing else.
  const path = address === "" ? "/" : address;
  const url = /^https?:\/\//i.test(address)
    ? address
    : documentUrl !== undefined && URL.canParse(path, documentUrl)
      ? new URL(path, documentUrl).href.replace(/\/+$/, "")
      : undefined;
  // A part in braces that remains has no default, so the address has no meaning.
  return url !== undefined && isBaseUrl(url) ? url : undefined;
}

/** An address as `vendor.yaml` accepts it. */
export function isBaseUrl(address: string): boolean {
  return /^https?:\/\/[^\s/{}?#@]+(?:\/[^\s{}?#]*[^/\s{}?#])?$/.test(address) && URL.canParse(address);
}
