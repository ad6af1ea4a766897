import type { ComponentState, StatusPage } from '@muster/contract/inform/status-pages';
import type { Tone } from '../../ui/mark.tsx';

export const stateTones: Record<ComponentState, Tone> = {
  operational: 'ok',
  under_maintenance: 'info',
  degraded_performance: 'warning',
  partial_outage: 'error',
  major_outage: 'critical',
};

export const indicatorTones: Record<StatusPage['indicator'], Tone> = {
  none: 'ok',
  maintenance: 'info',
  minor: 'warning',
  major: 'error',
  critical: 'critical',
};
