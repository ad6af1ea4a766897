/** Who is told quietly about news that wait. Of a private incident the letters tell neither name nor text. */
import { approverOf } from '@muster/contract/respond/approval';
import type { Audience } from '@muster/contract/respond/settings';
import type { IncidentState, WaitingUpdate } from '@muster/contract/respond/state';
import { tellPerson } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { subjectOf } from '../../respond/index.ts';

/** Asks whoever says yes. Where that may be anybody, the command screen asks. */
export async function askForYes(act: Act, state: IncidentState, audience: Audience): Promise<void> {
  const waiting = state.waiting?.[audience];
  if (!waiting || waiting.needs === null) return;
  const person = approverOf(state, waiting);
  if (person === null) return;
  const by = `${waiting.writtenBy.name} wrote news for ${audience}. They go out once you say yes.`;
  await tell(act, state, { person, what: 'news wait for your yes', paragraphs: [by, waiting.text] });
}

/** Tells whoever wrote them that they did not go out, and why. */
export async function tellWriter(
  act: Act,
  state: IncidentState,
  { audience, waiting, reason }: { audience: Audience; waiting: WaitingUpdate; reason: string },
): Promise<void> {
  if (waiting.writtenBy.kind !== 'person') return;
  const paragraphs = [`Your news for ${audience} did not go out: ${reason}`, 'They are a draft again.'];
  await tell(act, state, { person: waiting.writtenBy.name, what: 'news did not go out', paragraphs });
}

async function tell(
  act: Act,
  state: IncidentState,
  { person, what, paragraphs }: { person: string; what: string; paragraphs: string[] },
): Promise<void> {
  await tellPerson(act, {
    person,
    write: ({ url }) => ({
      subject: subjectOf(state, what),
      paragraphs: state.private ? [] : paragraphs,
      link: { label: 'Open the news', url: `${url}/incidents/${state.ref}?tab=news` },
    }),
    expiresAt: act.now.add({ hours: 1 }),
  });
}
