import { CleanUp } from './clean-up.ts';

test('CleanUp does each job once, the last first, and does not stop at one that fails', async () => {
  const done: string[] = [];
  const error = jest.spyOn(console, 'error').mockImplementation(() => {});
  const cleanUp = new CleanUp();
  cleanUp.add(() => void done.push('first'));
  cleanUp.add(() => Promise.reject(new Error('no luck')));
  cleanUp.add(async () => void done.push('last'));
  await cleanUp.run();
  await cleanUp.run();
  expect(done).toEqual(['last', 'first']);
  expect(error).toHaveBeenCalledWith('while cleaning up: no luck');
  error.mockRestore();
});
