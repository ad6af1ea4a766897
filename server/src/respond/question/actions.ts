import type { DomainEvent } from '@muster/contract/platform/event';
import { incidentChanged } from '@muster/contract/respond/news';
import * as endpoints from '@muster/contract/respond/questions';
import { mayAnswer } from '@muster/contract/respond/questions';
import type { IncidentState } from '@muster/contract/respond/state';
import { z } from 'zod';
import { tellPerson } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { seen, wisherOf } from '../access/model.ts';
import { subjectOf } from '../role/wording.ts';
import { auditSubject } from '../stream/actions.ts';
import { findIncident, lockIncident } from '../stream/store.ts';
import { answererOf, refuseAnswering, refuseAsking } from './decide.ts';
import { countsOf, insertQuestion, lockQuestion, saveAnswer, waitingQuestions } from './store.ts';

/** Asks, or notes that the news have answered before anybody was asked. */
export const askQuestion = action(
  {
    name: 'respond.askQuestion',
    who: 'signedIn',
    input: z.strictObject({ ...endpoints.askQuestion.params.shape, ...endpoints.askQuestion.body.shape }),
  },
  async (act, { ref, text, answered = false }): Promise<void> => {
    // Locked, so that nobody asks more by asking at once.
    const state = seen(await lockIncident(act.tx, ref), act.caller.actor);
    const { person: by } = wisherOf(act.caller.actor);
    if (by === null) throw new Refusal('conflict', 'A person asks, and no machine.');
    refuseAsking(state, await countsOf(act.tx, state.id, { by, since: act.now.subtract({ hours: 1 }) }));
    const answer = answered
      ? { ...newsOf(state), at: wireTime(act.now), by: null, how: 'alone' as const }
      : null;
    insertQuestion(act.tx, state.id, { id: act.newId(), text, by, askedAt: act.now, answer });
    tell(act, state, by);
  },
);

export const answerQuestion = action(
  {
    name: 'respond.answerQuestion',
    who: 'responder',
    input: z.strictObject({
      ...endpoints.answerQuestion.params.shape,
      ...endpoints.answerQuestion.body.shape,
    }),
  },
  async (act, { ref, id, text }): Promise<void> => {
    const state = seen(await findIncident(act.tx, ref), act.caller.actor);
    const { person: by } = wisherOf(act.caller.actor);
    refuseAnswering(state, by);
    const question = await lockQuestion(act.tx, state.id, id);
    if (!question) throw notFound('question');
    if (question.answer !== null) throw new Refusal('conflict', 'It is answered already.');
    const given =
      text === undefined ? { ...newsOf(state), how: 'news' as const } : { text, how: 'words' as const };
    saveAnswer(act.tx, id, { ...given, at: wireTime(act.now), by });
    tell(act, state, question.by);
    if (question.by !== by) await tellAsker(act, state, { ...question, answer: given.text });
  },
);

/** Whether there are new news, which may answer what waits. */
export function bringsNews(event: DomainEvent): boolean {
  return incidentChanged.is(event) && event.payload.types.includes('updatePublished');
}

/** What waits and is answered by the latest news for staff is answered with them, and whoever asked hears of it. */
export async function answerByNews(act: Act, events: readonly DomainEvent[]): Promise<void> {
  for (const incident of new Set(events.map((one) => one.subject))) {
    const state = await findIncident(act.tx, incident);
    const news = state?.updates.staff;
    if (!state || !news || news.retracted) continue;
    for (const { id, text, askedAt } of await waitingQuestions(act.tx, state.id)) {
      // Whoever asked after the news had read them, and asks all the same.
      if (askedAt > news.at || !mayAnswer(text, news.text)) continue;
      const question = await lockQuestion(act.tx, state.id, id);
      if (question?.answer !== null) continue;
      saveAnswer(act.tx, id, { text: news.text, at: wireTime(act.now), by: null, how: 'news' });
      tell(act, state, question.by);
      await tellAsker(act, state, { ...question, answer: news.text });
    }
  }
}

/** By letter: whoever waits does not look at the screen all the time. Of a private incident it says no word. */
async function tellAsker(
  act: Act,
  state: IncidentState,
  { by, text, answer }: { by: string; text: string; answer: string },
): Promise<void> {
  await tellPerson(act, {
    person: by,
    write: ({ url }) => ({
      subject: subjectOf(state, 'your question is answered'),
      paragraphs: state.private ? [] : [`You asked: ${text}`, answer],
      link: { label: 'Open the incident', url: `${url}/incidents/${state.ref}/brief` },
    }),
    expiresAt: act.now.add({ hours: 6 }),
    byLetterOnly: true,
  });
}

function newsOf({ updates }: IncidentState): { text: string } {
  const news = updates.staff;
  if (news === undefined || news.retracted) throw new Refusal('conflict', 'There are no news for staff yet.');
  return { text: news.text };
}

/** Only whoever asked and whoever answers hear of it, and the audit log has no word of the text. */
function tell(act: Act, state: IncidentState, asker: string): void {
  const answerer = answererOf(state);
  act.hintOnly([asker, ...(answerer ? [answerer] : [])], `questions:${state.id}`);
  act.record(auditSubject(state));
}
