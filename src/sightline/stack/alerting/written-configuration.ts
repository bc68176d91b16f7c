import type { FieldPath } from '../../schema/violations';
import type { PlainMap } from '../plain-data';

/** A configuration of Alertmanager as somebody wrote it, or an AlertmanagerConfig. */
export interface WrittenConfiguration {
  /** What it is called in messages. */
  readonly name: string;
  readonly config: PlainMap;

  /** Where a field of it stands. */
  readonly pathOf: (at: FieldPath) => string;

  /** What it stands in: the operator puts the routes of an AlertmanagerConfig below those of the Alertmanager. */
  readonly kind: 'values' | 'text' | 'AlertmanagerConfig';
}
