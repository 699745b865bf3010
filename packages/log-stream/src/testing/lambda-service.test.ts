import { kinesisEvent, kinesisRecord } from './factories.ts';
import { type InvocationFate, LambdaService, type Life } from './lambda-service.ts';
import { VirtualTime } from './virtual-time.ts';

const event = kinesisEvent([kinesisRecord({ data: 'x' })]);
const plain: InvocationFate = { fault: 'none', cold: false, lateMs: 0 };

/** A function that does the given work; `starts` counts its processes. */
function createService(work: (life: Life, time: VirtualTime) => Promise<unknown>) {
  const time = new VirtualTime(0);
  const world = { time, starts: 0, fate: plain };
  const service = new LambdaService({
    clock: time,
    functionName: 'f',
    timeoutMs: 3_000,
    fateOf: () => world.fate,
    start: (life) => {
      world.starts += 1;
      return { handler: () => work(life, time) };
    },
  });
  return { world, service };
}

test('a process serves one invocation after another, and two at once want two', async () => {
  const { world, service } = createService((_, time) => time.sleep(1_000));
  await world.time.run(async () => {
    await service.invoke(event);
    await service.invoke(event);
    expect(world.starts).toBe(1);
    await Promise.all([service.invoke(event), service.invoke(event)]);
    expect(world.starts).toBe(2);
    world.fate = { ...plain, cold: true };
    await service.invoke(event);
    expect(world.starts).toBe(3);
  });
});

test('an invocation that outlives its timeout fails, and its process is gone', async () => {
  const { world, service } = createService((_, time) => time.sleep(4_000));
  await world.time.run(async () => {
    expect(await service.invoke(event)).toEqual({ kind: 'failed', error: 'Task timed out' });
    expect(world.time.elapsedMs).toBe(3_000);
    await service.invoke(event);
    expect(world.starts).toBe(2);
  });
});

test.each<[string, Partial<InvocationFate>, object]>([
  ['throttled', { fault: 'throttled' }, { kind: 'not_invoked' }],
  ['lost answer', { fault: 'lost_answer' }, { kind: 'failed' }],
  ['late', { lateMs: 2_500 }, { kind: 'failed', error: 'Task timed out' }],
])('%s', async (_, fate, expected) => {
  const { world, service } = createService((_life, time) => time.sleep(1_000));
  world.fate = { ...plain, ...fate };
  await world.time.run(async () => {
    expect(await service.invoke(event)).toMatchObject(expected);
  });
});

test('a process that dies, and a handler that throws, fail the invocation', async () => {
  const dying = createService(async (life) => {
    life.kill();
    return new Promise(() => {});
  });
  const throwing = createService(async () => {
    throw new TypeError('a bug');
  });
  await dying.world.time.run(async () => {
    expect(await dying.service.invoke(event)).toEqual({ kind: 'failed', error: 'Runtime exited' });
  });
  await throwing.world.time.run(async () => {
    const result = await throwing.service.invoke(event);
    expect(result).toMatchObject({ kind: 'failed', error: expect.stringContaining('a bug') });
    await throwing.service.invoke(event);
    expect(throwing.world.starts).toBe(1);
  });
});
