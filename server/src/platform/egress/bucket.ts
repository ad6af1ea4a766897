import { AwsV4Signer } from 'aws4fetch';
import type { Egress, EgressAnswer } from './model.ts';

export interface Bucket {
  endpoint: string;
  region: string;
  bucket: string;
  prefix: string;
  accessKey: string;
  secretKey: string;
}

/** What is put into a bucket, or with null as its body taken out of it. */
export interface BucketObject {
  path: string;
  type: string;
  body: Buffer | null;
}

/** Short, because whoever reads a status page wants to know how it is now. */
const cached = 'public, max-age=15, stale-while-revalidate=30';
const timeoutMs = 10_000;

/** Puts one object into storage that speaks S3, or takes it out. Answers what went wrong, or null. No text holds a key. */
export async function moveObject(
  egress: Egress,
  { endpoint, region, bucket, prefix, accessKey, secretKey }: Bucket,
  { path, type, body }: BucketObject,
  now: Temporal.Instant,
): Promise<string | null> {
  const at = `${prefix}${path}`.split('/').map(encodeURIComponent).join('/');
  const signed = await new AwsV4Signer({
    method: body === null ? 'DELETE' : 'PUT',
    url: `${endpoint.replace(/\/+$/, '')}/${bucket}/${at}`,
    headers: body === null ? {} : { 'content-type': type, 'cache-control': cached },
    ...(body === null ? {} : { body: Uint8Array.from(body) }),
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    service: 's3',
    region,
    datetime: now.toString({ smallestUnit: 'second' }).replace(/[:-]/g, ''),
  }).sign();
  const answer = await egress.request(signed.url.href, {
    method: body === null ? 'DELETE' : 'PUT',
    headers: Object.fromEntries([...signed.headers].filter(([name]) => name !== 'host')),
    ...(body === null ? {} : { body: Uint8Array.from(body) }),
    timeoutMs,
    maxBytes: 16_384,
  });
  return wrongWith(answer);
}

/** Anything but a 2xx is a no. */
export function wrongWith(answer: EgressAnswer): string | null {
  if (answer.kind !== 'answered') return answer.reason;
  return answer.status >= 200 && answer.status < 300 ? null : `The receiver answered ${answer.status}.`;
}
