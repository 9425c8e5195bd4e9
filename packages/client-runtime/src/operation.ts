/**
 * How the body of a 2xx response is read. `lines`: JSON Lines or a JSON sequence, value by value, as `events` are. `none`: no body is
 * promised, and any body is read and dropped.
 */
export type ResponseKind = "json" | "events" | "lines" | "text" | "binary" | "none";

/** How a parameter, or a field of a form, is written. A missing member has OpenAPI's default for the place. */
export interface ValueStyle {
  /** @default `form` in a query, a cookie and a form; `simple` in a path and a header */
  readonly style?: "cookie" | "deepObject" | "form" | "label" | "matrix" | "pipeDelimited" | "simple" | "spaceDelimited";
  /** Whether each member of a list or an object is written by itself. @default true for `form` and `cookie` */
  readonly explode?: boolean;
  /** Leaves characters like `/` and `:` as they are. @default false */
  readonly allowReserved?: boolean;
  /** The value is a document of this type. JSON is made of any value. Other types are given as text. */
  readonly contentType?: string;
  /** The value is a form that is the whole query. Its fields are written like this. */
  readonly fields?: Readonly<Record<string, ValueStyle>>;
}

/** How a field of a form is written. */
export interface FieldStyle extends ValueStyle {
  /**
   * Headers of its part, beside those that a caller gives. If this member exists, even if it is empty, `{ content, headers }` is a part.
   */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The spec's statements about a value of a request, as far as they are checked before it is sent. */
export interface ParamRule {
  /** Types of JSON. @default any */
  readonly types?: readonly string[];
  /** The allowed texts. @default any */
  readonly values?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** For the items of a list. */
  readonly items?: ParamRule;
  /** The known names. @default any name is allowed */
  readonly properties?: Readonly<Record<string, ParamRule>>;
  /** For the values of all other names, if they are allowed. */
  readonly others?: ParamRule;
  readonly required?: readonly string[];
}

/** Rules for the parts of an operation's input. The names of path, query, headers and cookies are complete. */
export type InputRules = Readonly<Partial<Record<"body" | "cookie" | "header" | "path" | "query", ParamRule>>>;

/** How a stream tells its end and its errors from its items. */
export interface StreamSigns {
  /** It ends with `data: [DONE]`: without that, it is incomplete. */
  readonly endMark?: boolean;
  /** Fields of errors: an item that has all fields of one of these, and not all of `items`, is an error of the API. */
  readonly errors?: readonly (readonly string[])[];
  /** The fields that every item has. */
  readonly items?: readonly string[];
}

/** How a response of one media type is read. */
export interface ResponseFormat {
  readonly response: ResponseKind;
  /** The 2xx statuses whose responses are read in another way, `2XX` for those without a name: `{ "204": "none" }`. */
  readonly statuses?: Readonly<Record<string, ResponseKind>>;
  readonly signs?: StreamSigns | undefined;
  /** The names of events whose data is text as it is, and no JSON; `*` for those that no name is given for. */
  readonly texts?: readonly string[];
}

/** A body of another media type than the default. */
export interface OtherBody {
  /** The allowed content, as far as it is checked before it is sent. */
  readonly rules?: ParamRule;
}

/** The runtime's facts about one operation: its row in `operations.gen.ts`. */
export interface OperationDescriptor extends ResponseFormat {
  /** Its name in errors and hooks. @default its key in the table */
  readonly id?: string;
  /** In the case in which it is sent. */
  readonly method: string;
  /** The address above `path`, if the document names another one than the API's. A path alone is on the API's own host. */
  readonly server?: string;
  /** Template below the base URL, parameters in braces: `/{tenant_alias}/referrals`. */
  readonly path: string;
  /** Changes nothing on the server, independent of the method: such a call may be repeated. */
  readonly safe: boolean;
  /** Alternatives in order of preference; each names the security schemes that are sent together. Empty: no credential. */
  readonly security: readonly (readonly string[])[];
  /** The `accept` header, if it is not the default for this kind of response. */
  readonly accept?: string;
  /** The media types that a caller may ask for, the default first, if there are several. */
  readonly accepts?: Readonly<Record<string, ResponseFormat>>;
  /** The field of the body that asks for a stream when it is true, and how the stream is read. */
  readonly streamFlag?: ResponseFormat & { readonly field: string; readonly accept: string };
  /** How parameters are written, by place and name, if not in the default way. */
  readonly styles?: Readonly<Partial<Record<"cookie" | "header" | "path" | "query", Readonly<Record<string, ValueStyle>>>>>;
  /** Media type of the request body if it is not `application/json`. */
  readonly contentType?: string;
  /** The media types that a caller may choose for the body instead. */
  readonly bodies?: Readonly<Record<string, OtherBody>>;
  /** How the fields of a form are written, by the form's media type and their name, if not in the default way. */
  readonly fields?: Readonly<Record<string, Readonly<Record<string, FieldStyle>>>>;
  /** The allowed content of the parts of a request, as far as it is checked before it is sent. */
  readonly rules?: InputRules;
  /** How a method takes the body: by its fields beside the other params, or as the param `body`. @default the operation has none */
  readonly takesBody?: "fields" | "optional-fields" | "optional-param" | "param";
  /** A method takes the same argument as `call`, since two places have a param of one name. @default false */
  readonly isGrouped?: boolean;
  /** Address of the vendor's page about the operation. A client may leave it out of its published files: nothing uses it at run time. */
  readonly docs?: string;
}

/** One descriptor for each operation id. Generated tables end in `as const satisfies OperationTable<keyof Operations>`. */
export type OperationTable<Id extends string = string> = Readonly<Record<Id, OperationDescriptor>>;

/**
 * The types of a response. `output` is the decoded 2xx body. If `stream` is true, it is one event, `{ event: "name"; data: … }`, or the
 * value of one line.
 */
export interface ResponseTypes {
  readonly output: unknown;
  readonly stream: boolean;
}

/**
 * The types of one operation, as a generated `Operations` interface has them. `input` has `path`, `query`, `header` and `body`, each only
 * if the operation has it.
 */
export interface OperationTypes extends ResponseTypes {
  readonly input: object;
  /** The types of a body by media type, if a caller may choose one. */
  readonly bodies?: object;
  /** `AnswerTypes` by media type, if a caller may choose one. */
  readonly accepts?: object;
  /** The response if the field of that name in the body is true. */
  readonly streamFlag?: ResponseTypes & { readonly field: string };
  /** Bodies of the responses that are no success, by status, by range (`"4XX"`) or as `default`. */
  readonly errors?: object;
}

/** One way in which a value does not fit the schema. */
export interface ValidationIssue {
  /** JSON pointer into the value: `/data/0/count`. Empty for the value itself. */
  readonly pointer: string;
  /** The expected value at that place, for a person: `must be integer`. */
  readonly message: string;
}

/**
 * Returns the faults of a value. The list is empty if there are none. Never throws, never changes the value. `text`: the JSON that the value
 * was read from. It shows whether an integer has lost digits.
 */
export type Validator = (value: unknown, text?: string) => readonly ValidationIssue[];

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
