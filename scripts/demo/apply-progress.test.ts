import { applyProgress } from './apply-progress.ts';

test('applyProgress counts what is made of what is planned', () => {
  expect(applyProgress('Initializing ...')).toEqual({});
  const plan = 'Plan: 3 to add, 0 to change, 0 to destroy.\n';
  expect(applyProgress(plan)).toEqual({ done: 0, total: 3 });
  const made = 'aws_s3_bucket.logs: Creation complete after 1s [id=x]\n';
  expect(applyProgress(plan + made + made)).toEqual({ done: 2, total: 3 });
});
