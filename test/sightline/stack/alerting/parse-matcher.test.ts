import { parseMatcher } from '../../../../src/sightline/stack/alerting/parse-matcher';

describe('a matcher of Alertmanager', () => {
  test.each([
    ['a="b"', { label: 'a', operator: '=', value: 'b' }],
    [' a != b ', { label: 'a', operator: '!=', value: 'b' }],
    ['a=~"x|y"', { label: 'a', operator: '=~', value: 'x|y' }],
    ['a!~""', { label: 'a', operator: '!~', value: '' }],
    ['a=', { label: 'a', operator: '=', value: '' }],
    ['"a b"="c\\"d\\\\e\\nf"', { label: 'a b', operator: '=', value: 'c"d\\e\nf' }],
  ])('%s is read', (text, matcher) => {
    expect(parseMatcher(text)).toEqual(matcher);
  });

  test.each(['', 'a', 'a="b', 'a="b",c="d"', '{a="b"}', '="b"', 'a==b'])('%p is none', (text) => {
    expect(parseMatcher(text)).toBeUndefined();
  });
});
