/** Characters as a machine chooses them, always the same; no secret of anybody. */
export function made(
  length: number,
  alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
): string {
  let state = 99;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return alphabet[state % alphabet.length] ?? '';
  }).join('');
}

/** A text in base64. */
export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
