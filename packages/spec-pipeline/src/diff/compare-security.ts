import { objectMember, stringMember, type Json } from "../document/json.ts";
import type { Security } from "../model/security.ts";
import { place, type ComparisonContext, type Pair } from "./comparison-context.ts";
import { plainAddress } from "./plain-address.ts";

/** Compares how each credential of a call is sent, and where it comes from. */
export function compareSchemes(context: ComparisonContext): void {
  const after = context.new.securitySchemes;
  const asked = new Set(context.old.operations.flatMap(({ security }) => security.flatMap((names) => [...names.keys()])));
  const renamed = renamedSchemes(context);
  for (const [name, scheme] of Object.entries(context.old.securitySchemes)) {
    if (!asked.has(name) || renamed.has(name)) continue;
    const other = objectMember(after, name);
    const changed = changedFacts(scheme, other);
    const pointer = `#/components/securitySchemes/${name}`;
    const change = { before: scheme, after: other, oldPointer: pointer, newPointer: pointer };
    if (!flowsRemain(scheme, other)) changed.push(WAY);
    else if (!flowsRemain(other, scheme))
      context.add(
        "security-gained",
        `the security scheme ${name} has a further way to a token: ${tokenAddresses(other)}`,
        [],
        change,
      );
    if (changed.length === 0) continue;
    context.add(
      "security-scheme-changed",
      `the security scheme ${name} has another ${changed.join(", ")}${changed.includes(WAY) ? `: ${tokenAddresses(other)}` : ""}`,
      [],
      change,
    );
  }
}

/** How a credential is sent, as far as two schemes differ in it. `bearerFormat` is a hint for readers. Names of headers and of HTTP's schemes have no case. */
function changedFacts(before: Json, after: Json): string[] {
  const isHeader = stringMember(before, "in") === "header";
  return ["type", "scheme", "in", "name", "openIdConnectUrl"].filter((key) => {
    const [was, is] = [stringMember(before, key), stringMember(after, key)];
    const hasCase = key !== "scheme" && !(key === "name" && isHeader);
    return hasCase ? was !== is : was?.toLowerCase() !== is?.toLowerCase();
  });
}

/** Schemes that have another name and are the same otherwise: to a caller a name means nothing. */
function renamedSchemes({ old: before, new: after }: ComparisonContext): ReadonlyMap<string, string> {
  const news = Object.entries(after.securitySchemes).filter(([name]) => !Object.hasOwn(before.securitySchemes, name));
  const renamed = new Map<string, string>();
  for (const [name, scheme] of Object.entries(before.securitySchemes)) {
    if (Object.hasOwn(after.securitySchemes, name)) continue;
    const at = news.findIndex(
      ([, other]) => changedFacts(scheme, other).length === 0 && flowsRemain(scheme, other) && flowsRemain(other, scheme),
    );
    const [found] = at < 0 ? [] : news.splice(at, 1);
    if (found) renamed.set(name, found[0]);
  }
  return renamed;
}

const WAY = "way to a token";
const TOKEN_ADDRESSES = ["authorizationUrl", "tokenUrl", "refreshUrl", "deviceAuthorizationUrl"];

/** The address that gives out tokens. The report shows the host, so that a reader sees where secrets go. */
function tokenAddresses(scheme: Json): string {
  const addresses = Object.values(objectMember(scheme, "flows")).flatMap((flow) =>
    TOKEN_ADDRESSES.map((key) => stringMember(flow, key)).filter((address) => address !== undefined),
  );
  return addresses.length === 0 ? "none" : [...new Set(addresses)].join(", ");
}

/** Whether every OAuth flow still exists, with the same addresses. */
function flowsRemain(before: Json, after: Json | undefined): boolean {
  const flows = objectMember(after, "flows");
  return Object.entries(objectMember(before, "flows")).every(([name, flow]) =>
    TOKEN_ADDRESSES.filter((key) => stringMember(flow, key) !== undefined).every(
      (key) => plainAddress(stringMember(flow, key) ?? "") === plainAddress(stringMember(flows[name], key) ?? ""),
    ),
  );
}

/** The credentials that an operation accepts. */
export function compareSecurity(context: ComparisonContext, { old: before, new: after }: Pair): void {
  const renamed = renamedSchemes(context);
  const named = before.security.map((names) => new Map([...names].map(([name, scopes]) => [renamed.get(name) ?? name, scopes])));
  const [left, right] = [alternatives(named), alternatives(after.security)];
  const at = [place(after, "input", "security", "")];
  const details = {
    before: left.map(credentialText),
    after: right.map(credentialText),
    oldPointer: `${before.pointer}/security`,
    newPointer: `${after.pointer}/security`,
  };
  const lost = left.filter((credential) => !right.some((other) => suffices(credential, other)));
  const gained = right.filter((credential) => !left.some((other) => suffices(credential, other)));
  const needed = right.map(credentialText).join(" or ");
  const [losses, gains] = [lost, gained].map((credentials) => credentials.map(credentialText).join(", "));
  if (lost.some((credential) => credential.size === 0)) {
    context.add("security-demanded", `${after.call} needs a credential now: ${needed}`, at, details);
  } else if (lost.length > 0)
    context.add("security-lost", `${after.call} no longer accepts ${losses}: it takes ${needed}`, at, details);
  if (gained.length > 0) context.add("security-gained", `${after.call} accepts ${gains} too`, at, details);
}

/** If no credential is demanded, a call without credentials is an alternative too. */
function alternatives(security: readonly Security[]): readonly Security[] {
  return security.length === 0 ? [new Map()] : security;
}

/** Whether a credential satisfies the demand for another one: it has all its schemes, with all their scopes. */
function suffices(credential: Security, asked: Security): boolean {
  return [...asked].every(
    ([name, scopes]) => scopes.every((scope) => credential.get(name)?.includes(scope)) && credential.has(name),
  );
}

function credentialText(credential: Security): string {
  const names = [...credential].map(([name, scopes]) => (scopes.length === 0 ? name : `${name} (${scopes.join(", ")})`));
  return names.length === 0 ? "no credential" : names.toSorted().join(" with ");
}
