import { type CatchUp, getCatchUp, noteLook } from '@muster/contract/respond/catch-up';
import type { Incident } from '@muster/contract/respond/incidents';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { call } from '../../app/api.ts';
import { useMe } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { nowMs } from '../../ui/clock.ts';
import { Ago, At } from '../../ui/time.tsx';
import type { PanelProps } from '../panel.ts';
import { words } from './messages.ts';

/** Whoever is away for less has seen it on the screen. */
const awayMinutes = 5;

/** Asked once for each visit: what is told must not vanish while it is read. */
const catchUpOf = (id: string) =>
  queryOptions({
    queryKey: ['catch-up', id],
    queryFn: ({ signal }) => call(getCatchUp, { params: { ref: id }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

/** For whoever comes back: what changed. For whoever comes new: how it stands. Nothing for whoever is here anyway. */
export function CatchUpBanner({ incident, readOnly }: PanelProps) {
  const { name } = useMe();
  const query = useQuery({ ...catchUpOf(incident.id), enabled: !readOnly });
  const [seenOf, setSeenOf] = useState<string>();
  useNotingLooks(incident, !readOnly);
  const { data } = query;
  const visit = data && (data.lookedAt ?? 'first');
  if (!data || visit === seenOf || readOnly) return null;
  const seen = () => setSeenOf(visit);
  if (data.lookedAt === null) {
    const isIn = incident.declaredBy.name === name || incident.commander === name;
    return isIn || data.version < 5 ? null : <BriefBox brief={data.brief} onSeen={seen} />;
  }
  const away = (nowMs() - Date.parse(data.lookedAt)) / 60_000;
  return away < awayMinutes || data.lines.length === 0 ? null : <SinceBox data={data} onSeen={seen} />;
}

/** Kept when the tab is left, and now and then, as browsers do not always say that they close. */
function useNotingLooks({ id, version }: Incident, on: boolean): void {
  const client = useQueryClient();
  const latest = useRef(version);
  const noted = useRef(0);
  latest.current = version;
  useEffect(() => {
    if (!on) return;
    const note = () => {
      if (latest.current === noted.current) return;
      noted.current = latest.current;
      void call(noteLook, { params: { ref: id }, body: { version: latest.current } }).catch(() => {
        noted.current = 0;
      });
    };
    const onHidden = () => {
      if (document.hidden) note();
      else void client.invalidateQueries({ queryKey: ['catch-up', id] });
    };
    const first = setTimeout(note, 10_000);
    const timer = setInterval(() => !document.hidden && note(), 5 * 60_000);
    document.addEventListener('visibilitychange', onHidden);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onHidden);
      note();
    };
  }, [id, on, client]);
}

function Box({ title, children, onSeen }: { title: ReactNode; children: ReactNode; onSeen: () => void }) {
  return (
    <section className="rounded-lg border border-line bg-info-soft px-4 py-3 text-sm">
      <div className="mb-1 flex items-center justify-between gap-2">
        <h2 className="text-sm font-semibold">{title}</h2>
        <Button size="small" onClick={onSeen}>
          {words.seen}
        </Button>
      </div>
      {children}
    </section>
  );
}

function SinceBox({ data, onSeen }: { data: CatchUp; onSeen: () => void }) {
  const rest = words.more(data.written, data.tasksEnded);
  return (
    <Box
      title={
        <>
          {words.since}{' '}
          <span className="font-normal text-quiet">{data.lookedAt && <Ago at={data.lookedAt} />}</span>
        </>
      }
      onSeen={onSeen}
    >
      <ul className="max-h-72 space-y-1 overflow-y-auto">
        {data.lines.map((one) => (
          <li key={one.at + one.kind + one.text} className="flex gap-2">
            <span className="shrink-0 text-quiet">
              <At at={one.at} />
            </span>
            <span className="min-w-0 wrap-anywhere">
              <span className="font-medium">{words.kinds[one.kind]}:</span> {one.text}{' '}
              <span className="text-xs text-quiet">{one.by}</span>
            </span>
          </li>
        ))}
      </ul>
      {rest && <p className="mt-1 text-quiet">{rest}</p>}
    </Box>
  );
}

function BriefBox({ brief, onSeen }: { brief: CatchUp['brief']; onSeen: () => void }) {
  const { know, impact, next, commander, roles, mine, nextNewsAt, open } = brief;
  return (
    <Box title={words.brief} onSeen={onSeen}>
      <dl className="grid gap-x-3 gap-y-1 sm:grid-cols-[auto_1fr]">
        {know && <Said word={words.know}>{know}</Said>}
        {impact && (
          <Said word={words.impact}>
            {impact.level}: {impact.who}
          </Said>
        )}
        {next && <Said word={words.next}>{next}</Said>}
        <Said word={words.commands}>
          {[commander ?? words.nobody, ...roles.map((one) => `${one.role}: ${one.person}`)].join(', ')}
        </Said>
        {open.length > 0 && <Said word={words.open}>{open.map((one) => one.text).join(' · ')}</Said>}
        <Said word={words.yours}>{mine.length > 0 ? mine.join(' · ') : words.nothingYours(commander)}</Said>
        {nextNewsAt && (
          <Said word={words.news}>
            <At at={nextNewsAt} />
          </Said>
        )}
      </dl>
    </Box>
  );
}

function Said({ word, children }: { word: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-quiet">{word}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  );
}
