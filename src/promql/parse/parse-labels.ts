import { expect, peek, take, takeIf, unexpected, type Cursor } from './cursor';
import { unquote } from './literals';
import type { Token } from './token';
import { isGroupingLabel } from '../syntax/words';

/** A list of labels in parentheses. Words of the language can be labels too, but for `inf`, `nan` and `without`. */
export function parseLabels(cursor: Cursor, where: string): readonly string[] {
  const labels: string[] = [];
  expect(cursor, '(', `'${where}'`);
  while (!cursor.failed && takeIf(cursor, ')') === undefined) {
    const label = labelOf(peek(cursor), cursor.syntax.three);
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

function labelOf({ kind, text }: Token, three: boolean): string | undefined {
  if (kind === 'name' || (kind === 'word' && isGroupingLabel(text))) return text;
  if (!three) return undefined;
  // 3.x lets a label have any name
  if (kind === 'metric') return text;
  if (kind !== 'string') return undefined;
  const { value, isText } = unquote(text);
  return isText && value !== '' ? value : undefined;
}
