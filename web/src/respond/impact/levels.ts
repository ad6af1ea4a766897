import { type Impact, impactLevels } from '@muster/contract/respond/state';
import type { Tone } from '../../ui/mark.tsx';

export const toneOf: Record<Impact['level'], Tone> = {
  major: 'critical',
  partial: 'error',
  degraded: 'warning',
  unknown: 'info',
  none: 'ok',
};

/** The level that a choice names; there are no others in it. */
export function levelNamed(name: string): Impact['level'] {
  return impactLevels.find((one) => one === name) ?? 'unknown';
}
