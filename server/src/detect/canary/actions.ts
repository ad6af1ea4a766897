import type { Act } from '../../platform/act.ts';
import { within } from '../../platform/clock.ts';
import { newSecret } from '../../platform/ids.ts';
import { hashOf } from '../../platform/secrets.ts';
import type { StoredIntegration } from '../integration/model.ts';
import { canaryBody, canaryIntegration } from './model.ts';
import { deleteCanaries } from './store.ts';

const key = newSecret();
const patienceMs = 5_000;

export const ownCanary = (): StoredIntegration => canaryIntegration(hashOf(key));

/** Posts it to the door of this node, as a sender would. Throws when it is not taken. */
export async function sendCanary(address: string, dedupKey: string): Promise<void> {
  const answer = await within(
    patienceMs,
    fetch(`${address}/ingest/generic/${key}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(canaryBody(dedupKey)),
      signal: AbortSignal.timeout(patienceMs),
    }),
    'the door',
  );
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`the door answered ${answer.status}`);
}

/** Nothing is left of those that were sent until then. */
export function forgetCanaries(act: Act, until: Temporal.Instant): Promise<void> {
  return deleteCanaries(act.tx, until);
}
