import { isHarmless } from './harmless';
import { secretInSentence, secretUnder } from './key-value';

/** Where a secret stands in the words of a command, and what it is. */
interface WordSecret {
  readonly index: number;
  readonly what: string;
}

/** Flags of one letter that take a password or a login, by the program. */
const shortFlags: readonly { readonly program: RegExp; readonly flag: RegExp; readonly isLogin: boolean }[] =
  [
    {
      program: /^(?:curl|https?|xh|wget2?)$/,
      flag: /^(?:-[a-zA-Z]*u|--user|--proxy-user|-U|-a|--auth)$/,
      isLogin: true,
    },
    {
      program: /^(?:mysql\w*|mariadb\w*|mysqladmin|sshpass|mongo\w*|clickhouse-client)$/,
      flag: /^-p$/,
      isLogin: false,
    },
    { program: /^(?:redis-cli|valkey-cli)$/, flag: /^(?:-a|--pass)$/, isLogin: false },
    { program: /^ldap\w+$/, flag: /^-w$/, isLogin: false },
    { program: /^(?:mosquitto_\w+|zip|unzip|sqlcmd|bcp)$/, flag: /^-P$/, isLogin: false },
    { program: /^(?:smbclient|rpcclient)$/, flag: /^-U$/, isLogin: true },
    { program: /^openssl$/, flag: /^-(?:pass|passin|passout|k)$/, isLogin: false },
    { program: /^(?:login)$/, flag: /^-p$/, isLogin: false },
  ];

/** Words after which a password stands as it is, by the command. */
const positional: readonly RegExp[] = [
  /^(?:\S*\/)?htpasswd (?=-\S*b)-[A-Za-mo-z]+(?: -\S+)* \S+ \S+ (\S+)/,
  /^(?:\S*\/)?htpasswd (?=-\S*b)-\S*n\S*(?: -\S+)* \S+ (\S+)/,
  /^(?:\S*\/)?vault login (?:-\S+ )*(?:token=)?([^\s=-]\S*)$/,
  /^(?:\S*\/)?rabbitmqctl (?:add_user|change_password) \S+ (\S+)/,
  /^(?:\S*\/)?mc alias set \S+ \S+ \S+ (\S+)/,
  /\bconfigure set \S*(?:secret|token|password)\S* (\S+)/,
];

/**
 * The secrets among the words of a command, with the index of the word each stands in.
 *
 * @param isSentence whether the words may be those of a sentence about a command, in which a value has to look like a secret
 */
export function secretsInWords(words: readonly string[], isSentence: boolean): WordSecret[] {
  const found: WordSecret[] = [];
  const under = isSentence ? secretInSentence : secretUnder;
  let program = '';
  words.forEach((word, index) => {
    const bare = word.replace(/^.*\//, '');
    if (isProgram(bare)) program = bare;
    const next = words[index + 1];
    const literal = literalOf(word, program);
    if (literal !== undefined) found.push({ index, what: literal });
    if (next === undefined) return;
    const flag = /^--?([A-Za-z][\w.-]*)$/.exec(word)?.[1];
    const isValue = !/^-{1,2}[a-z]/i.test(next) && next !== '';
    if (flag !== undefined && flag.length > 2 && isValue) {
      const what = under(flag, next);
      if (what !== undefined) found.push({ index: index + 1, what });
    }
    const header = /^(?:-H|--header)$/.test(word) ? /^([\w-]+):\s*(.*)$/.exec(next) : null;
    const headerWhat = header === null ? undefined : secretUnder(header[1] ?? '', header[2] ?? '');
    if (headerWhat !== undefined) found.push({ index: index + 1, what: headerWhat });
    if (/^(?:-b|--cookie)$/.test(word) && program === 'curl' && secretUnder('cookie', next) !== undefined)
      found.push({ index: index + 1, what: 'a cookie' });
    const taken = shortFlags.find((each) => each.program.test(program) && each.flag.test(word));
    if (taken !== undefined && isValue && isSecretWord(next, taken.isLogin, under))
      found.push({ index: index + 1, what: 'a password' });
  });
  return found.length > 0 ? found : positionalIn(words, under);
}

function positionalIn(words: readonly string[], under: typeof secretUnder): WordSecret[] {
  const line = words
    .map((word) => word.replace(/\s/g, '_'))
    .join(' ')
    .slice(0, 4_000);
  return positional.flatMap((form) => {
    const secret = form.exec(line)?.[1];
    const index = secret === undefined ? -1 : words.indexOf(secret);
    return index < 0 || under('password', secret ?? '') === undefined ? [] : [{ index, what: 'a password' }];
  });
}

const programs =
  /^(?:curl|https?|xh|wget2?|mysql\w*|mariadb\w*|sshpass|mongo\w*|clickhouse-client|redis-cli|valkey-cli|ldap[a-z]+|mosquitto_\w+|zip|unzip|sqlcmd|bcp|smbclient|rpcclient|openssl|login)$/;

function isProgram(word: string): boolean {
  return programs.test(word);
}

/** A secret in a word by itself: `-pX` of mysql, `-ua:X` of curl, `--from-literal=a=X`. */
function literalOf(word: string, program: string): string | undefined {
  const glued = /^-p(\S{3,})$/.exec(word)?.[1];
  if (glued !== undefined && /^(?:mysql|mariadb|sshpass)/.test(program) && !isHarmless(glued))
    return 'a password';
  const login = /^(?:-u|--(?:proxy-)?user=)(\S+)$/.exec(word)?.[1];
  if (
    login !== undefined &&
    /^(?:curl|https?|xh|wget2?)$/.test(program) &&
    isSecretWord(login, true, secretUnder)
  )
    return 'a password';
  const literal = /^--from-literal=[\w.-]+=(.+)$/s.exec(word)?.[1];
  return literal !== undefined && !isHarmless(literal) ? 'the data of a Secret' : undefined;
}

function isSecretWord(word: string, isLogin: boolean, under: typeof secretUnder): boolean {
  if (!isLogin)
    return under('password', word.replace(/^pass:/, '')) !== undefined && !/^(?:env|file|fd):/.test(word);
  const password = /^[^\s:%]*[:%](.+)$/s.exec(word)?.[1];
  return password !== undefined && !/^\d+$/.test(password) && under('password', password) !== undefined;
}

/** A word of a shell text, and where it stands. */
interface ShellWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The words of a shell text, without the quotes around them. */
export function shellWords(text: string): ShellWord[] {
  const words: ShellWord[] = [];
  for (const { index, 0: written } of text.matchAll(
    /(?:"(?:[^"\\]|\\.)*"|'[^']*'|\$\([^()]*\)|\$\{[^{}]*\}|\{\{[^{}]*\}\}|[^\s"'`;|&])+/g,
  )) {
    words.push({ text: written.replace(/(["'])(.*?)\1/gs, '$2'), start: index, end: index + written.length });
  }
  return words;
}

/** A text that may hold a command: a flag, or one of the programs that take logins. */
export const mayBeCommand =
  /(?:^|\s)--?[a-zA-Z][\w.-]*|\b(?:curl|htpasswd|rabbitmqctl|sshpass|vault login|mc alias|configure set)\b/;
