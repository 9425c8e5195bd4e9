import type { Direction } from "../emit/canonical-schema.ts";
import { readEvents } from "../emit/event-stream.ts";
import { describeOperation, type OperationShape } from "../emit/operation-shape.ts";
import {
  mediaTypesOf,
  parameterSchema,
  readOperations,
  successfulAnswers,
  type Answer,
  type Operation,
  type Parameter,
} from "../emit/operations.ts";
import { resolveObject } from "../emit/references.ts";
import { isEqual, isList, isObject, objectMember, stringMember, type Json, type JsonObject } from "../json.ts";
import type { ChangeKind } from "../policy.ts";
import type { Change, OperationName, Place } from "./change.ts";
import { createSchemaComparison, type SchemaComparison } from "./compare-linked-schemas.ts";
import type { SchemaPlace } from "./schema-facts.ts";

const MOST_PLACES = 20;

/** Every difference between two bundled documents that concerns a caller, in the words of the API. */
export function compareDocuments(oldDocument: JsonObject, newDocument: JsonObject): readonly Change[] {
  return new DocumentComparison(oldDocument, newDocument).run();
}

interface Details {
  readonly before?: Json | undefined;
  readonly after?: Json | undefined;
  readonly oldPointer?: string | undefined;
  readonly newPointer?: string | undefined;
}

interface Pair {
  readonly name: OperationName;
  readonly old: Operation;
  readonly new: Operation;
}

class DocumentComparison {
  readonly #old: JsonObject;
  readonly #new: JsonObject;
  readonly #schemas: SchemaComparison;
  readonly #changes = new Map<string, Change>();

  constructor(oldDocument: JsonObject, newDocument: JsonObject) {
    this.#old = oldDocument;
    this.#new = newDocument;
    this.#schemas = createSchemaComparison({ old: oldDocument, new: newDocument });
  }

