import type { Audience } from '@muster/contract/respond/settings';

/** What audiences are called, wherever they are named. */
export const audiences: Record<Audience, string> = {
  responders: 'Responders',
  staff: 'Staff',
  executives: 'Executives',
  customers: 'Customers',
  partners: 'Partners',
  regulators: 'Regulators',
};
