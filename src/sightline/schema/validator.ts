import type { ErrorObject } from 'ajv';

/** What ajv makes of a schema. */
export interface Validator {
  (value: unknown): unknown;
  readonly errors?: readonly ErrorObject[] | null;
}
