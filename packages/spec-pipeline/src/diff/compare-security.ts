import { objectMember, stringMember, type Json } from "../document/json.ts";
import type { Security } from "../model/security.ts";
import { place, type ComparisonContext, type Details, type Pair } from "./comparison-context.ts";
import { plainAddress } from "./plain-address.ts";
import type { ChangeKind } from "./policy.ts";

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

/** One change of the credentials, and the operations that have it. */
interface CredentialChange {
  readonly kind: ChangeKind;
  /** `by`: the operations in words. */
  readonly say: (by: string) => string;
  /** `by` for all operations. */
  readonly all: string;
  readonly details: Details;
  readonly pairs: Pair[];
}

/** The credentials that operations accept. A change that many of them have is one change. */
export function compareSecurity(context: ComparisonContext, pairs: readonly Pair[]): void {
  const renamed = renamedSchemes(context);
  const changes = new Map<string, CredentialChange>();
  for (const pair of pairs) {
    const change = credentialChange(pair, renamed);
    if (change === undefined) continue;
    const key = JSON.stringify([change.kind, change.details.before, change.details.after]);
    const other = changes.get(key);
    if (other) other.pairs.push(pair);
    else changes.set(key, { ...change, pairs: [pair] });
  }
  for (const { kind, say, all, details, pairs: having } of changes.values()) {
    const isAll = having.length === pairs.length && pairs.length > 1;
    const [first] = having;
    const by = isAll ? all : having.length === 1 && first ? first.new.call : `${having.length} operations`;
    const places = isAll ? [] : having.map((pair) => place(pair.new, "input", "security", ""));
    context.add(kind, say(by), places, {
      ...details,
      oldPointer: isAll ? "#/security" : first && `${first.old.pointer}/security`,
      newPointer: isAll ? "#/security" : first && `${first.new.pointer}/security`,
    });
  }
}

function credentialChange(
  { old: before, new: after }: Pair,
  renamed: ReadonlyMap<string, string>,
): Omit<CredentialChange, "pairs"> | undefined {
  const named = before.security.map((names) => new Map([...names].map(([name, scopes]) => [renamed.get(name) ?? name, scopes])));
  const [left, right] = [alternatives(named), alternatives(after.security)];
  const details = { before: left.map(credentialText), after: right.map(credentialText) };
  const lost = left.filter((credential) => !right.some((other) => suffices(credential, other)));
  const gained = right.filter((credential) => !left.some((other) => suffices(credential, other)));
  const needed = details.after.join(" or ");
  const [losses, gains] = [lost, gained].map((credentials) => credentials.map(credentialText).join(", "));
  if (lost.some(isNone))
    return {
      kind: "security-demanded",
      say: (by) => `a credential is needed by ${by} now: ${needed}`,
      all: "every operation",
      details,
    };
  if (lost.length > 0) {
    const say = (by: string): string => `${losses} is no longer accepted by ${by}: ${needed} is`;
    return { kind: "security-lost", say, all: "any operation", details };
  }
  if (gained.some(isNone))
    return { kind: "security-gained", say: (by) => `no credential is needed by ${by} any more`, all: "any operation", details };
  if (gained.length === 0) return undefined;
  return { kind: "security-gained", say: (by) => `${gains} is accepted by ${by} too`, all: "every operation", details };
}

function isNone(credential: Security): boolean {
  return credential.size === 0;
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
