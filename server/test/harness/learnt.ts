/** All that can be written about an incident once it is over, with a word in it that can be recognised. */
import { inside, type Slice } from './slice.ts';

export interface Learnt {
  incident: { id: string; ref: string };
  report: string;
  followUp: { id: string; ref: string };
}

type Body = Record<string, unknown>;

/** By rex, each of which must succeed. `declared` says what kind of incident it is, and whether it is private. */
export async function learnAbout(slice: Slice, word: string, declared: Body): Promise<Learnt> {
  const ask = async (method: string, path: string, body: Body = {}) => {
    const sent = method === 'GET' ? {} : { body };
    const got = await slice.http(method, `/api/v1${path}`, { token: slice.tokens.responder, ...sent });
    if (got.status >= 300) throw new Error(`${method} ${path}: ${got.text}`);
    return got.json;
  };
  const named = (json: unknown) => ({ id: String(inside(json, 'id')), ref: String(inside(json, 'ref')) });
  const made = await ask('POST', '/incidents', {
    title: `The ${word} once more`,
    services: ['checkout'],
    severity: 'critical',
    command: true,
    ...declared,
  });
  const incident = named(made);
  const on = `/incidents/${incident.ref}`;
  await ask('POST', `${on}/entries`, { kind: 'later', text: `Count each ${word}`, person: 'rex' });
  await ask('POST', `${on}/updates`, { audience: 'staff', publish: true, text: `We have seen the ${word}` });
  await ask('POST', `${on}/questions`, { text: `Whose ${word} is it?` });
  await ask('POST', `${on}/resolution`, { text: `The ${word} is back` });
  const { id: report } = named(await ask('PUT', `${on}/retrospective`));
  const about = `/retrospectives/${report}`;
  // Nobody else is there to look at what rex wrote, so it is published before there is much in it.
  for (const to of ['in-review', 'reviewed', 'published']) await ask('POST', `${about}/steps`, { to });
  await ask('POST', `/reports/${report}/reading`);
  await ask('PUT', `/reports/${report}/runbook`, { state: 'changed', note: `How to hold a ${word}` });
  await ask('GET', `/reports/${report}/export?format=md`);
  await ask('POST', `${about}/steps`, { to: 'draft' });
  await ask('POST', `${about}/timeline`, { at: '2026-03-02T10:00:00Z', text: `The ${word} got out` });
  await ask('POST', `${about}/factors`, { kind: 'capacity', part: 'disk', text: `A ${word} too many` });
  await ask('POST', `${about}/comments`, { text: `Well caught, the ${word}`, praise: 'rex' });
  await ask('PUT', `${about}/report-numbers`, { name: `Of ${word}`, value: 3 });
  await ask('PUT', `${about}/recollections/mine`, { text: `I saw the ${word}`, shared: true });
  const promise = {
    deliverable: `A cage for the ${word}`,
    kind: 'prevent',
    owner: 'rex',
    dueOn: '2026-03-04',
  };
  const followUp = named(
    await ask('POST', '/follow-ups', { title: `Cage the ${word}`, incident: incident.ref, ...promise }),
  );
  await ask('GET', '/report-numbers/export');
  return { incident, report, followUp };
}
