import { createServer } from 'node:net';
import { reservePort } from './reserved-port.ts';

describe('reservePort', () => {
  test('gives each caller a port of its own until it is given back', async () => {
    const reserved = await Promise.all(Array.from({ length: 20 }, reservePort));
    const ports = reserved.map(({ port }) => port);
    expect(new Set(ports).size).toBe(20);
    expect(Math.min(...ports)).toBeGreaterThanOrEqual(9201);
    expect(Math.max(...ports)).toBeLessThanOrEqual(9299);
    await Promise.all(reserved.map(({ release }) => release()));
  });

  test('leaves out a port that is in use', async () => {
    const { port, release } = await reservePort();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    await release();
    const others = await Promise.all(Array.from({ length: 60 }, reservePort));
    expect(others.map((other) => other.port)).not.toContain(port);
    await Promise.all(others.map((other) => other.release()));
    await new Promise((resolve) => server.close(resolve));
  });
});
