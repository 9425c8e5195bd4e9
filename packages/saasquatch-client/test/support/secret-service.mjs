// A Secret Service in memory, with the parts that a keychain's library uses. It is on the session bus of the process.
// https://specifications.freedesktop.org/secret-service-spec/latest/
import { createCipheriv, createDecipheriv, getDiffieHellman, hkdfSync, randomBytes } from "node:crypto";
import { interface as members, sessionBus, Variant } from "@jellybrick/dbus-next";

const COLLECTION = "/org/freedesktop/secrets/collection/login";
const bus = sessionBus();
/** Keys of the sessions, which encrypt the messages. */
const sessions = new Map();
const items = new Map();
let count = 0;

/** An interface of these methods and properties: `{ in, out, run }` and `{ type, get }` by name. */
function offer(path, name, methods, properties) {
  class Offered extends members.Interface {}
  for (const [key, { run }] of Object.entries(methods)) Offered.prototype[key] = run;
  for (const [key, { get }] of Object.entries(properties)) Object.defineProperty(Offered.prototype, key, { get });
  Offered.configureMembers({
    methods: Object.fromEntries(
      Object.entries(methods).map(([key, { in: i, out: o }]) => [key, { inSignature: i, outSignature: o }]),
    ),
    properties: Object.fromEntries(
      Object.entries(properties).map(([key, { type }]) => [key, { signature: type, access: "read" }]),
    ),
  });
  const offered = new Offered(name);
  for (const key of ["$properties", "$methods", "$signals"]) offered[key] = Offered.prototype[key];
  bus.export(path, offered);
}

function openSecret([session, iv, data]) {
  const key = sessions.get(session);
  if (!key) return Buffer.from(data);
  const cipher = createDecipheriv("aes-128-cbc", key, Buffer.from(iv));
  return Buffer.concat([cipher.update(Buffer.from(data)), cipher.final()]);
}

function sealSecret(session, secret) {
  const key = sessions.get(session);
  if (!key) return [session, Buffer.alloc(0), secret, "text/plain"];
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-128-cbc", key, iv);
  return [session, iv, Buffer.concat([cipher.update(secret), cipher.final()]), "text/plain"];
}

function find(wanted) {
  const isWanted = ({ attributes }) => Object.entries(wanted).every(([name, value]) => attributes[name] === value);
  return [...items].filter(([, item]) => isWanted(item)).map(([path]) => path);
}

function openSession(algorithm, input) {
  const path = `/org/freedesktop/secrets/session/${(count += 1)}`;
  if (algorithm === "plain") {
    sessions.set(path, undefined);
    return [new Variant("s", ""), path];
  }
  const exchange = getDiffieHellman("modp2");
  const own = exchange.generateKeys();
  const shared = exchange.computeSecret(Buffer.from(input.value));
  const padded = Buffer.concat([Buffer.alloc(128 - shared.length), shared]);
  sessions.set(path, Buffer.from(hkdfSync("sha256", padded, Buffer.alloc(32), Buffer.alloc(0), 16)));
  return [new Variant("ay", own), path];
}

function createItem(properties, value, replaces) {
  const { value: attributes } = properties["org.freedesktop.Secret.Item.Attributes"];
  const [old] = replaces ? find(attributes) : [];
  if (old) {
    items.get(old).secret = openSecret(value);
    return [old, "/"];
  }
  const path = `${COLLECTION}/${(count += 1)}`;
  const item = { attributes, secret: openSecret(value) };
  items.set(path, item);
  const remove = () => (items.delete(path), "/");
  offer(
    path,
    "org.freedesktop.Secret.Item",
    {
      GetSecret: { in: "o", out: "(oayays)", run: (session) => sealSecret(session, item.secret) },
      SetSecret: { in: "(oayays)", out: "", run: (given) => void (item.secret = openSecret(given)) },
      Delete: { in: "", out: "o", run: remove },
    },
    {
      Locked: { type: "b", get: () => false },
      Attributes: { type: "a{ss}", get: () => attributes },
      Label: { type: "s", get: () => "" },
    },
  );
  return [path, "/"];
}

const sealAll = (paths, session) => Object.fromEntries(paths.map((path) => [path, sealSecret(session, items.get(path).secret)]));

offer(
  "/org/freedesktop/secrets",
  "org.freedesktop.Secret.Service",
  {
    OpenSession: { in: "sv", out: "vo", run: openSession },
    SearchItems: { in: "a{ss}", out: "aoao", run: (wanted) => [find(wanted), []] },
    Unlock: { in: "ao", out: "aoo", run: (paths) => [paths, "/"] },
    ReadAlias: { in: "s", out: "o", run: () => COLLECTION },
    GetSecrets: { in: "aoo", out: "a{o(oayays)}", run: sealAll },
  },
  { Collections: { type: "ao", get: () => [COLLECTION] } },
);
offer(
  COLLECTION,
  "org.freedesktop.Secret.Collection",
  {
    CreateItem: { in: "a{sv}(oayays)b", out: "oo", run: createItem },
    SearchItems: { in: "a{ss}", out: "ao", run: find },
  },
  {
    Locked: { type: "b", get: () => false },
    Items: { type: "ao", get: () => [...items.keys()] },
    Label: { type: "s", get: () => "login" },
  },
);
await bus.requestName("org.freedesktop.secrets", 0);
console.log("ready");
