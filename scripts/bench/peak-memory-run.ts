import { createSerialFunction } from './kinesis-to-s3.ts';
import { sampleRecords } from './sample-records.ts';

const handle = createSerialFunction(6);
const records = sampleRecords(10_000);
for (let batch = 0; batch < 10; batch += 1) await handle(records);
process.stdout.write(`${process.resourceUsage().maxRSS / 1024}`);
