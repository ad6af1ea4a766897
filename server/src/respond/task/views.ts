import type { myTask } from '@muster/contract/respond/tasks';
import type { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { insiderName } from '../access/model.ts';
import { openStatesFor } from '../stream/store.ts';

/** The open tasks of whoever asks, the one that ends first at the top. */
export async function myTasks(db: Query, actor: Actor): Promise<{ items: z.output<typeof myTask>[] }> {
  const me = insiderName(actor);
  if (me === null) return { items: [] };
  const states = await openStatesFor(db, me);
  const items = states.flatMap(({ ref, title, severity, tasks }) =>
    tasks
      .filter((one) => one.person === me && one.state === 'open')
      .map((task) => ({ ref, title, severity, task })),
  );
  const dueOf = (one: (typeof items)[number]) => one.task.dueAt ?? '9999';
  return { items: items.sort((a, b) => (dueOf(a) < dueOf(b) ? -1 : dueOf(a) > dueOf(b) ? 1 : 0)) };
}
