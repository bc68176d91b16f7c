import { isAggregationName } from './catalogue';

/** The words that no metric can have as its name outside of braces; in any case. */
const operatorWords = new Set(['bool', 'on', 'ignoring', 'group_left', 'group_right', 'atan2', 'inf', 'nan']);

/** Words of the language that a metric may all the same have as its name. */
const otherWords = new Set(['and', 'or', 'unless', 'offset', 'by', 'without', 'start', 'end']);

/** Whether a text can stand as the name of a label without quotes. */
export function isLabelName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
}

/** The words that no list of labels can hold without quotes. */
const neverGrouped = new Set(['inf', 'nan', 'without']);

/** Whether a text can stand in the list of labels of an aggregation or an operator without quotes. */
export function isGroupingLabel(text: string): boolean {
  return isLabelName(text) && !neverGrouped.has(text.toLowerCase());
}

/** Whether a text can stand as the name of a metric before the braces. */
export function isSelectorName(text: string): boolean {
  return /^[A-Za-z_:][A-Za-z0-9_:]*$/.test(text) && !operatorWords.has(text.toLowerCase());
}

/** Whether a word can only be an operator, a modifier or a number. */
export function isOperatorWord(lowerCase: string): boolean {
  return operatorWords.has(lowerCase);
}

/** Whether a word means something to the grammar, whatever its case: a keyword, an aggregation or a number. */
export function isWord(lowerCase: string): boolean {
  return operatorWords.has(lowerCase) || otherWords.has(lowerCase) || isAggregationName(lowerCase);
}
