import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/**
 * The layers of src/sightline/, lowest first. A file imports from its own layer and from those below it, never from above: data flows one way
 * from the contract to the manifests. What a secret looks like is known to the lowest, so that no message prints one.
 */
const layers = [
  'secrets',
  'problem',
  'yaml',
  'schema',
  'contract',
  'packs',
  'promql',
  'objectives',
  'signals',
  'rules',
  'rule-tests',
  'pages',
  'dashboards',
  'stack',
  'scrape',
  'checks',
  'files',
  'constructs',
  'synth',
];

/** What stands beside the layers, with all that it may import from; only commands import from it. */
const beside = {
  prometheus: ['problem'],
  exposition: ['problem', 'promql'],
  instrument: ['problem', 'contract', 'promql', 'objectives'],
  verify: ['problem', 'contract', 'packs', 'promql', 'exposition'],
  importers: ['problem', 'yaml', 'contract', 'packs', 'promql', 'objectives'],
  preview: ['problem', 'contract', 'dashboards', 'prometheus'],
  adopt: ['secrets', 'problem', 'contract', 'packs', 'promql', 'exposition', 'verify', 'importers'],
};

const library = './src/sightline';

const zone = (target, from, message) => ({
  target: `${library}/${target}`,
  from: `${library}/${from}`,
  message,
});

const oneWay = layers.flatMap((layer, rank) =>
  layers
    .slice(rank + 1)
    .map((above) =>
      zone(
        layer,
        above,
        `${layer} is below ${above}: imports go from the contract towards the manifests only`,
      ),
    ),
);

const apart = Object.entries(beside).flatMap(([name, allowed]) => [
  ...[...layers, ...Object.keys(beside)]
    .filter((other) => other !== name && !allowed.includes(other))
    .map((other) => zone(name, other, `${name} may import from ${allowed.join(', ')} only`)),
  ...layers.map((layer) => zone(layer, name, `${name} stands beside the layers: only commands use it`)),
]);

const door = [...layers, ...Object.keys(beside)].flatMap((layer) =>
  ['index.ts', 'cli'].map((above) =>
    zone(
      layer,
      above,
      `${layer} is behind the door of the library: it imports neither the door nor a command`,
    ),
  ),
);

/** The parts of promql, lowest first; parse and print stand side by side. */
const promqlParts = [['syntax'], ['parse', 'print'], ['flow'], ['check'], ['build']];

const withinPromql = promqlParts.flatMap((parts, rank) =>
  parts.flatMap((part) =>
    [...promqlParts.slice(rank + 1).flat(), ...parts.filter((other) => other !== part)].map((above) =>
      zone(
        `promql/${part}`,
        `promql/${above}`,
        `${part} stands before ${above}: syntax → parse, print → flow → check → build`,
      ),
    ),
  ),
);

/** The parts of importers, lowest first; the formats stand side by side. */
const importerParts = [['yaml'], ['slo'], ['query'], ['sloth', 'openslo'], ['contract'], ['print']];

const withinImporters = importerParts.flatMap((parts, rank) =>
  parts.flatMap((part) =>
    [
      ...importerParts.slice(rank + 1).flat(),
      ...parts.filter((other) => other !== part),
      'import-text.ts',
    ].map((above) =>
      zone(
        `importers/${part}`,
        `importers/${above}`,
        `${part} stands before ${above}: yaml → slo → query → sloth, openslo → contract → print`,
      ),
    ),
  ),
);

/** The library knows no program, and neither knows the tools of its developers. */
const apartFromLibrary = [
  ...['main.ts', 'monitoring.ts', 'services'].map((above) => ({
    target: library,
    from: `./src/${above}`,
    message: 'the library takes a program and knows none',
  })),
  {
    target: './src',
    from: './tools',
    message: 'tools serve tests, demo and benchmarks: nothing in src needs them',
  },
];

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      '**/lib',
      'imports',
      'dist',
      '.cache',
      'coverage',
      'test/types/refused',
      'test/types/mistakes',
      'bench/stock',
      'templates',
      '**/*.js',
      '**/*.mjs',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.all.json', './tsconfig.page.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.json'] })] },
    rules: {
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-restricted-paths': [
        'error',
        { zones: [...oneWay, ...withinPromql, ...withinImporters, ...apart, ...door, ...apartFromLibrary] },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      // the node of a construct hands out interfaces, which are the classes
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: { 'no-console': 'error', 'max-lines': ['error', { max: 350, skipBlankLines: true }] },
  },
  {
    // the door is one list
    files: ['src/sightline/index.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    // tests look into JSON and into what matchers return, and hand over what the compiler would refuse
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['test/**/*.ts', 'examples/**/*.ts'],
    ignores: ['test/fast-check.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'fast-check',
              message: "Import 'test/fast-check', whose inputs are the same in each run.",
            },
          ],
        },
      ],
    },
  },
  {
    // only the places that talk to a cluster of constructs know cdk8s, and one file knows cdk8s-plus
    files: [
      'src/sightline/{secrets,problem,yaml,schema,contract,promql,objectives,signals,rules,rule-tests,pages,dashboards,stack,scrape,checks,files,prometheus,exposition,instrument,verify,importers,adopt,preview}/**/*.ts',
    ],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: ['cdk8s', 'cdk8s-plus-27', 'constructs'],
          patterns: [{ group: ['**/imports/*.com'], allowTypeImports: true }],
        },
      ],
    },
  },
);
