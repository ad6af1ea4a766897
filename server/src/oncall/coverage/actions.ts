import { activePeople, administratorNames, type Letter, membersOf } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import type { Query } from '../../platform/db.ts';
import { tellPerson } from '../letter/actions.ts';
import { findingsIn, type Kept, type Known, toTell } from './model.ts';
import { keepFindings, markTold, nextCoverageDue, openFindings, takeChanges } from './store.ts';

/** At most this many people are told for one team, and so many findings in one letter. */
const mostTold = 50;
const mostLines = 20;

export function nextCoverageAt(db: Query): Promise<Temporal.Instant | null> {
  return nextCoverageDue(db);
}

/**
 * Looks at everything, keeps what was found, ends what is mended, and tells the owners what they have not heard.
 * `read` is asked only by the node that has the turn. Answers how many findings are open.
 */
export async function auditCoverage(act: Act, read: () => Promise<Known>): Promise<number> {
  if (!(await takeChanges(act.tx, act.now))) return 0;
  await keepFindings(act, findingsIn(await read(), act.now));
  const open = await openFindings(act.tx);
  const { fresh, urgent } = toTell(open, act.now);
  for (const [team, all] of Map.groupBy(urgent, (one) => one.team)) await tellOwners(act, team, all, true);
  for (const [team, all] of Map.groupBy(fresh, (one) => one.team)) await tellOwners(act, team, all, false);
  if (fresh.length + urgent.length > 0) await markTold(act, fresh, urgent);
  act.hint('coverage');
  return open.length;
}

/** One letter to each, however much there is to say. */
async function tellOwners(
  act: Act,
  team: string | null,
  findings: readonly Kept[],
  isUrgent: boolean,
): Promise<void> {
  const [first] = findings;
  if (!first) return;
  const more = findings.length > 1 ? ` And ${findings.length - 1} more.` : '';
  const write = (): Letter => ({
    subject: `${isUrgent ? 'Within a day: ' : ''}${first.text}${more}`,
    paragraphs: [
      isUrgent
        ? 'This hurts within a day, unless somebody mends it:'
        : 'Muster looked at who will be on call, and found:',
      ...findings.slice(0, mostLines).map((one) => one.text),
      ...(findings.length > mostLines ? [`And ${findings.length - mostLines} more.`] : []),
      'It ends by itself when it is mended.',
    ],
    link: { url: `${act.platform.settings.url}/on-call`, label: 'Look at it' },
  });
  for (const person of await ownersOf(act, team)) await tellPerson(act, { person, write });
}

/** The members of the team that are here, else the administrators. */
async function ownersOf(act: Act, team: string | null): Promise<string[]> {
  const members = team === null ? [] : ((await membersOf(act.tx, [team])).get(team) ?? []);
  const active = await activePeople(act.tx, members);
  const here = members.filter((member) => active.has(member));
  return (here.length > 0 ? here : await administratorNames(act.tx)).slice(0, mostTold);
}
