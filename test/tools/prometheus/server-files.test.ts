import { parse } from 'yaml';
import { serverFiles } from '../../../tools/prometheus/server-files';

describe("the files in a server's folder", () => {
  test('configuration text without rules is left as it is', () => {
    const config = '# kept\nglobal: {scrape_interval: 5s}\n';
    expect(serverFiles({ config })).toEqual({ 'prometheus.yml': config });
  });

  test('rules are named after those that the configuration names, sorted', () => {
    const config = 'global:\n  scrape_interval: 5s\nrule_files:\n  - /etc/own.yaml\n';
    const files = serverFiles({ config, rules: { 'b.yaml': 'groups: []', 'a.yaml': 'groups: []' } });
    expect(Object.keys(files)).toEqual(['prometheus.yml', 'rules/a.yaml', 'rules/b.yaml']);
    expect(parse(files['prometheus.yml'] ?? '')).toEqual({
      global: { scrape_interval: '5s' },
      rule_files: ['/etc/own.yaml', 'rules/a.yaml', 'rules/b.yaml'],
    });
  });

  test('an object without anything is a configuration', () => {
    expect(parse(serverFiles({})['prometheus.yml'] ?? '')).toEqual({});
  });

  test('a value that YAML 1.1 reads as a truth value is quoted', () => {
    const config = { global: { external_labels: { norway: 'no' } } };
    expect(serverFiles({ config })['prometheus.yml']).toMatch(/norway: ["']no["']/);
  });

  test('text that is not YAML cannot take rules', () => {
    expect(() => serverFiles({ config: 'a: [', rules: { 'a.yaml': '' } })).toThrow(
      'The configuration is not YAML',
    );
    expect(() => serverFiles({ config: 'rule_files: x', rules: { 'a.yaml': '' } })).toThrow("'rule_files'");
  });
});
