import type { BodyOf } from '@muster/contract/platform/endpoint';
import type { limitDamage } from '@muster/contract/respond/stopgaps';

type Reached = BodyOf<typeof limitDamage>['reached'];

const reached: Record<Reached, string> = {
  contained: 'Contained: it grows no more',
  mitigated: 'Mitigated: users feel it no more',
};

export const words = {
  title: 'Limiting the damage',
  say: 'The damage is limited …',
  about: 'First limit the damage, then look for causes.',
  none: 'Not limited yet.',
  reached,
  reachedAt: { contained: 'Contained', mitigated: 'Mitigated' } satisfies Record<Reached, string>,
  what: 'How far it is',
  at: 'Since',
  atHint: (zone: string) => `Empty means now. In ${zone}.`,
  provisional: 'Something holds it only for a while',
  stopGap: 'What holds it for now',
  residual: 'What is still broken meanwhile',
  until: 'It may stand until',
  untilHint: (zone: string) => `You are reminded before, also once the incident is over. In ${zone}.`,
  save: 'Put it on record',
  list: 'Stop-gaps',
  stays: 'until',
  noEnd: 'no end was said',
  overdue: 'its time is over',
  gone: 'gone',
  longer: 'Longer …',
  longerTitle: 'Until when it may stand',
  end: 'It is gone …',
  endTitle: 'The stop-gap is gone',
  why: 'Why',
  instead: 'What took its place',
  done: 'On record.',
};
