import type { Page } from '@muster/contract/oncall/pages';
import type { FoundPerson } from '../../catalog/index.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import { Refusal } from '../../platform/refusal.ts';
import { acknowledgeFirst } from '../page/actions.ts';

/** What a link leads to. */
interface Pressed {
  page: Pick<Page, 'id' | 'state'>;
  person: Pick<FoundPerson, 'name' | 'access'>;
  mayAcknowledge: boolean;
}

/**
 * What pressing the link of a notification does, wherever it is pressed: acknowledges as the person who was notified,
 * if nobody has and if it was theirs to. No expected no is an error here: how it stands then is looked at again.
 */
export async function acknowledgeLinked(
  platform: Platform,
  { requestId, address }: Pick<Caller, 'requestId' | 'address'>,
  { page, person, mayAcknowledge }: Pressed,
): Promise<void> {
  if (page.state !== 'triggered' || !mayAcknowledge) return;
  const actor = { kind: 'person', name: person.name, access: person.access, by: 'link' } as const;
  try {
    await acknowledgeFirst(platform, { actor, requestId, address }, { id: page.id });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
