import { expect, peek, take, takeIf, unexpected, type Cursor } from './cursor';
import { unquote } from './literals';
import type { Syntax } from '../syntax/dialect';
import type { Token } from './token';
import { isGroupingLabel, isLabelName } from '../syntax/words';

/** A list of labels in parentheses. Words of the language can be labels too, but for `inf`, `nan` and `without`. */
export function parseLabels(cursor: Cursor, where: string): readonly string[] {
  const labels: string[] = [];
  expect(cursor, '(', `'${where}'`);
  while (!cursor.failed && takeIf(cursor, ')') === undefined) {
    const label = labelOf(peek(cursor), cursor.syntax);
    if (label === undefined) {
      unexpected(cursor, `'${where}' takes a list of label names`);
      break;
    }
    take(cursor);
    labels.push(label);
    if (peek(cursor).kind !== ')') expect(cursor, ',', `a label of '${where}'`);
  }
  return labels;
}

function labelOf(
  { kind, text }: Token,
  { quotedLabels, anyLabels, unquotedNames }: Syntax,
): string | undefined {
  if (kind === 'name' || (kind === 'word' && isGroupingLabel(text))) return text;
  if (kind === 'metric') return anyLabels && !unquotedNames ? text : undefined;
  if (kind !== 'string' || !quotedLabels) return undefined;
  const { value, isText } = unquote(text);
  return isText && (anyLabels ? value !== '' : isLabelName(value)) ? value : undefined;
}
