import { publishedManifest } from './published-manifest.ts';

const source = {
  name: '@logdrive/x',
  version: '1.2.3',
  type: 'module',
  scripts: { prepack: 'exit 1' },
  devDependencies: { jest: '1.0.0' },
  peerDependencies: { a: '^1.0.0' },
  exports: { '.': './src/index.ts', './s3': './src/s3/index.ts' },
};

test('entries lead to what was built, and what is for the sources alone stays behind', () => {
  expect(publishedManifest(source)).toEqual({
    name: '@logdrive/x',
    version: '1.2.3',
    type: 'module',
    peerDependencies: { a: '^1.0.0' },
    exports: {
      '.': { types: './index.d.ts', default: './index.js' },
      './s3': { types: './s3/index.d.ts', default: './s3/index.js' },
      './package.json': './package.json',
    },
  });
});

test('types come first, or TypeScript would not look at them', () => {
  expect(Object.keys(publishedManifest(source).exports['.'] ?? {})).toEqual(['types', 'default']);
});

test.each(['./lib/index.ts', './src/index.js', './src/types.d.mts'])('refuses %s', (path) => {
  expect(() => publishedManifest({ ...source, exports: { './x': path } })).toThrow(
    `exports["./x"] is "${path}"`,
  );
});
