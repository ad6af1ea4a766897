import { expect, it } from 'vitest';
import { bodyOf, localOf, type RehearsalAsk, soonIn } from './rehearsal-ask.ts';

const ask: RehearsalAsk = {
  local: '2026-03-02T03:00',
  zone: 'Europe/Madrid',
  service: '',
  urgency: '',
  acts: [{ do: 'ack', after: 5, by: '' }],
  unreachable: ['ben'],
};

it('asks in instants, and leaves out what nobody chose', () => {
  expect(bodyOf(ask)).toEqual({
    at: '2026-03-02T02:00:00Z',
    acts: [{ do: 'ack', after: 5 }],
    unreachable: ['ben'],
  });
  const full = {
    ...ask,
    service: 'checkout',
    urgency: 'low',
    acts: [{ do: 'ack', after: 5, by: 'ana' }],
  } as const;
  expect(bodyOf({ ...full, acts: [...full.acts] })).toMatchObject({
    service: 'checkout',
    urgency: 'low',
    acts: [{ by: 'ana' }],
  });
  expect(bodyOf({ ...ask, local: '' })).toBeNull();
});

it('knows the moments people ask about', () => {
  const now = Temporal.Instant.from('2026-03-02T10:20:00Z');
  expect(soonIn(now, 'Europe/Madrid')).toEqual({
    now: '2026-03-02T11:20',
    night: '2026-03-03T03:00',
    saturday: '2026-03-07T15:00',
  });
  expect(soonIn(Temporal.Instant.from('2026-03-07T00:20:00Z'), 'UTC')).toMatchObject({
    night: '2026-03-07T03:00',
    saturday: '2026-03-14T15:00',
  });
  expect(localOf(now, 'UTC')).toBe('2026-03-02T10:20');
});
