import type { Labels } from '../relabel/label-builder';

/** Labels as kubectl prints them. */
export function describeLabels(labels: Labels): string {
  const texts = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return texts.length === 0 ? 'no labels' : texts.sort().join(', ');
}

/** Words in quotes, with commas; `none` without any. */
export function quoted(words: readonly string[]): string {
  return words.length === 0 ? 'none' : words.map((word) => `'${word}'`).join(', ');
}
