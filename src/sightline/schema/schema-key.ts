import { createHash } from 'node:crypto';
import type { Schema } from './schema';

/** What tells a schema from all others. */
export function keyOfSchema(schema: Schema): string {
  return createHash('sha256').update(JSON.stringify(schema)).digest('hex').slice(0, 16);
}
