/** What a counter or gauge may say beside its name, help and labels. */
export interface MetricOptions {
  /**
   * The unit of its values, a word in the plural: `seconds`, `bytes`. The name must end with it, unless a third party has chosen the name.
   *
   * @default - the unit that the name ends with, if it is a common one
   */
  readonly unit?: string;
}
