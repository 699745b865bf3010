/** Unit tests sit beside the code; `*.e2e.test.ts` need the local AWS and run on their own. */
const shared = {
  testEnvironment: 'node',
  transform: {
    '\\.[jt]s$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
  // These packages are published as ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!(p-limit|yocto-queue|@date-fns/tz)/)'],
  // A built package, and a copy of the sources, has their names: jest would not find them any more.
  modulePathIgnorePatterns: ['<rootDir>/packages/[^/]+/dist/', '<rootDir>/.local/'],
};

export default {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/{packages,functions,scripts,examples}/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.e2e\\.test\\.ts$'],
    },
    {
      ...shared,
      displayName: 'e2e',
      testMatch: ['<rootDir>/{packages,functions,scripts,examples}/**/*.e2e.test.ts'],
    },
  ],
};
