/**
 * On which days an event of a calendar happens (RFC 5545, 3.3.10). Days are tried one by one within a budget, so no
 * rule, however odd, takes longer than that: there is no search for a next time that may never come. Rules of people's
 * absences are understood: daily to yearly, with interval, count, end, weekdays, days of the month and months.
 */
export interface Budget {
  days: number;
}

const known = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'WKST']);
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

interface Rule {
  freq: string;
  interval: number;
  count: number;
  until: Temporal.PlainDate | null;
  byDay: { nth: number; weekday: number }[];
  byMonthDay: number[];
  byMonth: number[];
}

/** The days from `from` until `until`, both included; null where the rule is not understood or the budget is spent. */
export function daysOfRule(
  text: string,
  first: Temporal.PlainDate,
  { from, until }: { from: Temporal.PlainDate; until: Temporal.PlainDate },
  budget: Budget,
): Temporal.PlainDate[] | null {
  const rule = readRule(text);
  if (!rule) return null;
  const counts = Number.isFinite(rule.count);
  const last = rule.until && compare(rule.until, until) < 0 ? rule.until : until;
  const found: Temporal.PlainDate[] = [];
  let seen = 0;
  for (let day = counts || compare(first, from) > 0 ? first : from; compare(day, last) <= 0; ) {
    budget.days -= 1;
    if (budget.days < 0) return null;
    if (isOn(rule, first, day)) {
      seen += 1;
      if (seen > rule.count) break;
      if (compare(day, from) >= 0) found.push(day);
    }
    day = day.add({ days: 1 });
  }
  return found;
}

function readRule(text: string): Rule | null {
  const parts = new Map(text.split(';').map((part) => splitOnce(part.toUpperCase())));
  if ([...parts.keys()].some((key) => !known.has(key))) return null;
  const freq = parts.get('FREQ') ?? '';
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const count = Number(parts.get('COUNT') ?? Number.POSITIVE_INFINITY);
  if (!['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(freq)) return null;
  if (!Number.isInteger(interval) || interval < 1 || !(count >= 1)) return null;
  const untilText = parts.get('UNTIL');
  const until = untilText === undefined ? null : dayOf(untilText);
  if (until === undefined) return null;
  const byDay = listOf(parts.get('BYDAY')).map(readWeekday);
  if (byDay.some((one) => one.weekday === 0)) return null;
  const numbers = (key: string) => listOf(parts.get(key)).map(Number);
  return {
    freq,
    interval,
    count,
    until,
    byDay,
    byMonthDay: numbers('BYMONTHDAY'),
    byMonth: numbers('BYMONTH'),
  };
}

function isOn(rule: Rule, first: Temporal.PlainDate, day: Temporal.PlainDate): boolean {
  const { byMonth, byDay, byMonthDay } = rule;
  if (!isInStep(rule, first, day)) return false;
  if (byMonth.length > 0 && !byMonth.includes(day.month)) return false;
  if (byMonthDay.length > 0 && !byMonthDay.some((one) => dayInMonth(one, day) === day.day)) return false;
  if (byDay.length > 0) return byDay.some((one) => isWeekday(one, rule, day));
  if (byMonthDay.length > 0) return true;
  if (rule.freq === 'DAILY') return true;
  if (rule.freq === 'WEEKLY') return day.dayOfWeek === first.dayOfWeek;
  return (
    day.day === first.day && (rule.freq === 'MONTHLY' || byMonth.length > 0 || day.month === first.month)
  );
}

/** Weeks begin on Monday, whatever the rule says. */
function isInStep({ freq, interval }: Rule, first: Temporal.PlainDate, day: Temporal.PlainDate): boolean {
  if (interval === 1) return true;
  const days = first.until(day).days;
  if (freq === 'DAILY') return days % interval === 0;
  if (freq === 'WEEKLY') return Math.floor((days + first.dayOfWeek - 1) / 7) % interval === 0;
  const years = day.year - first.year;
  return (freq === 'YEARLY' ? years : years * 12 + day.month - first.month) % interval === 0;
}

function isWeekday(
  { nth, weekday }: Rule['byDay'][number],
  { freq, byMonth }: Rule,
  day: Temporal.PlainDate,
): boolean {
  if (day.dayOfWeek !== weekday) return false;
  if (nth === 0 || freq === 'DAILY' || freq === 'WEEKLY') return true;
  const inMonth = freq === 'MONTHLY' || byMonth.length > 0;
  const [at, all] = inMonth ? [day.day, day.daysInMonth] : [day.dayOfYear, day.daysInYear];
  return nth > 0 ? Math.ceil(at / 7) === nth : Math.ceil((all - at + 1) / 7) === -nth;
}

function dayInMonth(one: number, { daysInMonth }: Temporal.PlainDate): number {
  return one < 0 ? daysInMonth + one + 1 : one;
}

function readWeekday(text: string): Rule['byDay'][number] {
  const [, nth = '', name = ''] = /^([+-]?\d{0,2})([A-Z]{2})$/.exec(text) ?? [];
  return { nth: Number(nth || 0), weekday: weekdays.indexOf(name) + 1 };
}

/** The day of `20260305` and `20260305T120000Z`; undefined when it is none. */
export function dayOf(text: string): Temporal.PlainDate | undefined {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})(?:T|$)/.exec(text) ?? [];
  if (year === undefined) return undefined;
  try {
    return Temporal.PlainDate.from(`${year}-${month}-${day}`);
  } catch {
    return undefined;
  }
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function listOf(text: string | undefined): string[] {
  return text ? text.split(',').slice(0, 100) : [];
}

function compare(a: Temporal.PlainDate, b: Temporal.PlainDate): number {
  return Temporal.PlainDate.compare(a, b);
}
