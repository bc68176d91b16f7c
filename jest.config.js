/** @type {import('jest').Config} */
module.exports = {
  globalSetup: '<rootDir>/test/prometheus/global-setup.ts',
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/examples/**/*.test.ts'],
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.all.json', diagnostics: false }] },
  modulePathIgnorePatterns: ['<rootDir>/lib/', '<rootDir>/.cache/'],
};
