import {
  addHolidayCalendar as addEndpoint,
  listHolidayCalendars,
  listHolidays,
  removeHolidayCalendar as removeEndpoint,
} from '@muster/contract/oncall/holidays';
import { route } from '../../platform/http/route.ts';
import { notFound } from '../../platform/refusal.ts';
import { addHolidayCalendar, removeHolidayCalendar } from './actions.ts';
import { calendarList, holidaysView } from './views.ts';

export const routes = [
  route(listHolidayCalendars, async ({ platform, params }) => ({
    items: await calendarList(platform.db, params.name, platform.clock.now()),
  })),
  route(addEndpoint, async ({ platform, caller, params, body }) => {
    const { id } = await addHolidayCalendar(platform, caller, { schedule: params.name, ...body });
    const all = await calendarList(platform.db, params.name, platform.clock.now());
    const made = all.find((one) => one.id === id);
    if (!made) throw notFound('calendar');
    return made;
  }),
  route(removeEndpoint, ({ platform, caller, params }) =>
    removeHolidayCalendar(platform, caller, { schedule: params.name, id: params.id }),
  ),
  route(listHolidays, ({ platform, params, query }) => holidaysView(platform.db, params.name, query)),
];
