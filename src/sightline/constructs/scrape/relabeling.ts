import { object, optional } from '../../problem/object-shape';
import { integer, oneOf, text } from '../../problem/scalar-shapes';
import { list } from '../../problem/shape';

/** A step of relabelling, as the operator names it. */
export interface Relabeling {
  /** @default 'replace' */
  readonly action?:
    | 'replace'
    | 'keep'
    | 'drop'
    | 'hashmod'
    | 'labelmap'
    | 'labeldrop'
    | 'labelkeep'
    | 'lowercase'
    | 'uppercase'
    | 'keepequal'
    | 'dropequal';

  /** @default - none */
  readonly sourceLabels?: readonly string[];

  /** @default ';' */
  readonly separator?: string;

  /** @default '(.*)' */
  readonly regex?: string;

  /** @default '$1' */
  readonly replacement?: string;

  /** @default - none */
  readonly targetLabel?: string;

  /** @default - none */
  readonly modulus?: number;
}

/** What steps of relabelling must look like. Whether the parts of one go together is seen on the final monitor. */
export const relabelings = list(
  object<Relabeling>({
    action: optional(
      oneOf(
        'replace',
        'keep',
        'drop',
        'hashmod',
        'labelmap',
        'labeldrop',
        'labelkeep',
        'lowercase',
        'uppercase',
        'keepequal',
        'dropequal',
      ),
    ),
    sourceLabels: optional(list(text())),
    separator: optional(text()),
    regex: optional(text()),
    replacement: optional(text()),
    targetLabel: optional(text()),
    modulus: optional(integer({ min: 0 })),
  }),
);
