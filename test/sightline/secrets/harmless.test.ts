import * as fc from '../../fast-check';
import { isHarmless } from '../../../src/sightline/secrets/harmless';

/** One text for each way to say where a secret is, or that there is none. */
const harmless = [
  '$(DB_PASSWORD)', '${DB_PASSWORD}', '$DB_PASSWORD', '{{ .password }}', '{{.a}}:{{.b}}', '$__file{/etc/pw}', '${{ secrets.TOKEN }}',
  'vault:secret/data/shop#pw', 'ref+awsssm://shop', 'op://infra/shop/token', 'op://Team vault/shop api/token', 'arn:aws:secretsmanager:eu-west-1:1:secret:a',
  'ENC[AES256_GCM,data:Zm9v]', '/run/secrets/db', 'file:///run/secrets/db', '<your-token>', '********', '[REDACTED]', 'disabled', 'optional',
]; // prettier-ignore

describe('a harmless text', () => {
  test.each(harmless)('is %s', (text) => {
    expect(isHarmless(text)).toBe(true);
    expect(isHarmless(` "${text}" `)).toBe(true);
  });

  test('is a private key that SOPS has encrypted, however long', () => {
    expect(isHarmless(`ENC[AES256_GCM,data:${'Zm9v'.repeat(2_000)},iv:YmFy,tag:YmF6,type:str]`)).toBe(true);
    expect(isHarmless(`${'Zm9v'.repeat(2_000)}]`)).toBe(false);
  });

  test('is harmless as a whole only: with letters and digits behind it, it is none', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...harmless),
        fc.constantFrom('R3als3cret!', ' kiwi77!', '+kiwi77='),
        (text, more) => {
          // what stands behind a scheme, or is stars, goes on with what it is
          fc.pre(!/^(?:file|ref|op|arn|vault)|^\*/.test(text) || more.startsWith(' '));
          expect(isHarmless(`${text}${more}`)).toBe(false);
        },
      ),
    );
  });

  test('is harmless as a whole only: with letters and digits before it, it is none', () => {
    fc.assert(
      fc.property(fc.constantFrom(...harmless), (text) => {
        expect(isHarmless(`R3als3cret!${text}`)).toBe(false);
      }),
    );
  });

  test.each(['${A:-kiwi77}', '{{ "kiwi77" }}', '{{ .a | default "kiwi77" }}', '<kiwi77>', '$K1W1lime'])(
    'is not %s, which has a secret in it',
    (text) => {
      expect(isHarmless(text)).toBe(false);
    },
  );
});
