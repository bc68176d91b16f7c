import { groupsIn } from './groups-in';
import { isHarmless } from './harmless';
import type { SecretSpan } from './span';
import { isStrong } from './strength';

/** A setting without a sign between its key and its value. */
interface FixedSetting {
  /** Where its value stands, as the first group. */
  readonly form: RegExp;

  /** Whether it may be a sentence as well, so that the value has to look like a secret. */
  readonly mayBeSentence: boolean;
}

const fixedSettings: readonly FixedSetting[] = [
  // a line of two words: `requirepass …` of Redis, `HTTP_Passwd …` of Fluent Bit
  {
    form: /(?:^|\n)[ \t]{0,40}(?:set[ \t]{1,9})?[\w.-]{0,40}(?:passwd|password|secret|token|api_?key|requirepass|masterauth|passphrase)[ \t]{1,40}["']?([^\s"';]{6,200})["']?;?[ \t]{0,40}(?=\n|$)/gi,
    mayBeSentence: true,
  },
  // .netrc
  { form: /\blogin[ \t]{1,9}\S{1,100}\s{1,9}password[ \t]{1,9}(\S{3,200})/gi, mayBeSentence: false },
  // users of HAProxy
  {
    form: /\buser[ \t]{1,9}\S{1,100}[ \t]{1,9}(?:insecure-)?password[ \t]{1,9}(\S{3,200})/gi,
    mayBeSentence: false,
  },
  // Terraform
  {
    form: /\bvariable[ \t]{1,9}"[^"\n]{0,60}(?:password|secret|token|api_key)[^"\n]{0,20}"[ \t]{0,9}\{[^{}]{0,300}?\bdefault[ \t]{0,20}=[ \t]{0,20}"([^"\n]{3,200})"/gi,
    mayBeSentence: false,
  },
  // SQL
  {
    form: /\b(?:identified[ \t]{1,9}by|with[ \t]{1,9}(?:encrypted[ \t]{1,9})?password)[ \t]{1,9}'([^'\n]{3,200})'/gi,
    mayBeSentence: false,
  },
  // XML
  {
    form: /<(?=[\w:.-]{0,40}(?:password|passwd|secret|token|apikey|api-key))[\w:.-]{1,60}>[ \t]{0,9}([^<>\s]{3,500})[ \t]{0,9}<\//gi,
    mayBeSentence: false,
  },
  {
    form: /<add[ \t]{1,9}key="[^"]{0,60}(?:password|secret|token|apikey)"[ \t]{1,9}value="([^"]{3,500})"/gi,
    mayBeSentence: false,
  },
  // .pgpass
  {
    form: /(?:^|\n)[^\s:#]{1,200}:(?:\d{2,5}|\*):[^\s:]{1,100}:[^\s:]{1,100}:([^\s:]{4,200})(?=\n|$)/g,
    mayBeSentence: true,
  },
];

/** The secrets of settings that have no sign between key and value: of Redis, of Fluent Bit, in SQL, XML, `.netrc` and `.pgpass`. */
export function secretsInFixedSettings(text: string): SecretSpan[] {
  return fixedSettings.flatMap(({ form, mayBeSentence }) =>
    groupsIn(text, form)
      .filter(({ start, end }) => {
        const secret = text.slice(start, end);
        return mayBeSentence ? isStrong(secret) : !isHarmless(secret);
      })
      .map((span) => ({ ...span, what: 'a password' })),
  );
}
