/** What a message to a subscriber holds while it waits; what it says is read at the moment when it is sent. */
import type { MaintenanceAct } from '@muster/contract/inform/news';
import type { Delivery } from '../../platform/delivery/model.ts';
import type { Mailing, SubscriberMail } from './news.ts';

/** What leaves. `challenge` is what a webhook has to repeat for the message to have arrived. */
export type Post =
  | { kind: 'mail'; to: string; mail: SubscriberMail }
  | { kind: 'webhook'; url: string; secret: string; body: string; challenge: string | null };

interface Message {
  what?: string;
  sealed?: string;
  mailing?: string;
}

/** The guarantee: only this slice queues deliveries of these kinds, and it writes these shapes. */
export function messageOf({ message }: Pick<Delivery, 'message'>): Message {
  return message as Message;
}

const stages: Readonly<Record<MaintenanceAct, { stage: string; state: string }>> = {
  announced: { stage: 'Planned', state: 'maintenance_planned' },
  reminded: { stage: 'Planned', state: 'maintenance_planned' },
  changed: { stage: 'Changed', state: 'maintenance_planned' },
  started: { stage: 'In progress', state: 'under_maintenance' },
  ended: { stage: 'Completed', state: 'operational' },
  cancelled: { stage: 'Cancelled', state: 'operational' },
};

/** What a page's subscribers are told of planned work. */
export function plannedSaid(
  { act, title, text }: { act: MaintenanceAct; title: string; text: string },
  components: readonly { name: string }[],
): Pick<Mailing, 'act' | 'title' | 'text' | 'stage' | 'components'> {
  const { stage, state } = stages[act];
  const done = act === 'announced' ? 'created' : 'updated';
  return { act: done, title, text, stage, components: components.map(({ name }) => ({ name, state })) };
}
