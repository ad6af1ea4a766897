/** News whose time has come, each in a transaction of its own: one that fails holds up no other. */
import { byItself } from '../../platform/action.ts';
import type { Platform } from '../../platform/platform.ts';
import { settingsView } from '../../respond/index.ts';
import { carryOut, waitingWork } from './actions.ts';
import { type DueNews, dueNews, nextDue, saveDue } from './store.ts';
import { decideDue, dueAtOf } from './waiting.ts';

export const nextWaitingAt = nextDue;

/** Answers whether there was any. What is due is decided anew under the incident's lock, by its state alone. */
export async function watchWaiting(platform: Platform): Promise<boolean> {
  const due = await dueNews(platform.db, platform.clock.now());
  for (const one of due) await sendDue(platform, one);
  return due.length > 0;
}

async function sendDue(platform: Platform, { incident, audience }: DueNews): Promise<void> {
  try {
    await byItself(platform, waitingWork, async (act) => {
      const { unapprovedAfter = null } = await settingsView(act.tx);
      const given = { now: act.now, unapprovedAfter };
      const by = { kind: 'rule', name: 'news at their time' } as const;
      const state = await carryOut(act, incident, (before) => decideDue(before, audience, given), by);
      const next = dueAtOf(state, audience, unapprovedAfter);
      await saveDue(act.tx, incident, audience, next);
    });
  } catch (error) {
    platform.log.error({ error, incident }, 'news that were due could not be sent');
    await byItself(platform, waitingWork, ({ tx, now }) =>
      saveDue(tx, incident, audience, now.add({ minutes: 1 }).toString()),
    );
  }
}
