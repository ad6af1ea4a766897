import { findPerson, type Letter, sendLetter } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { pagePeople } from '../page/actions.ts';
import type { Reader } from './model.ts';

interface Telling {
  person: string;
  write(reader: Reader): Letter;
  /** Not before then, as the reader's own clock has it; at once where it is left out. */
  dueAt?(timeZone: string): Temporal.Instant;
  expiresAt?: Temporal.Instant;
  about?: { purpose: string; subject: string; key: string };
  /** What is kind to know and calls nobody: without mail it stands on the screen alone. */
  byLetterOnly?: boolean;
}

/**
 * Tells a person something about the rota that can wait: by a letter, or, where this server sends no mail, by a page
 * of low urgency through the person's own contact methods. Whoever has left is told nothing. What would be told later
 * is told by a letter only, because a page cannot wait.
 */
export async function tellPerson(
  act: Act,
  { person, write, dueAt, byLetterOnly, ...rest }: Telling,
): Promise<void> {
  const found = await findPerson(act.tx, person);
  if (!found || found.deactivatedAt !== null) return;
  const letter = write({ timeZone: found.timeZone, url: act.platform.settings.url });
  const at = dueAt?.(found.timeZone);
  const sent = sendLetter(act, { person, to: found.email, letter, ...(at ? { dueAt: at } : {}), ...rest });
  const isNow = at === undefined || Temporal.Instant.compare(at, act.now) <= 0;
  if (!sent && isNow && !byLetterOnly && found.access !== 'stakeholder')
    await pagePeople(act, [person], { title: letter.subject, urgency: 'low' });
}