  run(): readonly Change[] {
    const [before, after] = [readOperations(this.#old, () => {}), readOperations(this.#new, () => {})];
    this.#compareServers();
    this.#compareSchemes();
    const open = new Set(after);
    for (const operation of before) {
      const other =
        after.find(({ id }) => id === operation.id) ??
        after.find(({ method, path }) => method === operation.method && path === operation.path);
      if (other === undefined) {
        this.#add("operation-removed", `${callOf(operation)} is gone`, [place(operation, "input", "", "")], {
          before: operation.id,
          oldPointer: operation.pointer,
        });
      } else {
        open.delete(other);
        this.#compareOperations({ name: nameOf(other), old: operation, new: other });
      }
    }
    for (const operation of open) {
      this.#add("operation-added", `${callOf(operation)} is new`, [place(operation, "input", "", "")], {
        after: operation.id,
        newPointer: operation.pointer,
      });
    }
    return [...this.#changes.values()];
  }

  #add(kind: ChangeKind, message: string, places: readonly Place[], details: Details): void {
    const key = [kind, message, details.oldPointer, details.newPointer].join("\n");
    const other = this.#changes.get(key);
    const all = [...(other?.places ?? []), ...places];
    const morePlaces = (other?.morePlaces ?? 0) + Math.max(0, all.length - MOST_PLACES);
    this.#changes.set(key, { kind, message, ...details, places: all.slice(0, MOST_PLACES), morePlaces });
  }

  #addSchemas(pair: Pair, direction: Direction, part: string, left: SchemaPlace, right: SchemaPlace, prefix = ""): void {
    for (const { fields, kind, message, ...details } of this.#schemas(left, right, direction)) {
      const places = fields.map((field) => ({
        operation: pair.name,
        direction,
        part,
        field: `${prefix}${prefix !== "" && field !== "" && !field.startsWith("[") ? "." : ""}${field}`,
      }));
      this.#add(kind, message, places, details);
    }
  }

  #compareServers(): void {
    const [before, after] = [serversOf(this.#old), serversOf(this.#new)];
    const details = { before: [...before], after: [...after], oldPointer: "#/servers", newPointer: "#/servers" };
    const lost = before.filter((url) => !after.includes(url));
    const gained = after.filter((url) => !before.includes(url));
    if (lost.length > 0) this.#add("server-changed", `the server ${lost.join(", ")} is no longer named`, [], details);
    if (gained.length > 0) this.#add("server-added", `the server ${gained.join(", ")} is named now`, [], details);
  }

  #compareSchemes(): void {
    const [before, after] = [this.#old, this.#new].map((document) =>
      objectMember(objectMember(document, "components"), "securitySchemes"),
    );
    for (const [name, scheme] of Object.entries(before ?? {})) {
      const other = objectMember(after, name);
      const changed = ["type", "scheme", "in", "name", "bearerFormat", "openIdConnectUrl"].filter(
        (key) => stringMember(scheme, key) !== stringMember(other, key),
      );
      if (changed.length === 0) continue;
      const pointer = `#/components/securitySchemes/${name}`;
      this.#add("security-scheme-changed", `the security scheme ${name} has another ${changed.join(", ")}`, [], {
        before: scheme,
        after: other,
        oldPointer: pointer,
        newPointer: pointer,
      });
    }
  }

  #compareOperations(pair: Pair): void {
    const { old: before, new: after } = pair;
    const at = [place(after, "input", "", "")];
    const pointers = { oldPointer: before.pointer, newPointer: after.pointer };
    if (before.id !== after.id)
      this.#add("operation-renamed", `${callOf(after)} is called by the id ${after.id}, not ${before.id}`, at, {
        before: before.id,
        after: after.id,
        ...pointers,
      });
    if (before.path !== after.path || before.method !== after.method)
      this.#add("operation-moved", `${after.id} is ${callOf(after)}, not ${callOf(before)}`, at, {
        before: callOf(before),
        after: callOf(after),
        ...pointers,
      });
    const [was, is] = [before.definition["deprecated"] === true, after.definition["deprecated"] === true];
    if (was !== is)
      this.#add(
        is ? "operation-deprecated" : "operation-restored",
        `${callOf(after)} is ${is ? "deprecated now" : "no longer deprecated"}`,
        at,
        pointers,
      );
    if (isSafe(before) !== isSafe(after)) {
      this.#add(
        isSafe(after) ? "operation-safety-gained" : "operation-safety-lost",
        `${callOf(after)} is ${isSafe(after) ? "safe to repeat now" : "no longer safe to repeat"}`,
        at,
        pointers,
      );
    }
    for (const key of ["summary", "description"]) {
      if (!isEqual(before.definition[key], after.definition[key])) {
        this.#add("operation-text", `the ${key} of ${callOf(after)} reads differently`, at, {
          before: before.definition[key],
          after: after.definition[key],
          ...pointers,
        });
      }
    }
    this.#compareSecurity(pair);
    this.#compareParameters(pair);
    this.#compareBodies(pair);
    this.#compareAnswers(pair);
  }

  #compareSecurity({ old: before, new: after }: Pair): void {
    const [left, right] = [securityOf(this.#old, before), securityOf(this.#new, after)];
    const at = [place(after, "input", "security", "")];
    const details = {
      before: [...left],
      after: [...right],
      oldPointer: `${before.pointer}/security`,
      newPointer: `${after.pointer}/security`,
    };
    const [lost, gained] = [left.filter((name) => !right.includes(name)), right.filter((name) => !left.includes(name))];
    if (left.includes(NO_CREDENTIAL) && !right.includes(NO_CREDENTIAL)) {
      this.#add("security-demanded", `${callOf(after)} needs a credential now: ${right.join(" or ")}`, at, details);
    } else if (lost.length > 0) this.#add("security-lost", `${callOf(after)} no longer accepts ${lost.join(", ")}`, at, details);
    if (gained.length > 0 && !left.includes(NO_CREDENTIAL))
      this.#add("security-gained", `${callOf(after)} accepts ${gained.join(", ")} too`, at, details);
  }

  #compareParameters(pair: Pair): void {
    const { old: before, new: after } = pair;
    const rights = new Map(after.parameters.map((parameter) => [parameterKey(parameter), parameter]));
    for (const left of before.parameters) {
      const right = rights.get(parameterKey(left));
      const at = [place(after, "input", left.in, left.name)];
      const pointers = { oldPointer: left.pointer, newPointer: right?.pointer };
      if (right === undefined) {
        this.#add("input-parameter-removed", `the ${left.in} parameter ${left.name} is gone`, at, {
          before: left.definition,
          ...pointers,
        });
        continue;
      }
      rights.delete(parameterKey(left));
      if (left.required !== right.required) {
        this.#add(
          right.required ? "input-parameter-required" : "input-parameter-optional",
          `the ${left.in} parameter ${left.name} ${right.required ? "is required now" : "may be left out now"}`,
          at,
          pointers,
        );
      }
      for (const style of ["style", "explode", "allowReserved", "content"]) {
        const [was, is] = [left.definition[style], right.definition[style]];
        if (style === "content" ? isObject(was) !== isObject(is) : !isEqual(was, is)) {
          this.#add("input-parameter-style", `the ${left.in} parameter ${left.name} is written differently: ${style}`, at, {
            before: was,
            after: is,
            ...pointers,
          });
        }
      }
      if (left.definition["deprecated"] !== true && right.definition["deprecated"] === true)
        this.#add("input-deprecated", `the ${left.in} parameter ${left.name} is deprecated now`, at, pointers);
      if (!isEqual(left.definition["description"], right.definition["description"]))
        this.#add("input-text", `the description of ${left.name} reads differently`, at, pointers);
      this.#addSchemas(
        pair,
        "input",
        left.in,
        { schema: parameterSchema(left), pointer: `${left.pointer}/schema` },
        { schema: parameterSchema(right), pointer: `${right.pointer}/schema` },
        left.name,
      );
    }
    for (const right of rights.values()) {
      const at = [place(after, "input", right.in, right.name)];
      this.#add(
        right.required ? "input-parameter-added-required" : "input-parameter-added",
        `the ${right.in} parameter ${right.name} is new${right.required ? " and required" : ", and may be left out"}`,
        at,
        { after: right.definition, newPointer: right.pointer },
      );
    }
  }

  #compareBodies(pair: Pair): void {
    const { old: before, new: after } = pair;
    const [left, right] = [shapeOf(this.#old, before).body, shapeOf(this.#new, after).body];
    const at = [place(after, "input", "body", "")];
    if (left === undefined && right === undefined) return;
    if (left === undefined || right === undefined) {
      if (left !== undefined)
        this.#add("input-body-removed", `${callOf(after)} takes no body any more`, at, { oldPointer: left.pointer });
      else if (right !== undefined)
        this.#add(
          right.required ? "input-body-added-required" : "input-body-added",
          `${callOf(after)} takes a body now${right.required ? ", which is required" : ""}`,
          at,
          { newPointer: right.pointer },
        );
      return;
    }
    const pointers = { oldPointer: `${before.pointer}/requestBody`, newPointer: `${after.pointer}/requestBody` };
    if (left.required !== right.required)
      this.#add(
        right.required ? "input-body-required" : "input-body-optional",
        `the body of ${callOf(after)} ${right.required ? "is required now" : "may be left out now"}`,
        at,
        pointers,
      );
    if (left.mediaType !== right.mediaType)
      this.#add(
        "input-media-type-changed",
        `the body of ${callOf(after)} is sent as ${right.mediaType}, not ${left.mediaType}`,
        at,
        { before: left.mediaType, after: right.mediaType, ...pointers },
      );
    else
      this.#addSchemas(
        pair,
        "input",
        "body",
        { schema: left.schema, pointer: `${left.pointer}/schema` },
        { schema: right.schema, pointer: `${right.pointer}/schema` },
      );
  }

  #compareAnswers(pair: Pair): void {
    const { old: before, new: after } = pair;
    const [left, right] = [shapeOf(this.#old, before), shapeOf(this.#new, after)];
    if (left.response !== right.response) {
      this.#add(
        "output-kind-changed",
        `${callOf(after)} answers with ${kindText(right.response)}, not ${kindText(left.response)}`,
        [place(after, "output", "answer", "")],
        {
          before: left.response,
          after: right.response,
          oldPointer: `${before.pointer}/responses`,
          newPointer: `${after.pointer}/responses`,
        },
      );
    }
    const rights = new Map(after.answers.map((answer) => [answer.status.toUpperCase(), answer]));
    for (const answer of before.answers) {
      const other = rights.get(answer.status.toUpperCase());
      rights.delete(answer.status.toUpperCase());
      if (other === undefined) {
        this.#add(
          "output-removed",
          `the answer ${answer.status} of ${callOf(after)} is gone`,
          [place(after, "output", answer.status, "")],
          { before: answer.status, oldPointer: answer.pointer },
        );
      } else this.#compareAnswer(pair, answer, other);
    }
    for (const answer of rights.values()) {
      const succeeds = successfulAnswers(after).includes(answer);
      // Another way to succeed, with a body of its own, is a variant of what is read.
      const kind =
        succeeds && mediaTypesOf(this.#new, answer.definition).length > 0 && left.response === right.response
          ? "output-variant-added"
          : "output-added";
      this.#add(kind, `the answer ${answer.status} of ${callOf(after)} is new`, [place(after, "output", answer.status, "")], {
        after: answer.status,
        newPointer: answer.pointer,
      });
    }
  }

  #compareAnswer(pair: Pair, left: Answer, right: Answer): void {
    const after = pair.new;
    const at = [place(after, "output", left.status, "")];
    const rights = new Map(mediaTypesOf(this.#new, right.definition).map((media) => [media.type, media]));
    for (const media of mediaTypesOf(this.#old, left.definition)) {
      const other = rights.get(media.type);
      rights.delete(media.type);
      const [oldPointer, newPointer] = [`${left.pointer}${media.pointer}`, `${right.pointer}${other?.pointer ?? ""}`];
      if (other === undefined)
        this.#add(
          "output-media-type-removed",
          `the answer ${left.status} of ${callOf(after)} is no longer given as ${media.type}`,
          at,
          { before: media.type, oldPointer },
        );
      else if (media.type === "text/event-stream")
        this.#compareEvents(pair, left, media.definition, other.definition, oldPointer, newPointer);
      else
        this.#addSchemas(
          pair,
          "output",
          left.status,
          { schema: media.definition["schema"], pointer: `${oldPointer}/schema` },
          { schema: other.definition["schema"], pointer: `${newPointer}/schema` },
        );
    }
    for (const media of rights.values())
      this.#add("output-media-type-added", `the answer ${left.status} of ${callOf(after)} is also given as ${media.type}`, at, {
        after: media.type,
        newPointer: `${right.pointer}${media.pointer}`,
      });
    if (!isEqual(left.definition["description"], right.definition["description"])) {
      this.#add("output-text", `the description of the answer ${left.status} reads differently`, at, {
        oldPointer: left.pointer,
        newPointer: right.pointer,
      });
    }
    this.#compareHeaders(pair, left, right);
  }

  #compareHeaders(pair: Pair, left: Answer, right: Answer): void {
    const at = (name: string): readonly Place[] => [place(pair.new, "output", `${left.status} header`, name)];
    const after = objectMember(right.definition, "headers");
    for (const [name, header] of Object.entries(objectMember(left.definition, "headers"))) {
      const [oldPointer, newPointer] = [`${left.pointer}/headers/${name}`, `${right.pointer}/headers/${name}`];
      if (!Object.hasOwn(after, name)) {
        this.#add("output-header-removed", `the header ${name} of the answer ${left.status} is gone`, at(name), { oldPointer });
        continue;
      }
      const [was, is] = [resolveObject(this.#old, header), resolveObject(this.#new, after[name])];
      this.#addSchemas(
        pair,
        "output",
        `${left.status} header`,
        { schema: was?.["schema"], pointer: `${oldPointer}/schema` },
        { schema: is?.["schema"], pointer: `${newPointer}/schema` },
        name,
      );
    }
    for (const name of Object.keys(after)) {
      if (!Object.hasOwn(objectMember(left.definition, "headers"), name))
        this.#add("output-header-added", `the header ${name} of the answer ${left.status} is new`, at(name), {
          newPointer: `${right.pointer}/headers/${name}`,
        });
    }
  }

  #compareEvents(pair: Pair, answer: Answer, left: JsonObject, right: JsonObject, oldPointer: string, newPointer: string): void {
    const after = new Map(readEvents(this.#new, right, "", newPointer, () => {}).map((event) => [event.name, event]));
    for (const event of readEvents(this.#old, left, "", oldPointer, () => {})) {
      const other = after.get(event.name);
      after.delete(event.name);
      const part = `event ${event.name ?? "of any name"}`;
      if (other === undefined)
        this.#add("output-event-removed", `the ${part} of ${callOf(pair.new)} is gone`, [place(pair.new, "output", part, "")], {
          oldPointer: event.pointer,
        });
      else
        this.#addSchemas(
          pair,
          "output",
          part,
          { schema: event.schema, pointer: `${event.pointer}/properties/data/contentSchema` },
          { schema: other.schema, pointer: `${other.pointer}/properties/data/contentSchema` },
        );
    }
    for (const event of after.values()) {
      this.#add(
        "output-event-added",
        `the event ${event.name ?? "of any name"} of ${callOf(pair.new)} is new`,
        [place(pair.new, "output", answer.status, "")],
        { newPointer: event.pointer },
      );
    }
  }
}

