/** What a line of a page says: a sample, something about a metric, nothing, or that the page ends. */
export type PageEntry =
  | EntrySample
  | { readonly kind: 'help' | 'type' | 'unit'; readonly name: string; readonly text: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'end' };

/** A sample as it is written. */
export interface EntrySample {
  readonly kind: 'sample';
  readonly name: string;
  readonly labels: readonly (readonly [name: string, value: string])[];
  readonly value: number;

  /** In seconds since 1970. @default - that of the scrape */
  readonly timestamp?: number;
}

/** A line that says nothing. */
export const nothing: PageEntry = { kind: 'nothing' };
