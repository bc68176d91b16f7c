import { isLabelNameTemplate } from '../../../../src/sightline/scrape/relabel/label-name';

describe('what may become the name of a label', () => {
  test.each([
    ['a', true],
    ['a_$1', true],
    ['${1}_$name', true],
    ['$1${2}a$3', true],
    ['1a', false],
    ['', false],
    ['a$', false],
    ['a${', false],
    ['a-$1', false],
    ['é', false],
    // of many letters or groups each can be read in one way only, or this would not end
    [`${'a'.repeat(60)}-`, false],
    [`${'$ab${1}_'.repeat(30)}.`, false],
  ])('%s keeps to the older names: %s', (text, isTemplate) => {
    expect(isLabelNameTemplate(text, { version: '2.55.0' })).toBe(isTemplate);
    expect(isLabelNameTemplate(text, { nameValidationScheme: 'Legacy' })).toBe(isTemplate);
  });

  test.each([
    ['é$1', true],
    ['a b', true],
    ['', false],
    ['\ud800', false],
  ])('%j is one since Prometheus 3: %s', (text, isTemplate) => {
    expect(isLabelNameTemplate(text, { version: '3.0.0' })).toBe(isTemplate);
  });
});
