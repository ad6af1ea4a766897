/** What a service's own page says of its readiness and reliability. */
import type { Evidence, ReadinessKind } from '@muster/contract/measure/readiness';

const some = (n: number, one: string, many: string) => `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;

export const words = {
  title: 'Ready for the next incident',
  ready: (n: number, all: number) => `${n} of ${all}`,
  kinds: {
    see: 'Seen',
    act: 'Acted on',
    organise: 'Organised',
    communicate: 'Told',
    'follow-up': 'Followed up',
  } satisfies Record<ReadinessKind, string>,
  missing: {
    see: 'Nothing that sends alerts of it was heard in the last 30 days.',
    act: 'Its policy would call nobody now.',
    organise: 'No team of two or more owns it.',
    communicate: 'No list and no status page tells of it.',
    'follow-up': 'Promised work is late.',
  } satisfies Record<ReadinessKind, string>,
  yes: 'yes',
  no: 'not yet',
  heard: 'heard',
  neverHeard: 'never heard',
  count: ({ of, n }: Evidence): string => {
    if (n === null) return '';
    if (of === 'team') return some(n, 'member', 'members');
    if (of === 'list') return some(n, 'recipient', 'recipients');
    return n === 0 ? 'nothing is late' : some(n, 'is late', 'are late');
  },
  prefix: {
    integration: '',
    route: 'route ',
    policy: 'policy ',
    person: '',
    team: 'team ',
    list: 'list ',
    'status-page': '',
    'follow-ups': '',
  } satisfies Record<Evidence['of'], string>,
  followUps: 'Follow-ups',
  reliability: {
    title: 'Reliability, the last 90 days',
    all: 'All figures',
    failures: (n: number) => some(n, 'failure', 'failures'),
  },
};
