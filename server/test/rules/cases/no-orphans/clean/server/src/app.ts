import { page } from '@muster/contract/oncall/pages';

export const load = [page, () => import('./connect/sms/sender.ts')];
