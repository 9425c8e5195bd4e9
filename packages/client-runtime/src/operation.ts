/**
 * How the body of a 2xx response is read. `lines`: JSON Lines or a JSON sequence, value by value, as `events` are. `none`: no body is promised, and any body is
 * drained and dropped.
 */
export type ResponseKind = "json" | "events" | "lines" | "text" | "binary" | "none";

/** How a parameter, or a field of a form, is written. What is not given is as OpenAPI has it for the place. */
export interface ValueStyle {
  /** @default `form` in a query, a cookie and a form; `simple` in a path and a header */
  readonly style?: "cookie" | "deepObject" | "form" | "label" | "matrix" | "pipeDelimited" | "simple" | "spaceDelimited";
  /** Whether each member of a list or an object is written by itself. @default true for `form` and `cookie` */
  readonly explode?: boolean;
  /** Leaves characters like `/` and `:` as they are. @default false */
  readonly allowReserved?: boolean;
  /** The value is a document of this type: JSON is written of any value, else it is the text that is given. */
  readonly contentType?: string;
  /** The value is a form that is the whole query, with fields that are written so. */
  readonly fields?: Readonly<Record<string, ValueStyle>>;
}

/** How a field of a form is written. */
export interface FieldStyle extends ValueStyle {
  /** Headers of its part, beside those that a caller gives. Where there are some, also empty ones, `{ content, headers }` is a part. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a spec says of a value that a request holds, as far as it is checked before anything is sent. */
export interface ParamRule {
  /** Types of JSON. @default any */
  readonly types?: readonly string[];
  /** The texts that are taken. @default any */
  readonly values?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** For the items of a list. */
  readonly items?: ParamRule;
  /** The names that are known. @default there may be any */
  readonly properties?: Readonly<Record<string, ParamRule>>;
  /** For the values of all other names, where there may be some. */
  readonly others?: ParamRule;
  readonly required?: readonly string[];
}

/** Rules for the parts of an operation's input. The names of path, query, headers and cookies are all those that there are. */
export type InputRules = Readonly<Partial<Record<"body" | "cookie" | "header" | "path" | "query", ParamRule>>>;

/** How an answer of one media type is read. */
export interface AnswerKind {
  readonly response: ResponseKind;
  /** The 2xx statuses whose answers are read otherwise, `2XX` for those that are not named: `{ "204": "none" }`. */
  readonly statuses?: Readonly<Record<string, ResponseKind>>;
}

/** A body of another media type than the default. */
export interface OtherBody {
  /** What it may hold, as far as it is checked before anything is sent. */
  readonly rules?: ParamRule;
}

/** What the runtime knows of one operation: the row that `operations.gen.ts` holds for it. */
export interface OperationDescriptor extends AnswerKind {
  /** What errors and hooks call it. @default its key in the table */
  readonly id?: string;
  /** As it is sent. */
  readonly method: string;
  /** The address that `path` is below, where the document names another one than the API's. A path is one on the API's own host. */
  readonly server?: string;
  /** Template below the base URL, parameters in braces: `/{tenant_alias}/referrals`. */
  readonly path: string;
  /** Changes nothing on the server, independent of the method: such a call may be repeated. */
  readonly safe: boolean;
  /** Alternatives in order of preference; each names the security schemes that are sent together. Empty: no credential. */
  readonly security: readonly (readonly string[])[];
  /** What a request says that it accepts, where that is not what the kind of the answer has by default. */
  readonly accept?: string;
  /** The media types that a caller may ask for, the default first, where there are several. */
  readonly accepts?: Readonly<Record<string, AnswerKind>>;
  /** The field of the body that asks for a stream where it is true, and how that is read. */
  readonly streamFlag?: AnswerKind & { readonly field: string; readonly accept: string };
  /** How parameters are written, by place and name, where it is not the default. */
  readonly styles?: Readonly<Partial<Record<"cookie" | "header" | "path" | "query", Readonly<Record<string, ValueStyle>>>>>;
  /** Media type of the request body where it is not `application/json`. */
  readonly contentType?: string;
  /** The media types that a caller may choose for the body instead. */
  readonly bodies?: Readonly<Record<string, OtherBody>>;
  /** How the fields of a form are written, by the form's media type and their name, where it is not the default. */
  readonly fields?: Readonly<Record<string, Readonly<Record<string, FieldStyle>>>>;
  /** What the parts of a request may hold, as far as it is checked before anything is sent. */
  readonly rules?: InputRules;
  /** How a method takes the body: by its fields beside the other params, or as the param `body`. @default the operation has none */
  readonly takesBody?: "fields" | "optional-fields" | "optional-param" | "param";
  /** A method takes what `call` takes, since two places have a param of one name. @default false */
  readonly isGrouped?: boolean;
  /** Address of the vendor's page that documents the operation. A client may leave it out of what it publishes: nothing asks for it at run time. */
  readonly docs?: string;
}

/** One descriptor for each operation id. Generated tables end in `as const satisfies OperationTable<keyof Operations>`. */
export type OperationTable<Id extends string = string> = Readonly<Record<Id, OperationDescriptor>>;

/**
 * What an answer is: `output` is the decoded 2xx body; where `stream` is true it is one event, `{ event: "name"; data: … }`, or the value of
 * one line.
 */
export interface AnswerTypes {
  readonly output: unknown;
  readonly stream: boolean;
}

/**
 * The types of one operation, as a generated `Operations` interface holds them.
 * `input` has `path`, `query`, `header` and `body`, each only where the operation has it.
 */
export interface OperationTypes extends AnswerTypes {
  readonly input: object;
  /** What a body is, by media type, where a caller may choose one. */
  readonly bodies?: object;
  /** `AnswerTypes` by media type, where a caller may choose one. */
  readonly accepts?: object;
  /** What comes where the field of that name in the body is true. */
  readonly streamFlag?: AnswerTypes & { readonly field: string };
  /** Bodies of the answers that are no success, by status, by range (`"4XX"`) or as `default`. */
  readonly errors?: object;
}

/** One way in which a value is not what the schema says. */
export interface ValidationIssue {
  /** JSON pointer into the value: `/data/0/count`; empty for the value itself. */
  readonly pointer: string;
  /** What was expected there, for a person: `must be integer`. */
  readonly message: string;
}

/** Returns what is wrong with a value; an empty list if nothing is. Never throws, never changes the value. */
export type Validator = (value: unknown) => readonly ValidationIssue[];

/**
 * Validators of one operation, generated at build time.
 * `input` checks `{ path, query, header, body }` of a request (values as sent: query and path values already decoded to their types);
 * `output` checks the decoded 2xx body, or one `{ event, data }` of a stream.
 */
export interface OperationValidators {
  readonly input?: Validator;
  readonly output?: Validator;
}

export type ValidatorTable<Id extends string = string> = Readonly<Record<Id, OperationValidators>>;
