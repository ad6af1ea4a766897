import type { Jobs } from '../../platform/jobs.ts';
import { forgetLinks } from './actions.ts';
import { unheardView } from './views.ts';

export const jobs: Jobs = {
  periodic: [{ name: 'connect.forgetTelegramLinks', everyMinutes: 60, run: forgetLinks }],
  checks: [
    {
      name: 'connect.telegramHeard',
      title: 'Telegram bots that nobody can hear',
      look: unheardView,
    },
  ],
};
