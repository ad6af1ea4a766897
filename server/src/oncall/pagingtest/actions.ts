import {
  type PagingTestPlan,
  planPagingTests as planEndpoint,
  startPagingTest as startEndpoint,
} from '@muster/contract/oncall/paging-tests';
import { name } from '@muster/contract/platform/wire';
import { z } from 'zod';
import { findPerson, type Letter, refuseOthers, sendLetter } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { deliveriesOf } from '../../platform/delivery/store.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { coverageChanged } from '../coverage/store.ts';
import { decideAll, openPages } from '../page/actions.ts';
import { lockPage, markTest, peopleWithPages } from '../page/store.ts';
import { onCallAt } from '../schedule/model.ts';
import { findSchedule, loadSchedules } from '../schedule/store.ts';
import { endOf, isNightFor, methodsOf, slotAround, type TestRow, testActor, testTitleOf } from './model.ts';
import {
  forgetOldTests,
  hasRunningTest,
  type LockedPlan,
  lockPlans,
  lockRunningTests,
  lockSchedule,
  markDay,
  savePlan,
  saveTest,
} from './store.ts';

/** Tests whoever is on call now. Answers the ids, one for each person. */
export const startPagingTest = action(
  {
    name: 'oncall.startPagingTest',
    who: 'responder',
    input: z.strictObject({ schedule: name, ...startEndpoint.body.shape }),
  },
  async (act, { schedule, minutes, atNight }): Promise<{ ids: string[] }> => {
    const definition = (await loadSchedules(act.tx, [schedule], act.now)).get(schedule);
    if (!definition) throw notFound('schedule');
    await lockSchedule(act.tx, schedule);
    if (await hasRunningTest(act.tx, schedule))
      throw new Refusal('conflict', 'A test of this schedule is running; wait until it is over.');
    const people = onCallAt(definition, act.now);
    if (people.length === 0) throw new Refusal('conflict', 'Nobody is on call on this schedule now.');
    return { ids: await testPeople(act, { schedule, people, minutes, atNight, isWeekly: false }) };
  },
);

/** Off by default: only whoever may change the rota decides that it rings by itself. */
export const planPagingTests = action(
  {
    name: 'oncall.planPagingTests',
    who: 'responder',
    input: z.strictObject({ schedule: name, ...planEndpoint.body.shape }),
  },
  async (act, { schedule, plan }): Promise<void> => {
    const stored = await findSchedule(act.tx, schedule);
    if (!stored) throw notFound('schedule');
    await refuseOthers(act, stored.team);
    await savePlan(act.tx, schedule, plan);
    act.record(`schedule:${schedule}`, { pagingTests: plan });
    act.hint(`schedule:${schedule}`);
  },
);

/** Ends what is over and makes the weekly tests that are due; run twice, or on two nodes, each is made once. */
export async function tendPagingTests(act: Act): Promise<void> {
  await endTests(act);
  const plans = await lockPlans(act.tx);
  const schedules = await loadSchedules(
    act.tx,
    plans.map((plan) => plan.schedule),
    act.now,
  );
  for (const plan of plans) {
    const definition = schedules.get(plan.schedule);
    const slot = definition && slotAround(plan, definition.timeZone, act.now);
    if (!slot || slot.day === plan.lastDay) continue;
    const people = onCallAt(definition, slot.hasBegun ? act.now : slot.start);
    if (slot.hasBegun) await makeWeekly(act, plan, slot.day, people);
    else if (plan.isAnnounced) await announce(act, plan.schedule, slot, people);
  }
  await forgetOldTests(act.tx, act.now);
}

async function makeWeekly(act: Act, plan: LockedPlan, day: string, people: readonly string[]): Promise<void> {
  const { schedule, minutes, atNight } = plan;
  await lockSchedule(act.tx, schedule);
  // Somebody has just begun one by hand: the weekly one waits for its end, for as long as its hour goes on.
  if (await hasRunningTest(act.tx, schedule)) return;
  await markDay(act.tx, schedule, day);
  await testPeople(act, { schedule, people, minutes, atNight, isWeekly: true });
}

interface Testing extends Pick<PagingTestPlan, 'minutes' | 'atNight'> {
  schedule: string;
  people: readonly string[];
  isWeekly: boolean;
}

