/** What a pattern has found in a text: where, and what its groups hold. */
export interface Match {
  readonly start: number;
  readonly end: number;

  /** The text of each group, the whole match first; undefined for a group that took no part. */
  readonly groups: readonly (string | undefined)[];
}

/** A regular expression as relabelling reads it: RE2, over the whole text. */
export interface Pattern {
  /** The first match; undefined without one. */
  readonly find: (text: string) => Match | undefined;

  /** The matches that replacing all of them would go through. */
  readonly findAll: (text: string) => readonly Match[];

  /** The numbers of the groups with this name, in their order: Go allows several. */
  readonly groupsNamed: (name: string) => readonly number[];
}
