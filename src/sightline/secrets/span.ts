/** A secret in a text. It says where it stands, so that a message can leave it out. */
export interface SecretSpan {
  /** What it is, after `holds`: `a password`. */
  readonly what: string;

  /** The index of its first character. */
  readonly start: number;

  /** The index behind its last character. */
  readonly end: number;
}
