import { listMember, type JsonObject } from "../document/json.ts";
import { serverAddress } from "../document/nodes.ts";

/**
 * The address that clients call: the first server of the documents that has one, https before http. An address without a host
 * is completed by that of the document. Undefined where there is none.
 */
export function chooseBaseUrl(documents: readonly JsonObject[], documentUrl: string | undefined): string | undefined {
  const addresses = documents
    .flatMap((document) => listMember(document, "servers"))
    .map((server) => completed(serverAddress(server), documentUrl))
    .filter((address) => address !== undefined);
  return addresses.find((address) => address.startsWith("https:")) ?? addresses[0];
}

function completed(address: string, documentUrl: string | undefined): string | undefined {
  // Its slash is gone where the address was nothing but one.
  const path = address === "" ? "/" : address;
  const url = /^https?:\/\//i.test(address)
    ? address
    : documentUrl !== undefined && URL.canParse(path, documentUrl)
      ? new URL(path, documentUrl).href.replace(/\/+$/, "")
      : undefined;
  // What is left in braces has no default, and the address no meaning.
  return url !== undefined && isBaseUrl(url) ? url : undefined;
}

/** An address as `vendor.yaml` takes it. */
export function isBaseUrl(address: string): boolean {
  return /^https?:\/\/[^\s/{}?#@]+(?:\/[^\s{}?#]*[^/\s{}?#])?$/.test(address) && URL.canParse(address);
}
