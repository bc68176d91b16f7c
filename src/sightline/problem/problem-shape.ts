import { object, optional, required } from './object-shape';
import type { Problem } from './problem';
import { error } from './problems';
import { describe } from './read';
import { isProblemId, type ProblemId } from './registry/registry';
import { integer, oneOf, text } from './scalar-shapes';
import type { Severity } from './severity';
import { list, make } from './shape';
import type { SourceText } from './source-text';
import { anyText } from './text-rules';

const words = text(anyText);

const id = make<ProblemId>(['text'], 'the id of a problem', (value, path) =>
  typeof value === 'string' && isProblemId(value)
    ? []
    : [error('OPT002', `'${path}' (${describe(value)}) must be the id of a problem`, { path })],
);

/** A problem as data, as groups of rules carry them. */
export const problemShape = object<Problem>({
  id: required(id),
  severity: required(oneOf<Severity>('error', 'warning', 'info')),
  message: required(words),
  fix: optional(words),
  object: optional(words),
  related: optional(list(words)),
  path: optional(words),
  file: optional(words),
  line: optional(integer()),
  column: optional(integer()),
  source: optional(
    object<SourceText>({
      text: required(words),
      start: required(integer()),
      end: required(integer()),
      firstLine: optional(integer()),
    }),
  ),
  answerable: optional(oneOf(false)),
});
