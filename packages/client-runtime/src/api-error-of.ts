import type { ApiError } from "./errors.ts";
import type { OperationTypes } from "./operation.ts";

type RedirectStatus = 300 | 301 | 302 | 303 | 304 | 305 | 306 | 307 | 308;
// oxfmt-ignore
type ClientErrorStatus =
  | 400 | 401 | 402 | 403 | 404 | 405 | 406 | 407 | 408 | 409 | 410 | 411 | 412 | 413 | 414 | 415 | 416 | 417 | 418 | 419 | 420 | 421
  | 422 | 423 | 424 | 425 | 426 | 428 | 429 | 430 | 431 | 440 | 444 | 449 | 450 | 451 | 460 | 463 | 494 | 495 | 496 | 497 | 498 | 499;
// oxfmt-ignore
type ServerErrorStatus =
  | 500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 509 | 510 | 511 | 520 | 521 | 522 | 523 | 524 | 525 | 526 | 527 | 529 | 530
  | 540 | 561 | 598 | 599;

type ErrorWith<Base, Status extends number, Body> = Base & { readonly status: Status; readonly body: Body };

/** The body for a status without its own entry: the entry of its range, or else `default`. */
type BodyOf<Errors, Range extends string> = Range extends keyof Errors
  ? Errors[Range]
  : "default" extends keyof Errors
    ? Errors["default"]
    : unknown;

/**
 * The errors of an operation, which a program tells apart by `status`. `Errors` is its `errors`: the bodies that the document describes, by
 * status, by range (`"4XX"`) or as `default`. A body is as the server sent it: nobody checks that it fits the document, and a proxy may have
 * written it.
 */
export type ApiErrorOf<Errors, Base extends ApiError = ApiError> =
  | { [Status in keyof Errors & number]: ErrorWith<Base, Status, Errors[Status]> }[keyof Errors & number]
  | ErrorWith<Base, Exclude<RedirectStatus, keyof Errors>, BodyOf<Errors, "3XX">>
  | ErrorWith<Base, Exclude<ClientErrorStatus, keyof Errors>, BodyOf<Errors, "4XX">>
  | ErrorWith<Base, Exclude<ServerErrorStatus, keyof Errors>, BodyOf<Errors, "5XX">>;

/** {@link isApiError}, typed by the operations of a client. `Base`: the fields of every error of the API. */
export interface ApiErrorGuard<Operations extends Record<keyof Operations, OperationTypes>, Base extends ApiError = ApiError> {
  <Id extends keyof Operations & string>(error: unknown, id: Id): error is ApiErrorOf<Operations[Id]["errors"], Base>;
  (error: unknown): error is Base;
}
