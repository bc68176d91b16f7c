/**
 * The part of JSON schema that our schemas use. All of it is standard, so any JSON schema tool reads them.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-validation
 */
export interface Schema {
  /** The JSON type, or several. @default - any type */
  readonly type?: string | readonly string[];

  /** The known properties of an object. @default - none */
  readonly properties?: Readonly<Record<string, Schema>>;

  /** What other properties may be: `false` for none, a schema for a map. @default true */
  readonly additionalProperties?: boolean | Schema;

  /** The properties that must be set. @default - none */
  readonly required?: readonly string[];

  /** What each item of an array must be. @default - anything */
  readonly items?: Schema;

  /** The values allowed. @default - all of the type */
  readonly enum?: readonly (string | number | boolean | null)[];

  /** An ECMAScript regular expression that must match somewhere in a string. @default - any string */
  readonly pattern?: string;

  /** `date-time`, `int32` or `int64`. @default - none */
  readonly format?: string;

  /** The least number allowed. @default - no bound */
  readonly minimum?: number;

  /** The greatest number allowed. @default - no bound */
  readonly maximum?: number;

  /** The least length of a string, in code points. @default 0 */
  readonly minLength?: number;

  /** The greatest length of a string, in code points. @default - no bound */
  readonly maxLength?: number;

  /** The least number of items of an array. @default 0 */
  readonly minItems?: number;

  /** The greatest number of items of an array. @default - no bound */
  readonly maxItems?: number;
}
