/**
 * The part of an incident that everybody may know. What is not taken over here by name is not told: a new field of the
 * state stays in the working room until somebody decides otherwise.
 */
import type { Brief } from '@muster/contract/respond/brief';
import type { Impact, IncidentState, LastUpdate } from '@muster/contract/respond/state';

export function briefOf(state: IncidentState): Brief {
  const { id, ref, title, kind, status, category, commander, services, declaredAt, mergedInto } = state;
  const { name, label, meaning, rank } = state.rule;
  const news = state.updates.staff;
  return {
    id,
    ref,
    title,
    kind,
    status,
    category,
    commander,
    services,
    declaredAt,
    mergedInto,
    private: state.private,
    severity: { name, label, meaning, rank },
    situation: situationOf(state),
    endedAt: state.times.resolved ?? state.times.closed ?? state.times.cancelled ?? null,
    impact: impactOf(state.impact),
    lastUpdate: news ? { at: news.at, text: textOf(news), count: news.count } : null,
    nextUpdateAt: state.nextUpdates.staff ?? null,
  };
}

/** What was taken back is not told any more, nor why. */
function textOf({ text, at, retracted }: LastUpdate): string {
  return retracted ? `The news of ${at.slice(11, 16)} UTC were taken back.` : text;
}

/** What goes on; once nothing does, all that there was. */
function impactOf(impact: readonly Impact[]): Brief['impact'] {
  const running = impact.filter((one) => one.until === null);
  return (running.length > 0 ? running : impact)
    .toSorted((a, b) => (a.from < b.from ? 1 : -1))
    .map(({ from, until, level, who, count, confidence, services }) => ({
      from,
      until,
      level,
      who,
      count,
      confidence,
      services,
    }));
}

/** A sentence for each kind of status; times to a fix are never guessed (P37). */
function situationOf({ category, commander, mergedInto, times, impact }: IncidentState): string {
  switch (category) {
    case 'triage':
      return commander === null
        ? 'It was just declared. Nobody leads the response yet.'
        : 'It was just declared, and the response has begun.';
    case 'active':
      return isOver(impact) || times.mitigated !== undefined
        ? 'The impact is held back. It is watched before it is called over.'
        : 'People are working on it.';
    case 'paused':
      return 'Work on it rests for now, and will go on.';
    case 'post-incident':
      return 'It is over. What was learnt is being written down.';
    case 'closed':
      return 'It is over, and closed.';
    case 'cancelled':
      return 'It was called off: there was no incident.';
    case 'merged':
      return `It goes on as part of ${mergedInto ?? 'another incident'}.`;
  }
}

function isOver(impact: readonly Impact[]): boolean {
  return impact.length > 0 && impact.every((one) => one.until !== null);
}
