import { execFileSync } from 'node:child_process';
import { clientEnv } from './cloud-env.ts';
import { shellExports } from './shell-exports.ts';

describe('shellExports', () => {
  const wanted = { AWS_REGION: 'eu-west-1', TF_CLI_CONFIG_FILE: "/it's a/path $HOME" };

  test('gives lines that a shell turns into the wanted settings', () => {
    const base = { AWS_PROFILE: 'mine', AWS_CA_BUNDLE: '/x', OTHER: 'stays' };
    const lines = shellExports(base, wanted, []);
    const printed = execFileSync('sh', ['-c', `${lines.join('\n')}\nenv`], {
      env: { ...base, PATH: process.env.PATH },
      encoding: 'utf8',
    });
    expect(printed).toContain("TF_CLI_CONFIG_FILE=/it's a/path $HOME\n");
    expect(printed).toContain('AWS_REGION=eu-west-1\n');
    expect(printed).toContain('OTHER=stays\n');
    expect(printed).not.toMatch(/AWS_PROFILE|AWS_CA_BUNDLE/);
  });

  test('leaves out what is so already, except what is always shown', () => {
    expect(shellExports(wanted, wanted, [])).toEqual([]);
    expect(shellExports(wanted, wanted, ['AWS_REGION'])).toEqual(['export AWS_REGION=eu-west-1']);
  });
});

test('clientEnv keeps nothing that would send a call to the real AWS', () => {
  const base = { PATH: '/bin', AWS_PROFILE: 'prod', AWS_ENDPOINT_URL_S3: 'https://s3', AWS_X: '1' };
  const env = clientEnv(base, 'http://127.0.0.1:1');
  expect(env).toMatchObject({ PATH: '/bin', AWS_ENDPOINT_URL: 'http://127.0.0.1:1' });
  expect(Object.keys(env)).not.toEqual(expect.arrayContaining(['AWS_PROFILE']));
  expect(env.AWS_ENDPOINT_URL_S3).toBeUndefined();
  expect(env.AWS_X).toBeUndefined();
});
