/** `error` stops the run, `warning` must be fixed or ignored with a reason, `info` reports a repair. */
export type Severity = "error" | "warning" | "info";

/** The part of the pipeline that reports a rule. `code`: the model and the stages that make code of it. */
export type RuleStage =
  | "vendor"
  | "sync"
  | "extract"
  | "normalise"
  | "join"
  | "overlay"
  | "name"
  | "media"
  | "bundle"
  | "lint"
  | "code"
  | "check"
  | "init"
  | "release";

export interface Rule {
  readonly stage: RuleStage;
  /** The highest severity that it is reported with. */
  readonly severity: Severity;
  /** Whether `vendor.yaml` may accept it under `ignore`. It then means that a document is unusual, not that one of our files is wrong. */
  readonly acceptable?: true;
  /**
   * Whether a client leaves out a part of the document, or sends it in another way. Such a rule stays a warning of every run when it is
   * accepted.
   */
  readonly onTheWire?: true;
  /** The finding, for the documentation. */
  readonly finds: string;
}

/** Ids of our own rules, in the order of the table. */
export type RuleId =
  | "vendor-settings"
  | "missing-page"
  | "page-hash"
  | "unlisted-page"
  | "page-charset"
  | "overlay-name"
  | "unreadable-corrections"
  | "unknown-rule"
  | "stale-exception"
  | "page-out-of-reach"
  | "page-without-address"
  | "operations-not-taken"
  | "index-out-of-reach"
  | "no-openapi"
  | "no-block"
  | "other-dialect"
  | "no-break-spaces"
  | "operations-lost"
  | "unclosed-fence"
  | "unreadable-block"
  | "older-mintlify"
  | "not-openapi"
  | "client-extension-of-page"
  | "no-operation"
  | "schemas-without-paths"
  | "announced-operation-missing"
  | "openapi-3-0"
  | "openapi-version"
  | "nullable"
  | "exclusive-limit"
  | "missing-type"
  | "empty-member"
  | "discriminator-mapping"
  | "extension-with-dangling-reference"
  | "reference-by-name"
  | "reference-chain"
  | "repeated-tag"
  | "operation-named"
  | "dangling-reference"
  | "different-component"
  | "different-operation"
  | "different-field"
  | "different-info"
  | "different-tag"
  | "different-words"
  | "component-by-page"
  | "mixed-versions"
  | "stale-preference"
  | "overlay-form"
  | "overlay-without-target"
  | "overlay-without-effect"
  | "correction-made"
  | "correction-moved"
  | "unknown-source"
  | "method-name"
  | "media-type-choice"
  | "bundle"
  | "lint"
  | "client-extensions"
  | "operation-id-name"
  | "path-without-slash"
  | "path-elsewhere"
  | "suspicious-name"
  | "addressed-reader"
  | "operation-source"
  | "operation-tags-unique"
  | "vendor-matches-spec"
  | "operation-id"
  | "parameter-unreadable"
  | "body-not-sendable"
  | "cookie-parameter"
  | "events-undescribed"
  | "parameter-style"
  | "path-fragment"
  | "path-parameter-missing"
  | "path-parameter-unused"
  | "pattern-explosive"
  | "pattern-unreadable"
  | "recursive-inline-schema"
  | "recursive-type"
  | "security-unknown"
  | "server-elsewhere"
  | "unknown-type"
  | "keyword-unchecked"
  | "pages-recognised"
  | "mock-response"
  | "webhook-scheme"
  | "pages-name"
  | "pages-rule"
  | "stage-too-long"
  | "drift"
  | "foreign-code"
  | "page-left-out"
  | "files-bundled"
  | "credential-unsupported"
  | "method-unsupported"
  | "no-security-scheme"
  | "import-extensions"
  | "old-module-resolution"
  | "not-formatted"
  | "workspace-manifest"
  | "client-does-not-fit"
  | "client-not-checked"
  | "method-as-generated"
  | "place-to-look-at"
  | "no-comparison"
  | "branch-kept"
  | "branch-not-made"
  | "pull-request-not-opened"
  | "changeset-taken-over";

