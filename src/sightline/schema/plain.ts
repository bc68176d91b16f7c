/**
 * What an imported CRD type is in the manifest itself: enums as their values, and the wrappers of values that may be of two types as
 * those values.
 *
 * The generated classes are not used at run time, only their types: the classes drop properties that they do not know without a
 * word, while a final object is checked against the whole schema.
 */
export type Plain<T> = T extends string
  ? `${T}`
  : T extends number | boolean | undefined | null
    ? T
    : T extends { readonly value: string | number }
      ? T['value']
      : T extends readonly (infer E)[]
        ? readonly Plain<E>[]
        : T extends object
          ? { readonly [K in keyof T]: Plain<T[K]> }
          : never;
