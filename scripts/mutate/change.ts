/** One small thing that is done to something, in words, and what comes of it. */
export interface Change<T> {
  /** Such as `> → >=`: without what is different in each service. */
  readonly change: string;
  readonly result: T;

  /**
   * A matcher that is dropped: series with other values of its label come in, until they meet something that has the value.
   *
   * @default - none is
   */
  readonly freed?: Freed;

  /**
   * Why it does the same, where that can be seen from the expression.
   *
   * @default - it can not
   */
  readonly why?: string;
}

/** A label that had one value, and may have any now. */
export interface Freed {
  readonly label: string;
  readonly value: string;
}
