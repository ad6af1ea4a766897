/** What is being written about an interval, and what of it is sent: only what differs. */

import type { BodyOf } from '@muster/contract/platform/endpoint';
import type { changeImpact } from '@muster/contract/respond/impacts';
import type { Impact } from '@muster/contract/respond/state';
import { changedTo, toField } from './local-time.ts';

type Chosen = Pick<Impact, 'level' | 'who' | 'confidence' | 'services' | 'consequences'>;

/** Times and the number as their fields have them. */
export interface ImpactDraft extends Chosen {
  from: string;
  until: string;
  count: string;
}

export function draftOf(impact: Impact | null, services: string[]): ImpactDraft {
  return {
    level: impact?.level ?? 'degraded',
    who: impact?.who ?? '',
    confidence: impact?.confidence ?? 'low',
    services: impact?.services ?? services,
    consequences: impact?.consequences ?? [],
    from: toField(impact?.from ?? null),
    until: toField(impact?.until ?? null),
    count: String(impact?.count ?? ''),
  };
}

export function sentOf(draft: ImpactDraft, impact: Impact | null): BodyOf<typeof changeImpact> {
  const from = changedTo(draft.from, impact?.from ?? null);
  const until = changedTo(draft.until, impact?.until ?? null);
  const { level, confidence, services, consequences } = draft;
  return {
    level,
    confidence,
    services,
    consequences,
    count: draft.count.trim() === '' ? null : Number(draft.count),
    ...(draft.who.trim() === '' ? {} : { who: draft.who.trim() }),
    ...(from ? { from } : {}),
    ...(until === undefined ? {} : { until }),
  };
}
