import type { getSchedule } from '@muster/contract/oncall/schedules';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import { one, useSearchState } from '../app/search.ts';
import { useTitle } from '../app/title.ts';
import { useWhyNotEdit } from '../catalog/editing.ts';
import { peopleHere } from '../catalog/queries.ts';
import type { Picked } from '../oncall/calendar.tsx';
import { words as cover } from '../oncall/cover-messages.ts';
import { HandoverPanel } from '../oncall/handover-panel.tsx';
import { HolidayCalendars } from '../oncall/holiday-calendars.tsx';
import { words as holidays } from '../oncall/holiday-messages.ts';
import { HoursPanel } from '../oncall/hours-panel.tsx';
import { words as oncall } from '../oncall/messages.ts';
import { OverrideForm } from '../oncall/override-form.tsx';
import { Overrides } from '../oncall/overrides.tsx';
import { words as tests } from '../oncall/paging-test-messages.ts';
import { PagingTests } from '../oncall/paging-tests.tsx';
import { oneSchedule } from '../oncall/queries.ts';
import { definitionIn } from '../oncall/rota-draft.ts';
import { words as rota } from '../oncall/rota-messages.ts';
import { ScheduleView } from '../oncall/schedule-view.tsx';
import { words as shadows } from '../oncall/shadow-messages.ts';
import { Shadows } from '../oncall/shadows.tsx';
import { TemporaryList } from '../oncall/temporary-list.tsx';
import { words as temporary } from '../oncall/temporary-messages.ts';
import { WhyAt } from '../oncall/why-at.tsx';
import { paths } from '../paths.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { Go } from '../ui/go.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Head, Section } from '../ui/section.tsx';
import { At } from '../ui/time.tsx';
import { say } from '../ui/toast.tsx';
import { words } from './messages.ts';

type Item = AnswerOf<typeof getSchedule>;

/** One schedule: the calendar of what really holds, overrides, and why. */
export function ScheduleScreen() {
  const { name = '' } = useParams({ strict: false });
  useTitle(name);
  const schedule = useQuery(oneSchedule(name));
  const everybody = useQuery(peopleHere).data ?? [];
  const whyNot = useWhyNotEdit();
  const [overriding, setOverriding] = useState<'now' | Picked>();
  const [asked, setAsked] = useState<string>();
  const why = useRef<HTMLDivElement>(null);
  const [search, setSearch] = useSearchState();
  return (
    <QueryView query={schedule} rows={5} title={name}>
      {(item) => (
        <>
          <ScheduleHead item={item} mayNot={whyNot(item.team)} onOverride={() => setOverriding('now')} />
          <ScheduleView
            name={name}
            zone={item.timeZone}
            search={{
              from: one(search.from),
              view: one(search.view),
              zones: [search.zone ?? []].flat(),
              drag: one(search.drag),
            }}
            mayNotEdit={whyNot(item.team)}
            zonesOf={new Map(everybody.map((person) => [person.name, person.timeZone]))}
            onSearch={setSearch}
            definition={definitionIn(item.definition)}
            overrides={item.overrides}
            temporary={item.temporary}
            onSpan={(span) => {
              const reason = whyNot(item.team);
              if (reason === undefined) setOverriding(span);
              else say(reason, 'info');
            }}
            onMoment={(at) => {
              setAsked(at);
              why.current?.scrollIntoView({ block: 'nearest' });
            }}
          />
          <Around item={item} people={everybody} mayNot={whyNot(item.team)}>
            <div ref={why}>
              <Section title={oncall.calendar.why}>
                <WhyAt key={asked} schedule={name} first={asked} />
              </Section>
            </div>
          </Around>
          {overriding && (
            <OverrideForm
              schedule={name}
              zone={item.timeZone}
              people={everybody}
              span={overriding === 'now' ? undefined : overriding}
              onClose={() => setOverriding(undefined)}
            />
          )}
        </>
      )}
    </QueryView>
  );
}

interface AroundProps {
  item: Item;
  people: { name: string; fullName: string; access: string }[];
  mayNot: string | undefined;
  /** Why somebody is on call, which the calendar asks. */
  children: ReactNode;
}

/** What belongs to the rota besides its calendar. */
function Around({ item, people, mayNot, children }: AroundProps) {
  return (
    <div className="mt-8 grid grid-cols-1 gap-8 lg:grid-cols-2">
      <Section title={oncall.override.list}>
        <Overrides schedule={item.name} overrides={item.overrides} zone={item.timeZone} mayNot={mayNot} />
      </Section>
      <Section title={temporary.title}>
        <TemporaryList schedule={item.name} zone={item.timeZone} temporary={item.temporary} mayNot={mayNot} />
      </Section>
      {children}
      <HandoverPanel schedule={item.name} people={people} mayNotEdit={mayNot} />
      <Section title={shadows.title}>
        <Shadows schedule={item.name} zone={item.timeZone} people={people} mayNot={mayNot} />
      </Section>
      <Section title={holidays.title}>
        <HolidayCalendars schedule={item.name} team={item.team} mayNot={mayNot} />
      </Section>
      <Section title={cover.hours.title}>
        <HoursPanel schedule={item.name} />
      </Section>
      <Section title={tests.title}>
        <PagingTests schedule={item.name} zone={item.timeZone} mayNot={mayNot} />
      </Section>
    </div>
  );
}

interface HeadProps {
  item: Item;
  mayNot: string | undefined;
  onOverride: () => void;
}

function ScheduleHead({ item, mayNot, onOverride }: HeadProps) {
  return (
    <Head
      title={item.name}
      about={
        item.onCall.length === 0 ? (
          words.onCall.nobody
        ) : (
          <>
            {words.onCall.now}: <strong className="text-text">{item.onCall.join(', ')}</strong>{' '}
            {item.until && (
              <>
                {oncall.now.until} <At at={item.until} />
              </>
            )}{' '}
            · {words.onCall.layers(item.layers)} · {item.timeZone}
          </>
        )
      }
    >
      <Go to={paths.editSchedule(item.name)} className={buttonClass()}>
        {rota.edit}
      </Go>
      <Button look="primary" whyNot={mayNot} onClick={onOverride}>
        {oncall.override.open}
      </Button>
    </Head>
  );
}
