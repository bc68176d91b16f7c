import type { Validator } from './validator';

/** The validators that were compiled when the package was built, by the keys of their schemas. There are none in a checkout: `scripts/build` puts its own module in place of this. */
export const readyValidators: Readonly<Record<string, Validator>> = {};