/** Every rule of our own. Only the general linter knows its rules. `docs/rules.md` shows this table. */
export const RULES: Readonly<Record<RuleId, Rule>> = {
  "vendor-settings": {
    stage: "vendor",
    severity: "error",
    finds: "`vendor.yaml` has a setting that is missing, unknown or wrong",
  },
  "missing-page": { stage: "vendor", severity: "error", finds: "a page that `vendor.yaml` lists has no file" },
  "page-hash": { stage: "vendor", severity: "error", finds: "a page is not the one whose hash `vendor.yaml` has" },
  "page-charset": { stage: "vendor", severity: "error", finds: "a page whose bytes are no text in UTF-8" },
  "unlisted-page": { stage: "vendor", severity: "error", finds: "a file in `pages/` that `vendor.yaml` does not list" },
  "overlay-name": { stage: "vendor", severity: "error", finds: "an overlay whose file name is not `NNN-slug.yaml`" },
  "unreadable-corrections": { stage: "vendor", severity: "error", finds: "the record of what overlays corrected is not YAML" },
  "unknown-rule": { stage: "vendor", severity: "error", finds: "an exception in `vendor.yaml` for an unknown rule" },
  "stale-exception": { stage: "vendor", severity: "error", finds: "an exception in `vendor.yaml` that nothing needs any more" },
  "page-out-of-reach": { stage: "sync", severity: "error", finds: "a page that cannot be fetched" },
  "page-without-address": { stage: "sync", severity: "info", finds: "a page without `url`, which is not fetched again" },
  "operations-not-taken": {
    stage: "sync",
    severity: "info",
    finds: "operations that the vendor's site documents and that no vendored page has",
  },
  "index-out-of-reach": { stage: "sync", severity: "info", finds: "an index of the documentation that could not be read" },
  "no-openapi": { stage: "extract", severity: "error", finds: "a page that is HTML or empty" },
  "no-block": { stage: "extract", severity: "error", finds: "a page in which the dialect finds no OpenAPI" },
  "other-dialect": { stage: "extract", severity: "info", finds: "a page in another dialect than the vendor's other pages" },
  "no-break-spaces": { stage: "extract", severity: "info", finds: "a block that is indented with no-break spaces" },
  "operations-lost": {
    stage: "extract",
    severity: "error",
    finds: "a page that had operations the last time, has none now, and no other page has them",
  },
  "unclosed-fence": { stage: "extract", severity: "error", finds: "a page that ends within its block" },
  "unreadable-block": { stage: "extract", severity: "error", finds: "a block that is not YAML or JSON" },
  "older-mintlify": { stage: "extract", severity: "error", finds: "a page of a Mintlify that published no OpenAPI" },
  "not-openapi": { stage: "extract", severity: "error", finds: "a block that is not OpenAPI 3.0, 3.1 or 3.2" },
  "client-extension-of-page": {
    stage: "extract",
    severity: "info",
    finds: "an `x-client-…` extension in a page: only those of overlays count",
  },
  "no-operation": { stage: "extract", severity: "error", finds: "a block that describes no operation" },
  "schemas-without-paths": { stage: "extract", severity: "error", finds: "a page that has schemas and no operation" },
  "announced-operation-missing": {
    stage: "extract",
    severity: "error",
    finds: "an operation that the page announces and its block does not have",
  },
  "openapi-3-0": { stage: "normalise", severity: "info", finds: "OpenAPI 3.0 read as 3.1" },
  "openapi-version": { stage: "normalise", severity: "info", finds: "a version that is spelt in an unusual way" },
  nullable: { stage: "normalise", severity: "info", finds: "`nullable` replaced by a union with null" },
  "exclusive-limit": { stage: "normalise", severity: "info", finds: "an exclusive limit written as the limit itself" },
  "missing-type": { stage: "normalise", severity: "info", finds: "a type added that other keywords imply" },
  "empty-member": { stage: "normalise", severity: "info", finds: "an empty member left out" },
  "discriminator-mapping": {
    stage: "normalise",
    severity: "info",
    finds: "a mapping that holds objects, or whose references lead to no component",
  },
  "extension-with-dangling-reference": {
    stage: "normalise",
    severity: "info",
    finds: "an `x-…` extension left out whose references lead nowhere",
  },
  "reference-by-name": {
    stage: "normalise",
    severity: "info",
    finds: "a reference by `$id` or `$anchor` written as a pointer",
  },
  "reference-chain": {
    stage: "normalise",
    severity: "info",
    finds: "a reference that led over many others to its definition",
  },
  "repeated-tag": { stage: "normalise", severity: "info", finds: "a tag that stood twice" },
  "operation-named": { stage: "normalise", severity: "info", finds: "an operation without id, named after its method and path" },
  "dangling-reference": { stage: "normalise", severity: "error", finds: "a reference that leads nowhere" },
  "different-component": { stage: "join", severity: "error", finds: "a component that two pages describe in different ways" },
  "different-operation": { stage: "join", severity: "error", finds: "an operation that two pages describe in different ways" },
  "different-field": { stage: "join", severity: "error", finds: "a field of the document that differs from page to page" },
  "different-info": { stage: "join", severity: "info", finds: "a title, version or contact that differs from page to page" },
  "different-tag": { stage: "join", severity: "info", finds: "a tag that two pages describe in different words" },
  "different-words": { stage: "join", severity: "info", finds: "a part that two pages describe in different words" },
  "component-by-page": { stage: "join", severity: "info", finds: "a component that got a name for each page, since they differ" },
  "mixed-versions": { stage: "join", severity: "info", finds: "pages of different versions of OpenAPI" },
  "stale-preference": {
    stage: "join",
    severity: "error",
    finds: "an entry under `prefer` in `vendor.yaml` that decides nothing",
  },
  "overlay-form": {
    stage: "overlay",
    severity: "error",
    finds: "an overlay that is not in the Overlay format, or does not fit its target",
  },
  "overlay-without-target": { stage: "overlay", severity: "error", finds: "an action whose target matches nothing" },
  "overlay-without-effect": { stage: "overlay", severity: "error", finds: "an action that changes nothing" },
  "correction-made": { stage: "overlay", severity: "info", finds: "a correction that the vendor has made, left out" },
  "correction-moved": { stage: "overlay", severity: "info", finds: "a correction of something that the page says otherwise now" },
  "unknown-source": {
    stage: "overlay",
    severity: "error",
    finds: "an added operation that names a page that `vendor.yaml` does not list",
  },
  "method-name": {
    stage: "name",
    severity: "error",
    finds: "an overlay that calls a method by a name that no client can have, or that another method has",
  },
  "media-type-choice": {
    stage: "media",
    severity: "error",
    finds: "an overlay that chooses a media type, or a field for streams, which the operation has not",
  },
  bundle: { stage: "bundle", severity: "error", finds: "a document that cannot be put into one file" },
  lint: { stage: "lint", severity: "error", finds: "lint that could not run" },
  "client-extensions": {
    stage: "lint",
    severity: "error",
    finds: "an `x-client-…` extension that is misspelt, misplaced or without effect",
  },
  "path-without-slash": {
    stage: "lint",
    severity: "error",
    finds: "a path without a slash at its start: it would name another host",
  },
  "path-elsewhere": {
    stage: "lint",
    severity: "error",
    finds: "a path with a step such as `..`, a host, a backslash or a control character",
  },
  "suspicious-name": {
    stage: "lint",
    severity: "warning",
    acceptable: true,
    finds: "a name, address or host that may look like another one",
  },
  "addressed-reader": {
    stage: "lint",
    severity: "warning",
    acceptable: true,
    finds: "a text that speaks to its reader, or to an agent, and not of the API",
  },
  "operation-id-name": {
    stage: "lint",
    severity: "warning",
    acceptable: true,
    finds: "an operation id that is not a name in camelCase",
  },
  "operation-source": { stage: "lint", severity: "error", finds: "an operation that does not say which page it comes from" },
  "operation-tags-unique": { stage: "lint", severity: "error", finds: "a tag that an operation has twice" },
  "vendor-matches-spec": {
    stage: "lint",
    severity: "error",
    acceptable: true,
    finds: "a base URL or client parameter of `vendor.yaml` that the document does not have",
  },
  "operation-id": { stage: "code", severity: "error", finds: "an operation without an id of its own" },
  "parameter-unreadable": { stage: "code", severity: "error", finds: "a parameter without name or place" },
  "body-not-sendable": {
    stage: "code",
    severity: "warning",
    acceptable: true,
    onTheWire: true,
    finds: "a body of a request that cannot carry one, or whose parts a client cannot write",
  },
  "cookie-parameter": { stage: "code", severity: "info", finds: "a cookie, which browsers let no program set" },
  "events-undescribed": {
    stage: "code",
    severity: "warning",
    acceptable: true,
    finds: "an event stream that does not name its events",
  },
  "parameter-style": {
    stage: "code",
    severity: "warning",
    acceptable: true,
    onTheWire: true,
    finds: "a parameter that its style cannot write",
  },
  "path-fragment": {
    stage: "code",
    severity: "warning",
    acceptable: true,
    onTheWire: true,
    finds: "a path with a fragment, which no request carries",
  },
  "path-parameter-missing": {
    stage: "code",
    severity: "warning",
    acceptable: true,
    onTheWire: true,
    finds: "a part of a path that no parameter describes",
  },
  "path-parameter-unused": {
    stage: "code",
    severity: "warning",
    acceptable: true,
    onTheWire: true,
    finds: "a path parameter that the path does not have",
  },
  "pattern-explosive": {
    stage: "code",
    severity: "warning",
    acceptable: true,
    finds: "a pattern that may take minutes on a text made for it: it is not checked",
  },
  "pattern-unreadable": { stage: "code", severity: "warning", acceptable: true, finds: "a pattern that JavaScript cannot read" },
  "recursive-inline-schema": {
    stage: "code",
    severity: "warning",
    acceptable: true,
    finds: "a schema that contains itself and has no name",
  },
  "recursive-type": { stage: "code", severity: "warning", acceptable: true, finds: "a schema that consists of itself" },
  "security-unknown": {
    stage: "code",
    severity: "warning",
    acceptable: true,
    onTheWire: true,
    finds: "a security scheme that the document does not define",
  },
  "server-elsewhere": {
    stage: "code",
    severity: "warning",
    acceptable: true,
    onTheWire: true,
    finds: "an operation called, with its credential, at another host than the API's",
  },
  "unknown-type": { stage: "code", severity: "warning", acceptable: true, finds: "a schema that no type describes" },
  "keyword-unchecked": { stage: "code", severity: "info", finds: "a keyword that generated validators do not check" },
  "pages-recognised": { stage: "code", severity: "info", finds: "an operation with pages that a client can walk" },
  "pages-name": { stage: "code", severity: "info", finds: "a walk through pages whose name another method has" },
  "pages-rule": {
    stage: "code",
    severity: "error",
    finds: "an `x-client-pages` that names a part that the operation does not have",
  },
  "mock-response": {
    stage: "code",
    severity: "info",
    finds: "an operation for which a mock finds no response that its schema allows",
  },
  "webhook-scheme": {
    stage: "code",
    severity: "error",
    finds: "an `x-client-webhooks` that does not say how a signature is made",
  },
  "stage-too-long": { stage: "code", severity: "error", finds: "a page that keeps a stage busy without an end" },
  drift: { stage: "check", severity: "error", finds: "a generated file that differs from the result of pages and overlays" },
  "foreign-code": { stage: "check", severity: "error", finds: "a generated file with code that no emitter writes" },
  "page-left-out": { stage: "init", severity: "info", finds: "a page without an operation among others" },
  "files-bundled": { stage: "init", severity: "info", finds: "a document put together from several files" },
  "credential-unsupported": { stage: "init", severity: "info", finds: "a credential that the client cannot send by itself" },
  "method-unsupported": { stage: "code", severity: "info", finds: "a method that no fetch sends" },
  "no-security-scheme": { stage: "init", severity: "info", finds: "a document that names no credential" },
  "import-extensions": { stage: "init", severity: "info", finds: "a `tsconfig.json` that takes no imports that end in `.ts`" },
  "old-module-resolution": { stage: "init", severity: "info", finds: "a `tsconfig.json` that reads no `exports` of packages" },
  "not-formatted": { stage: "init", severity: "info", finds: "files that were laid out unformatted" },
  "workspace-manifest": {
    stage: "init",
    severity: "info",
    finds: "a `package.json` or `pnpm-workspace.yaml` that lacks entries for the new client",
  },
  "client-does-not-fit": {
    stage: "release",
    severity: "error",
    finds: "hand-written code that no longer fits the generated types",
  },
  "client-not-checked": { stage: "release", severity: "error", finds: "a client that the compiler could not check" },
  "method-as-generated": {
    stage: "release",
    severity: "info",
    finds: "an operation whose method is the generated one, without a decision about one by hand",
  },
  "place-to-look-at": {
    stage: "release",
    severity: "info",
    finds: "hand-written code that uses an operation, parameter or field that has changed",
  },
  "no-comparison": { stage: "release", severity: "error", finds: "a vendor that could not be compared with its last release" },
  "branch-kept": { stage: "release", severity: "info", finds: "a branch that has commits of a person, and was left as it is" },
  "branch-not-made": { stage: "release", severity: "error", finds: "a change of a vendor that could not be committed" },
  "pull-request-not-opened": {
    stage: "release",
    severity: "error",
    finds: "a pull request that could not be opened or updated",
  },
  "changeset-taken-over": { stage: "release", severity: "info", finds: "a changeset that a person has edited" },
};

/** Id of a rule of the general linter, or of a plugin of the workspace. */
export type ForeignRuleId = string & { readonly isForeign: true };

export function foreignRule(id: string): ForeignRuleId {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the brand says that the id is not to be looked for in the table.
  return id as ForeignRuleId;
}

const BY_ID: ReadonlyMap<string, Rule> = new Map(Object.entries(RULES));

/** The table's entry of a rule. Undefined for a foreign one. */
export function ruleOf(id: string): Rule | undefined {
  return BY_ID.get(id);
}

export function isOnTheWire(rule: string): boolean {
  return ruleOf(rule)?.onTheWire === true;
}

/** Whether a rule belongs to the model or to a stage that makes code. Such warnings may be accepted as findings of lint may. */
export function isOfCode(rule: string): boolean {
  return ruleOf(rule)?.stage === "code";
}

/** Rules that a person may accept. Any other rule of our own means that one of our files is wrong, not that a document is unusual. */
export function isAcceptable(rule: string): boolean {
  const ours = ruleOf(rule);
  return ours === undefined || ours.acceptable === true;
}
