import type { VectorSelector } from './ast';

/** The name of the series that a selector asks for, in either form: `x` or `{__name__="x"}`. Empty where it asks for no single name. */
export function seriesName({ name, matchers }: Pick<VectorSelector, 'name' | 'matchers'>): string {
  if (name !== '') return name;
  return matchers.find(({ label, operator }) => label === '__name__' && operator === '=')?.value ?? '';
}
