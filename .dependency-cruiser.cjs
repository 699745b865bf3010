/**
 * Imports run one way: index -> handler, config, sinks -> pure work -> packages.
 * `scripts/lint/import-rules.test.ts` breaks each rule once and sees it caught.
 */

const test = '\\.test\\.ts$';
const testing = '^(packages|functions)/[^/]+/src/testing/';
/** Code that runs in a Lambda function or in the operator's command. */
const production = '^(functions|packages)/[^/]+/src/';

const compositionRoot = '^functions/[^/]+/src/index\\.ts$';
/** What stands directly below index.ts; everything else in a function is pure work. */
const secondStorey = '^functions/[^/]+/src/(handler|config|[^/]+-sink)\\.ts$';
const pureInFunctions = {
  path: '^functions/[^/]+/src/',
  pathNot: [compositionRoot, secondStorey, test, testing],
};
/** Of a function, only index.ts, sinks and adapters reach outside. */
const withoutIo = {
  path: '^functions/[^/]+/src/',
  pathNot: [compositionRoot, '-(sink|adapter)\\.ts$', test, testing],
};
const pureInPackages = {
  path: '^packages/[^/]+/src/(decode|parse|schema)/',
  pathNot: test,
};
const io =
  '^(child_process|cluster|dgram|dns|fs|http|http2|https|net|tls|worker_threads)(/|$)|^node_modules/@aws-sdk/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Files that import each other cannot be read or tested one by one.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      comment: 'The imported file or package does not exist.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'packages-know-no-function',
      comment: 'Packages are what functions share: they must not depend on one of them.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^functions/' },
    },
    {
      name: 'functions-stay-apart',
      comment:
        'Each function is built and deployed alone. Move what two of them need to packages/.',
      severity: 'error',
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^functions/', pathNot: '^functions/$1/' },
    },
    {
      name: 'nothing-imports-index',
      comment: 'index.ts is where a function is put together: importing it would run it.',
      severity: 'error',
      from: { pathNot: test },
      to: { path: compositionRoot },
    },
    {
      name: 'handler-config-and-sinks-stay-apart',
      comment: 'Only index.ts knows them all. Give one of them to another as an argument instead.',
      severity: 'error',
      from: { path: secondStorey },
      to: { path: secondStorey },
    },
    {
      name: 'pure-work-looks-down',
      comment: 'Grouping, keys and encodings must not know the handler, the config or a sink.',
      severity: 'error',
      from: pureInFunctions,
      to: { path: secondStorey },
    },
    {
      name: 'only-sinks-do-io',
      comment: 'Files, network and AWS clients belong in index.ts, sinks and adapters.',
      severity: 'error',
      from: withoutIo,
      to: { path: io },
    },
    {
      name: 'decoding-does-no-io',
      comment: 'decode/, parse/ and schema/ turn bytes into events and do nothing else.',
      severity: 'error',
      from: pureInPackages,
      to: { path: io },
    },
    {
      name: 'production-imports-no-testing',
      comment: 'testing/ holds factories and fakes; it must not get into a zip.',
      severity: 'error',
      from: { path: production, pathNot: [test, testing] },
      to: { path: [testing, test] },
    },
    {
      name: 'production-imports-no-scripts',
      comment: 'Nothing that is deployed may need the build or the local cloud.',
      severity: 'error',
      from: { path: production, pathNot: test },
      to: { path: '^(scripts|examples)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // What scripts/package.ts builds.
    exclude: { path: '^packages/[^/]+/dist/' },
    // TypeScript 7 has no API to parse with. swc sees imports of types alone as well.
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'module', 'node', 'default'],
    },
  },
};
