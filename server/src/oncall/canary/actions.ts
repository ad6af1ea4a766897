import { forgetCanaries, sendCanary } from '../../detect/index.ts';
import type { Act } from '../../platform/act.ts';
import { byItself } from '../../platform/action.ts';
import { seconds } from '../../platform/clock.ts';
import type { Purpose } from '../../platform/delivery/purpose.ts';
import { deleteDeliveries, enqueueDeliveries } from '../../platform/delivery/store.ts';
import type { Worker } from '../../platform/jobs.ts';
import type { Platform } from '../../platform/platform.ts';
import { decideAll } from '../page/actions.ts';
import { newPage, openingCommand } from '../page/outcome.ts';
import { markTest } from '../page/store.ts';
import {
  canaryOpening,
  canaryPerson,
  canaryPurpose,
  everySeconds,
  forgottenAfterMinutes,
  nowhereSender,
} from './model.ts';
import { arrived, deleteCanaryPages, lookFrom, setOut, stopLooking } from './store.ts';

const name = 'oncall.canary';

/** Sends one each minute, one node at a time, to the door at `address`. */
export function canaryWorker(platform: Platform, address: () => string): Worker {
  let nextAt = platform.clock.now();
  let isFirst = true;
  return {
    name,
    nextDueAt: async () => nextAt,
    async run() {
      const now = platform.clock.now();
      if (Temporal.Instant.compare(now, nextAt) < 0) return false;
      nextAt = now.add(seconds(everySeconds));
      const begins = isFirst;
      isFirst = false;
      const mayGo = await byItself(platform, name, (act) => begin(act, begins));
      if (mayGo) {
        await sendCanary(address(), `canary:${now}`).catch((error: unknown) =>
          platform.log.warn({ error }, 'the alert that Muster sends itself was not taken'),
        );
      }
      return false;
    },
  };
}

async function begin(act: Act, isFirst: boolean): Promise<boolean> {
  if (!act.platform.settings.canary) {
    await stopLooking(act.tx);
    return false;
  }
  if (isFirst) await lookFrom(act.tx, act.now);
  await forget(act, act.now.subtract({ minutes: forgottenAfterMinutes }));
  return setOut(act.tx, act.now);
}

/** Its group has opened: a page like any other, but for whom it calls. Within the caller's transaction. */
export async function openCanary(act: Act, group: Parameters<typeof canaryOpening>[0]): Promise<void> {
  const opening = canaryOpening(group);
  const page = newPage(act.newId(), opening, act.now);
  await decideAll(act, [{ page, isNew: true, command: openingCommand(opening) }], async (notifies) => {
    enqueueDeliveries(
      act,
      notifies.map(() => ({
        lane: 'page',
        kind: nowhereSender.kind,
        purpose: canaryPurpose,
        subject: page.id,
        person: canaryPerson,
        via: nowhereSender.kind,
        message: {},
        dueAt: act.now,
        expiresAt: act.now.add({ minutes: forgottenAfterMinutes }),
        dedupeKey: `canary:${page.id}`,
      })),
    );
  });
  // Out of every list and figure for the moment that it lives.
  await markTest(act.tx, page.id);
}

export const canaryMessages: Purpose = {
  unwanted: async () => new Map(),
  async ended(act) {
    const state = await arrived(act.tx, act.now);
    if (state?.tookMs != null) act.platform.metrics.canary.set(state.tookMs / 1_000);
    await forget(act, act.now);
  },
};

async function forget(act: Act, until: Temporal.Instant): Promise<void> {
  await deleteDeliveries(act.tx, canaryPurpose, await deleteCanaryPages(act.tx, until));
  await forgetCanaries(act, until);
}
