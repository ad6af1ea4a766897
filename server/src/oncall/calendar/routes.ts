import {
  addCalendar as addEndpoint,
  listCalendars,
  removeCalendar as removeEndpoint,
} from '@muster/contract/oncall/calendars';
import { type Plugin, route } from '../../platform/http/route.ts';
import { countWrongSecrets } from '../../platform/http/wrong-secrets.ts';
import { hashOf } from '../../platform/secrets.ts';
import { personMeant } from '../contact/actions.ts';
import { addCalendar, noteRead, removeCalendar } from './actions.ts';
import { calendarList, calendarOf, calendarWire, feedOf } from './views.ts';

export const routes = [
  route(listCalendars, ({ platform, caller }) => calendarList(platform.db, personMeant(caller.actor, 'me'))),
  route(addEndpoint, async ({ platform, caller, body }) => {
    const { secret, ...made } = await addCalendar(platform, caller, body);
    return { ...calendarWire(made), url: `${platform.settings.url}/calendar/${secret}.ics` };
  }),
  route(removeEndpoint, ({ platform, caller, params }) => removeCalendar(platform, caller, params)),
];

/** `GET /calendar/<secret>.ics`: what calendar programs ask for, every hour or so, without signing in. */
export const calendarPlugin: Plugin = (server, platform) => {
  const countWrong = countWrongSecrets(platform);
  server.get<{ Params: { file: string } }>('/calendar/:file', async (request, reply) => {
    const secret = request.params.file.replace(/\.ics$/, '');
    const calendar = await calendarOf(platform.db, secret);
    reply.header('cache-control', 'private, no-cache').header('x-robots-tag', 'noindex');
    if (!calendar) {
      countWrong(request);
      return reply.code(404).type('text/plain; charset=utf-8').send('There is no such calendar.\n');
    }
    const text = await feedOf(platform.db, calendar, platform.settings.url, platform.clock.now());
    await noteRead(platform, calendar);
    const tag = `"${hashOf(text).slice(0, 32)}"`;
    reply.header('etag', tag);
    if (request.headers['if-none-match']?.includes(tag)) return reply.code(304).send();
    return reply.type('text/calendar; charset=utf-8').send(text);
  });
};
