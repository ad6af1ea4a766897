import type { CoverRequest } from '@muster/contract/oncall/cover';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { one, useSearchState } from '../app/search.ts';
import { useMe, useWhyNotRespond } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { peopleHere, teams } from '../catalog/queries.ts';
import { CalendarAddresses } from '../oncall/calendar-addresses.tsx';
import { AskForm, OfferForm } from '../oncall/cover-forms.tsx';
import { words } from '../oncall/cover-messages.ts';
import { openCover, ownShifts } from '../oncall/cover-queries.ts';
import { CoverRows } from '../oncall/cover-rows.tsx';
import { NoticesForm } from '../oncall/notices-form.tsx';
import { joinedShifts, type OwnShift } from '../oncall/own-shifts.ts';
import { onCallNow } from '../oncall/queries.ts';
import { words as timeOff } from '../oncall/time-off-messages.ts';
import { TimeOffPanel } from '../oncall/time-off-panel.tsx';
import { Button } from '../ui/button.tsx';
import { nowMs } from '../ui/clock.ts';
import { QueryView } from '../ui/query-view.tsx';
import { Head, Rows, Section } from '../ui/section.tsx';
import { Stretch } from '../ui/time.tsx';

const hourMs = 3_600_000;
const fewShifts = 8;

/** Requests for cover: those asked of me, mine, my shifts to ask for; and addresses for calendar programs. */
export function CoverScreen() {
  useTitle(words.title);
  const me = useMe().name;
  const mayNot = useWhyNotRespond();
  const [from] = useState(() => Math.floor(nowMs() / hourMs) * hourMs);
  const textAt = (ms: number) => new Date(ms).toISOString();
  const shifts = useQuery(ownShifts(textAt(from), textAt(from + 28 * 24 * hourMs)));
  const [asking, setAsking] = useState<OwnShift>();
  const [search, setSearch] = useSearchState();
  const open = useQuery(openCover);
  const meant = one(search.offer);
  const offering = open.data?.items.find((request) => request.id === meant && request.forMe);
  const own = joinedShifts(shifts.data?.items ?? []);
  const allTeams = useQuery(teams).data ?? [];
  const everybody = useQuery(peopleHere).data ?? [];
  const schedules = useQuery(onCallNow).data?.items.map((one) => one.name) ?? [];
  return (
    <>
      <Head title={words.title} about={words.about} />
      {meant && open.isSuccess && !offering && (
        <p role="status" className="mb-4 rounded-md border border-line bg-surface px-3 py-2 text-sm">
          {words.notOpen}
        </p>
      )}
      <div className="grid grid-cols-1 gap-8 lg:grid-cols-2">
        <QueryView query={open} rows={3}>
          {({ items }) => (
            <Requests
              items={items}
              me={me}
              mayNot={mayNot}
              onOffer={(request) => setSearch({ offer: request.id })}
            />
          )}
        </QueryView>
        <div className="space-y-8">
          <Section title={words.shifts}>
            <QueryView query={shifts} rows={3}>
              {() => <Shifts shifts={own} mayNot={mayNot} onAsk={setAsking} />}
            </QueryView>
          </Section>
          <Section title={timeOff.title}>
            <TimeOffPanel mayNot={mayNot} onAsk={setAsking} />
          </Section>
          <Section title={words.notices.title}>
            <NoticesForm mayNot={mayNot} />
          </Section>
          <Section title={words.calendar.title}>
            <CalendarAddresses schedules={schedules} />
          </Section>
        </div>
      </div>
      {asking && (
        <AskForm
          shift={asking}
          teams={allTeams}
          people={everybody.filter((one) => one.name !== me)}
          onClose={() => setAsking(undefined)}
        />
      )}
      {offering && shifts.isSuccess && (
        <OfferForm
          key={offering.id}
          request={offering}
          shifts={own}
          onClose={() => setSearch({ offer: '' })}
        />
      )}
    </>
  );
}

function Requests({
  items,
  me,
  mayNot,
  onOffer,
}: {
  items: CoverRequest[];
  me: string;
  mayNot: string | undefined;
  onOffer: (request: CoverRequest) => void;
}) {
  const mine = items.filter((one) => one.person === me);
  const forMe = items.filter((one) => one.forMe);
  const others = items.filter((one) => one.person !== me && !one.forMe);
  const rows = { mayNot, onOffer };
  return (
    <div className="space-y-8">
      <Section title={words.askedOfMe}>
        {forMe.length === 0 ? (
          <p className="text-sm text-quiet">{words.nothingAsked}</p>
        ) : (
          <CoverRows label={words.askedOfMe} requests={forMe} {...rows} />
        )}
      </Section>
      <Section title={words.mine}>
        {mine.length === 0 ? (
          <p className="text-sm text-quiet">{words.noneOfMine}</p>
        ) : (
          <CoverRows label={words.mine} requests={mine} {...rows} />
        )}
      </Section>
      {others.length > 0 && (
        <Section title={words.others} quiet>
          <CoverRows label={words.others} requests={others} {...rows} />
        </Section>
      )}
    </div>
  );
}

function Shifts({
  shifts,
  mayNot,
  onAsk,
}: {
  shifts: OwnShift[];
  mayNot: string | undefined;
  onAsk: (shift: OwnShift) => void;
}) {
  const [isWhole, setWhole] = useState(false);
  if (shifts.length === 0) return <p className="text-sm text-quiet">{words.noShifts}</p>;
  return (
    <Rows label={words.shifts}>
      {(isWhole ? shifts : shifts.slice(0, fewShifts)).map((one) => (
        <li
          key={`${one.schedule} ${one.start}`}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-3 py-2.5 text-sm"
        >
          <span className="min-w-0">
            <span className="block font-medium">{one.schedule}</span>
            <span className="text-quiet">
              <Stretch start={one.start} end={one.end} />
            </span>
          </span>
          <Button size="small" whyNot={mayNot} onClick={() => onAsk(one)}>
            {words.ask}
            <span className="sr-only"> {one.schedule}</span>
          </Button>
        </li>
      ))}
      {!isWhole && shifts.length > fewShifts && (
        <li className="px-3 py-2">
          <Button size="small" look="quiet" onClick={() => setWhole(true)}>
            {words.allShifts(shifts.length)}
          </Button>
        </li>
      )}
    </Rows>
  );
}
