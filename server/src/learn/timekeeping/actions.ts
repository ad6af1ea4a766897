import * as endpoints from '@muster/contract/learn/facilitation';
import { z } from 'zod';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { notFound } from '../../platform/refusal.ts';
import { tellSession } from '../invitation/actions.ts';
import { reportIds, takingPart } from '../session/store.ts';
import { newTime, stopped, withTimeChange } from './model.ts';
import { saveTime, timesOf } from './store.ts';

export const keepTime = action(
  {
    name: 'learn.keepTime',
    who: 'responder',
    input: z.strictObject({ id: z.string(), report: z.string(), change: endpoints.timeChange }),
  },
  async (act, { id, report, change }): Promise<void> => {
    const one = await takingPart(act.tx, id);
    if (!(await reportIds(act.tx, id)).includes(report)) throw notFound('report on this agenda');
    const times = await timesOf(act.tx, id);
    if (change.running)
      for (const other of times)
        if (other.report !== report && other.runningSince !== null)
          await saveTime(act.tx, id, stopped(other, act.now));
    const time = times.find((known) => known.report === report) ?? newTime(report);
    await saveTime(act.tx, id, withTimeChange(time, change, act.now));
    tellSession(act, one, { time: change });
  },
);

/** Nothing runs on after people have left. */
export async function stopAll(act: Act, id: string): Promise<void> {
  for (const time of await timesOf(act.tx, id))
    if (time.runningSince !== null) await saveTime(act.tx, id, stopped(time, act.now));
}
