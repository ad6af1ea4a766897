import type { Endpoint } from '@muster/contract/platform/endpoint';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../actor.ts';
import { recordRefused } from '../audit/refused.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';

/**
 * Leaves a trace of a call that was refused at the door: by somebody who is known and may not, or with a credential
 * that is not valid. A stranger without any is told to sign in, and that is nothing to record.
 */
export async function noteRefusedCall(
  platform: Platform,
  request: FastifyRequest,
  { endpoint, actor, error }: { endpoint: Pick<Endpoint, 'method' | 'path'>; actor: Actor; error: unknown },
): Promise<void> {
  if (!(error instanceof Refusal)) return;
  const isBadCredential =
    error.code === 'unauthenticated' &&
    request.headers.authorization !== undefined &&
    actor.kind === 'anyone';
  if (error.code !== 'forbidden' && !isBadCredential) return;
  await recordRefused(
    platform,
    { actor, requestId: request.id, address: request.ip },
    {
      action: isBadCredential ? 'platform.useToken' : 'platform.call',
      subject: `${endpoint.method} ${endpoint.path}`,
      why: error.message,
    },
  );
}
