const { availableParallelism } = require('node:os');

/** @type {import('jest').Config} */
module.exports = {
  // many suites wait for a server, so a machine of two cores does well with three of them at a time
  maxWorkers: Math.max(3, Math.floor(availableParallelism() / 2)),
  // no test is about how fast the machine is: this is for what never ends
  testTimeout: 120_000,
  globalSetup: '<rootDir>/test/tools/global-setup.ts',
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/examples/**/*.test.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/tools/jest/transform.js' },
  modulePathIgnorePatterns: ['<rootDir>/lib/', '<rootDir>/packages/', '<rootDir>/.cache/'],
};
