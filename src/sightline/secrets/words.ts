/** A longer key is looked at from its end. */
const longestKey = 200;

/** A key as lower case words: `adminPassword`, `admin_password` and `ADMIN-PASSWORD` are `admin` and `password`. */
export function wordsOf(key: string): readonly string[] {
  return key
    .slice(-longestKey)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
