import { patientClient } from './patient-client.ts';
import type { SetupClient } from './setup-client.ts';
import { refusal } from './setup-error.ts';

const request = { method: 'GET', path: '/' } as const;

/** Answers with these statuses one after the other, and goes on with the last. */
function answering(...statuses: number[]) {
  let asked = 0;
  const client: SetupClient = {
    async request() {
      const statusCode = statuses[Math.min(asked, statuses.length - 1)] ?? 0;
      asked += 1;
      return { statusCode, body: undefined };
    },
  };
  return { client, asked: () => asked };
}

test('a role that is let in later is waited for', async () => {
  const { client, asked } = answering(403, 401, 403, 200);
  const patient = patientClient(client, { forMs: 5_000, pauseMs: 1 });
  expect(await patient.request(request)).toMatchObject({ statusCode: 200 });
  expect(asked()).toBe(4);
});

test('one that is not is refused in the end, and the error says how long it was tried', async () => {
  const { client, asked } = answering(403);
  const patient = patientClient(client, { forMs: 700, pauseMs: 500 });
  const answer = await patient.request(request);
  expect(asked()).toBe(2);
  expect(refusal('index template logs', answer).message).toMatch(
    /^index template logs: the endpoint answered 403 for 1 s: let this role or user in by the access/,
  );
  // The time is that of the set-up as a whole.
  await patient.request(request);
  expect(asked()).toBe(3);
});

test('without patience, and for other answers, one question is enough', async () => {
  const refused = answering(403, 200);
  const impatient = patientClient(refused.client, { forMs: 0 });
  expect(await impatient.request(request)).toMatchObject({ statusCode: 403, askedForMs: 0 });
  const missing = answering(404, 200);
  const patient = patientClient(missing.client, { forMs: 5_000, pauseMs: 1 });
  expect(await patient.request(request)).toMatchObject({ statusCode: 404 });
});
