import type { Endpoint } from '@muster/contract/platform/endpoint';
import type { FastifyRequest } from 'fastify';
import { type Actor, anyone } from '../actor.ts';
import type { Platform } from '../platform.ts';
import { cookiesOf } from './cookies.ts';
import type { ApiLimits } from './limits.ts';
import { noteRefusedCall } from './refused-calls.ts';
import { type Authenticate, actorOf, countedActorOf } from './server.ts';

/**
 * Who asks at an address that the contract does not describe. Counted like every call, and a wrong token leaves the same
 * trace, so that no address is one at which guessing costs nothing. Throws a Refusal for a credential that is not valid.
 */
export async function whoAsks(
  request: FastifyRequest,
  call: Pick<Endpoint, 'method' | 'path'>,
  { platform, authenticate, limits }: { platform: Platform; authenticate: Authenticate; limits: ApiLimits },
): Promise<Actor> {
  const find = () => actorOf(request, authenticate, cookiesOf(platform.settings.url));
  try {
    return await countedActorOf(request, find, limits);
  } catch (error) {
    await noteRefusedCall(platform, request, { endpoint: call, actor: anyone, error });
    throw error;
  }
}
