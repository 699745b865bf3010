import { pidsWith } from './function-process.ts';

test("only the processes of the cloud's own function are found", () => {
  const listing = [
    '    1 /sbin/init',
    '  812 /clone/bin/node /clone/.local/chaos/cloud/tmp/ministack-lambda-x-search-ab12/_worker.js',
    '99813 /clone/bin/node /other/.local/chaos/cloud/tmp/ministack-lambda-x-search-cd34/_worker.js',
    '99814 /clone/bin/node /clone/.local/chaos/cloud/tmp/ministack-lambda-x-archive-ef/_worker.js',
  ].join('\n');
  expect(pidsWith('/clone/.local/chaos/cloud/tmp/ministack-lambda-x-search-', listing)).toEqual([
    812,
  ]);
});
