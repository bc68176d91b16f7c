/** One small thing that is done to something, in words, and what comes of it. */
export interface Change<T> {
  /** Such as `> → >=`: without what is different in each service. */
  readonly change: string;
  readonly result: T;
}
