import Ajv, { type CodeOptions, type Options, type ValidateFunction } from 'ajv';
import { formats } from './formats';
import type { Schema } from './schema';

/** Makes validators of schemas, which costs more than all that they validate. */
export class SchemaCompiler {
  readonly ajv: Ajv;
  private readonly parts = new Map<string, string>();

  /** @param code how the code of the validators is written. Default: what takes the least time to make */
  constructor(code: CodeOptions = { optimize: false }) {
    this.ajv = new Ajv({ ...options, code });
  }

  compile(schema: Schema): ValidateFunction {
    return this.ajv.compile(this.withParts(schema));
  }

  /**
   * A schema in which every schema of an object is a part that others refer to. Parts that say the same are one and are compiled once: a
   * ServiceMonitor refers to 19 secrets, and every kind has the same metadata.
   */
  withParts(schema: Schema): Record<string, unknown> {
    const { properties, items, additionalProperties: others } = schema;
    const part: Record<string, unknown> = { ...schema };
    if (items !== undefined) part.items = this.withParts(items);
    if (typeof others === 'object') part.additionalProperties = this.withParts(others);
    if (properties === undefined) return part;
    part.properties = Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [name, this.withParts(property)]),
    );
    const text = JSON.stringify(part);
    let id = this.parts.get(text);
    if (id === undefined) {
      id = `part-${this.parts.size}`;
      this.parts.set(text, id);
      this.ajv.addSchema(part, id);
    }
    return { $ref: id };
  }
}

// our schemas are ours, so they are not checked
const options: Options = {
  allErrors: true,
  strict: false,
  strictNumbers: true,
  messages: false,
  meta: false,
  validateSchema: false,
  inlineRefs: false,
  formats,
};