/** Pages each of them who may be disturbed, and notes who may not. */
async function testPeople(act: Act, { schedule, people, minutes, atNight, isWeekly }: Testing) {
  const busy = await peopleWithPages(act.tx, people);
  const ids: string[] = [];
  for (const person of people) {
    const found = await findPerson(act.tx, person);
    if (!found || found.deactivatedAt !== null) continue;
    const isNight = !atNight && isNightFor(found.timeZone, act.now);
    const state = busy.has(person) ? 'busy' : isNight ? 'night' : 'running';
    const pageId = state === 'running' ? await openTestPage(act, schedule, person, minutes) : null;
    const test: TestRow = {
      id: act.newId(),
      schedule,
      person,
      isWeekly,
      state,
      pageId,
      openedAt: act.now,
      endsAt: act.now.add({ minutes }),
      endedAt: pageId === null ? act.now : null,
      acknowledgedAt: null,
      methods: [],
    };
    await saveTest(act.tx, test);
    ids.push(test.id);
  }
  act.record(`schedule:${schedule}`, { pagingTests: ids });
  act.hint(`schedule:${schedule}`);
  return ids;
}

/** A page to one person that is marked as a test and calls nobody else: one step, no repeats. */
async function openTestPage(act: Act, schedule: string, person: string, minutes: number): Promise<string> {
  const steps = [{ escalateAfter: minutes, targets: [{ user: person }] }];
  const [page] = await openPages(act, [
    {
      title: testTitleOf(schedule),
      urgency: 'high',
      service: null,
      policy: { name: 'direct', repeat: 0, steps },
      paging: {},
      groupId: null,
      acceptedAt: null,
    },
  ]);
  if (!page) throw new Error('a page that was opened is missing');
  await markTest(act.tx, page.id);
  return page.id;
}

/** Ends each that was answered, whose time is over, or whose person is needed for a real page. */
async function endTests(act: Act): Promise<void> {
  const running = await lockRunningTests(act.tx);
  if (running.length === 0) return;
  const busy = await peopleWithPages(
    act.tx,
    running.map((one) => one.person),
  );
  for (const test of running) {
    // Held from here on, so that an acknowledgement comes before the end or finds it.
    const page = test.pageId === null ? undefined : await lockPage(act.tx, test.pageId);
    const acknowledgedAt = page?.acknowledgedAt ?? null;
    const isOver = page === undefined || page.run.state === 'resolved';
    const state = endOf(test, { acknowledgedAt, isOver, isBusy: busy.has(test.person) }, act.now);
    if (state === null) continue;
    const sent = page ? await deliveriesOf(act.tx, 'page', [page.id]) : [];
    const methods = methodsOf(test.openedAt, sent);
    await saveTest(act.tx, { ...test, state, acknowledgedAt, methods, endedAt: act.now });
    if (page && page.run.state !== 'resolved')
      await decideAll(act, [{ page, isNew: false, command: { do: 'resolve', by: testActor } }]);
    act.hint(`schedule:${test.schedule}`);
    act.hint('coverage');
    // Whether somebody answers is a finding, or ends one.
    if (state === 'unanswered' || state === 'acknowledged') coverageChanged(act);
  }
}

async function announce(
  act: Act,
  schedule: string,
  { day, start }: { day: string; start: Temporal.Instant },
  people: readonly string[],
): Promise<void> {
  for (const name of people) {
    const person = await findPerson(act.tx, name);
    if (!person || person.deactivatedAt !== null) continue;
    sendLetter(act, {
      person: name,
      to: person.email,
      letter: announcement(schedule, start.toZonedDateTimeISO(person.timeZone), act.platform.settings.url),
      expiresAt: start,
      about: { key: `paging-test:${name}:${schedule}:${day}` },
    });
  }
}

function announcement(schedule: string, start: Temporal.ZonedDateTime, url: string): Letter {
  const time = start.toPlainTime().toString({ smallestUnit: 'minute' });
  return {
    subject: `At ${time} a paging test rings: ${schedule}`,
    paragraphs: [
      'You are on call then. Acknowledge it as you would a real page; there is nothing else to do.',
    ],
    link: { label: 'The schedule', url: `${url}/on-call/${schedule}` },
  };
}
