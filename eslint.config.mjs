import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/**
 * The layers of src/, lowest first. A file imports from its own layer and from those below it, never from above: data flows one way
 * from the contract to the manifests.
 */
const layers = ['problem', 'contract', 'promql', 'rules', 'stack', 'constructs', 'synth'];
const edges = ['schema', 'prometheus'];

/** @type {{ target: string; from: string; message: string }[]} */
const oneWay = layers.flatMap((layer, rank) =>
  layers.slice(rank + 1).map((above) => ({
    target: `./src/${layer}`,
    from: `./src/${above}`,
    message: `${layer} is below ${above}: imports go from the contract towards the manifests only`,
  })),
);

/** Schema and Prometheus tooling know problems, and nothing else of the product. */
const apart = edges.flatMap((edge) => [
  ...layers
    .filter((layer) => layer !== 'problem')
    .map((layer) => ({ target: `./src/${edge}`, from: `./src/${layer}` })),
  ...layers
    .filter((layer) => layer !== 'synth')
    .map((layer) => ({ target: `./src/${layer}`, from: `./src/${edge}` })),
]);

const programAndPublic = [...layers, ...edges].flatMap((layer) =>
  ['index.ts', 'main.ts', 'monitoring.ts', 'services', 'cli'].map((above) => ({
    target: `./src/${layer}`,
    from: `./src/${above}`,
  })),
);

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      'lib',
      'imports',
      'dist',
      '.cache',
      'coverage',
      'test/types/refused',
      'bench/stock',
      '**/*.js',
      '**/*.mjs',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { project: './tsconfig.all.json', tsconfigRootDir: import.meta.dirname },
    },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.json'] })] },
    rules: {
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-restricted-paths': ['error', { zones: [...oneWay, ...apart, ...programAndPublic] }],
      '@typescript-eslint/consistent-type-imports': 'error',
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
    // tests look into JSON and into what matchers return, and hand over what the compiler would refuse
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // only the places that talk to a cluster of constructs know cdk8s, and one file knows cdk8s-plus
    files: ['src/{problem,contract,promql,rules,stack,schema,prometheus}/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: ['cdk8s', 'cdk8s-plus-27', 'constructs'], patterns: ['**/imports/*.com'] },
      ],
    },
  },
);