const NO_CREDENTIAL = "no credential";

function securityOf(document: JsonObject, { definition }: Operation): readonly string[] {
  const requirements = definition["security"] ?? document["security"];
  const names = (isList(requirements) ? requirements : []).map((requirement) =>
    Object.keys(isObject(requirement) ? requirement : {})
      .toSorted()
      .join(" with "),
  );
  return names.length === 0 ? [NO_CREDENTIAL] : names.map((name) => (name === "" ? NO_CREDENTIAL : name));
}

function serversOf(document: JsonObject): readonly string[] {
  const servers = document["servers"];
  return (isList(servers) ? servers : []).flatMap((server) => stringMember(server, "url") ?? []);
}

function isSafe({ method, definition }: Operation): boolean {
  const declared = definition["x-client-safe"];
  return typeof declared === "boolean" ? declared : ["get", "head", "options", "trace"].includes(method);
}

function parameterKey({ in: where, name }: Parameter): string {
  return `${where} ${where === "header" ? name.toLowerCase() : name}`;
}

function shapeOf(document: JsonObject, operation: Operation): OperationShape {
  return describeOperation(document, operation, { vendor: "", clientParameters: [] }, () => {});
}

function kindText(kind: OperationShape["response"]): string {
  return { json: "JSON", events: "events", text: "text", binary: "bytes", none: "nothing" }[kind];
}

function callOf({ method, path }: Operation): string {
  return `${method.toUpperCase()} ${path}`;
}

function nameOf(operation: Operation): OperationName {
  return { id: operation.id, call: callOf(operation) };
}

function place(operation: Operation, direction: Direction, part: string, field: string): Place {
  return { operation: nameOf(operation), direction, part, field };
}
