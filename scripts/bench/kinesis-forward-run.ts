import { forwardAs } from './kinesis-forward.ts';

process.stdout.write(JSON.stringify(await forwardAs(process.argv[2] ?? '')));
