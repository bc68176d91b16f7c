import { isAggregationName } from './catalogue';

/** The words that no metric can have as its name outside of braces; in any case. */
const operatorWords = new Set(['bool', 'on', 'ignoring', 'group_left', 'group_right', 'atan2', 'inf', 'nan']);

/** Words of the language that a metric may all the same have as its name. */
const otherWords = new Set(['and', 'or', 'unless', 'offset', 'by', 'without', 'start', 'end']);

/** Whether a text can stand as the name of a label without quotes. */
export function isLabelName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
}

/** Whether a text can stand as the name of a metric before the braces. */
export function isSelectorName(text: string): boolean {
  return /^[A-Za-z_:][A-Za-z0-9_:]*$/.test(text) && !operatorWords.has(text.toLowerCase());
}

/** Whether a word means something to the grammar, whatever its case: a keyword, an aggregation or a number. */
export function isWord(lowerCase: string): boolean {
  return operatorWords.has(lowerCase) || otherWords.has(lowerCase) || isAggregationName(lowerCase);
}
