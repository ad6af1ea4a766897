import { forgetCanaries, sendCanary } from '../../detect/index.ts';
import type { Act } from '../../platform/act.ts';
import { byItself } from '../../platform/action.ts';
import { seconds } from '../../platform/clock.ts';
import { nowhere, type Sender } from '../../platform/delivery/model.ts';
import type { Purpose } from '../../platform/delivery/purpose.ts';
import { deleteDeliveries, enqueueDeliveries } from '../../platform/delivery/store.ts';
import type { Worker } from '../../platform/jobs.ts';
import type { Platform } from '../../platform/platform.ts';
import { decideAll } from '../page/actions.ts';
import { newPage, openingCommand } from '../page/outcome.ts';
import { markTest } from '../page/store.ts';
import {
  type CanaryState,
  canaryOpening,
  canaryPerson,
  canaryPurpose,
  everySeconds,
  forgottenAfterMinutes,
} from './model.ts';
import { arrived, canaryState, deleteCanaryPages, lookFrom, setOut, stopLooking } from './store.ts';

const name = 'oncall.canary';

/** How long the last one took, and how long ago that was, for whoever scrapes. */
export function canaryGauges({ metrics, db, clock }: Platform): void {
  const gauge = (name: string, help: string, told: (state: CanaryState) => number | null) =>
    metrics.gauge(name, help, [], async () => {
      const state = await canaryState(db);
      const value = state ? told(state) : null;
      return value === null ? [] : [[{}, value]];
    });
  gauge(
    'muster_canary_seconds',
    'How long the last alert that Muster sent itself took from the door to the end of the way.',
    ({ tookMs }) => (tookMs === null ? null : tookMs / 1_000),
  );
  gauge(
    'muster_canary_age_seconds',
    'Since the last alert that Muster sent itself arrived.',
    ({ arrivedAt, firstAt }) => (arrivedAt ?? firstAt).until(clock.now()).total('seconds'),
  );
}

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
        kind: nowhere,
        purpose: canaryPurpose,
        subject: page.id,
        person: canaryPerson,
        via: nowhere,
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

/** Takes a message and lets it go: the end of the way. */
export const nowhereSender: Sender = {
  kind: nowhere,
  send: async () => ({ kind: 'delivered', note: 'it reached the end of the way' }),
};

export const canaryMessages: Purpose = {
  unwanted: async () => new Map(),
  async ended(act) {
    await arrived(act.tx, act.now);
    await forget(act, act.now);
  },
};

async function forget(act: Act, until: Temporal.Instant): Promise<void> {
  await deleteDeliveries(act.tx, canaryPurpose, await deleteCanaryPages(act.tx, until));
  await forgetCanaries(act, until);
}
