import { createHash } from 'node:crypto';

/** A form with one file in it, as `curl --form file=@name` sends it. */
export function fileForm(name: string, content: string): { body: string; contentType: string } {
  // Of the content's own hash: it cannot stand inside the content.
  const boundary = `logdrive-${createHash('sha256').update(content).digest('hex')}`;
  const body = [
    `--${boundary}`,
    `content-disposition: form-data; name="file"; filename="${name}"`,
    'content-type: application/ndjson',
    '',
    content,
    `--${boundary}--`,
    '',
  ].join('\r\n');
  return { body, contentType: `multipart/form-data; boundary=${boundary}` };
}
