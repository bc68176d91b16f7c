import type { Bounded, BoundedValues } from './domain';

/** A three-digit HTTP status, as exactly as a template type can say it; the run-time check knows all 500. */
export type HttpStatus = `${1 | 2 | 3 | 4 | 5}${number}`;

/**
 * The HTTP methods.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-methods
 */
export const httpMethod = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/**
 * HTTP status codes: any from 100 to 599 can match, twelve occur at most. Those that come when nine have been seen are counted as `4xx` and `5xx`,
 * so that an error stays one: `/5../` matches `5xx`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-status-codes
 */
export const httpStatus: BoundedValues<HttpStatus> = Object.freeze({
  // the cast narrows what String() returns: each of these numbers has three digits and starts with 1 to 5
  values: Object.freeze(Array.from({ length: 500 }, (_, index) => String(100 + index) as HttpStatus)),
  max: 12,
  overflow: Object.freeze({ '4': '4xx', '5': '5xx' }),
});

/** Route templates (`/tasks/:id`, never `/tasks/17`): any can match, `max` of them exist, `other` included. */
export function httpRoute(max: number): Bounded {
  return { max };
}

/**
 * gRPC status codes.
 *
 * @see https://grpc.io/docs/guides/status-codes/
 */
export const grpcCode = [
  'OK',
  'Canceled',
  'Unknown',
  'InvalidArgument',
  'DeadlineExceeded',
  'NotFound',
  'AlreadyExists',
  'PermissionDenied',
  'ResourceExhausted',
  'FailedPrecondition',
  'Aborted',
  'OutOfRange',
  'Unimplemented',
  'Internal',
  'Unavailable',
  'DataLoss',
  'Unauthenticated',
] as const;

/** True or false, as Prometheus clients write it. */
export const trueOrFalse = ['true', 'false'] as const;
