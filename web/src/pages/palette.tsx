import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, useId, useState } from 'react';
import { messages } from '../app/messages.ts';
import { words as audit } from '../audit/messages.ts';
import { words as catalog } from '../catalog/messages.ts';
import { peopleHere, services } from '../catalog/queries.ts';
import { words as deliveries } from '../deliveries/messages.ts';
import { words as detect } from '../detect/messages.ts';
import { words as followUps } from '../learn/followup/row-messages.ts';
import { words as search } from '../learn/search/messages.ts';
import { firstFound, placeOf } from '../learn/search/queries.ts';
import { words as oncall } from '../oncall/messages.ts';
import { onCallNow, openPages } from '../oncall/queries.ts';
import { paths } from '../paths.ts';
import { words as respond } from '../respond/messages.ts';
import { openIncidents } from '../respond/queries.ts';
import { words as reports } from '../respond/reports/messages.ts';
import { cx } from '../ui/class-names.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useSettled } from '../ui/settled.ts';
import { type Entry, find } from './find.ts';

const shown = 12;

/** Finds everything that has a name and goes there. */
export function Palette({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const list = useId();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const found = [...find(useEntries(), typed, shown), ...useFound(typed)];
  const open = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    router.history.push(entry.to);
  };
  const press = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (by === undefined) open(found[chosen]);
    else setChosen((chosen + by + found.length) % Math.max(1, found.length));
  };
  return (
    <Dialog title={messages.palette.title} onClose={onClose} top plain>
      <input
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={found[chosen] ? `${list}-${chosen}` : undefined}
        aria-label={messages.palette.title}
        placeholder={messages.palette.placeholder}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setChosen(0);
        }}
        onKeyDown={press}
        autoComplete="off"
        autoCapitalize="none"
        className="min-h-14 w-full border-b border-line bg-transparent px-4 text-lg outline-none placeholder:text-quiet"
      />
      <div
        role="listbox"
        id={list}
        aria-label={messages.palette.title}
        className="max-h-[55vh] overflow-y-auto p-1.5"
      >
        {found.map((entry, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard works from the input, as in every combobox.
          // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the input; aria-activedescendant points here.
          <div
            key={`${entry.kind} ${entry.to} ${entry.name}`}
            role="option"
            id={`${list}-${at}`}
            aria-selected={at === chosen}
            onClick={() => open(entry)}
            className={cx(
              'flex min-h-11 cursor-pointer items-center gap-3 rounded-md px-3 text-sm',
              at === chosen ? 'bg-accent-soft' : 'hover:bg-sunken',
            )}
          >
            <span className="min-w-0 flex-1 truncate">
              <span className="font-medium">{entry.name}</span>{' '}
              <span className="text-quiet">{entry.beside}</span>
            </span>
            <span className="text-xs text-quiet">{messages.palette.kinds[entry.kind]}</span>
          </div>
        ))}
      </div>
      <p role="status" className="border-t border-line px-4 py-2 text-xs text-quiet">
        {found.length === 0 ? messages.palette.nothing : messages.palette.hint}
      </p>
    </Dialog>
  );
}

/** What was ever written with these words, and the way to all of it. */
function useFound(typed: string): Entry[] {
  const q = useSettled(typed.trim(), 200);
  const items = useQuery(firstFound(q)).data?.items ?? [];
  if (typed.trim().length < 3) return [];
  const places = new Set<string>();
  return [
    ...items
      .filter((one) => one.kind !== 'service' && places.size < places.add(placeOf(one)).size)
      .map(
        (one): Entry => ({
          kind: 'found',
          name: one.title,
          beside: one.snippet.map(({ text }) => text).join(''),
          to: placeOf(one),
        }),
      ),
    { kind: 'found', name: messages.palette.everything(typed.trim()), to: paths.search({ q: typed.trim() }) },
  ];
}

function useEntries(): Entry[] {
  const incidents = useQuery(openIncidents).data?.items ?? [];
  const pages = useQuery(openPages).data?.items ?? [];
  const schedules = useQuery(onCallNow).data?.items ?? [];
  const allServices = useQuery(services).data ?? [];
  const everybody = useQuery(peopleHere).data ?? [];
  return [
    ...incidents.map(
      (one): Entry => ({
        kind: 'incident',
        name: `${one.ref} ${one.title}`,
        beside: one.services.join(', '),
        to: paths.incident(one.ref),
      }),
    ),
    declare,
    noteFollowUp,
    ...pages.map(
      (one): Entry => ({ kind: 'page', name: one.title, beside: one.service ?? '', to: paths.page(one.id) }),
    ),
    ...screens,
    ...schedules.map(
      (one): Entry => ({
        kind: 'schedule',
        name: one.name,
        beside: one.onCall.join(', '),
        to: paths.schedule(one.name),
      }),
    ),
    ...allServices.map(
      (one): Entry => ({
        kind: 'service',
        name: one.name,
        beside: one.team ?? '',
        to: paths.service(one.name),
      }),
    ),
    ...everybody.map(
      (one): Entry => ({
        kind: 'person',
        name: one.fullName,
        beside: one.name,
        to: paths.people({ q: one.name }),
      }),
    ),
  ];
}

const declare: Entry = { kind: 'act', name: respond.declare, to: paths.declare() };

const noteFollowUp: Entry = { kind: 'act', name: followUps.add, to: paths.followUps({ new: 'yes' }) };

const screens = [
  [messages.nav.now, paths.now],
  [messages.nav.incidents, paths.incidents()],
  [reports.form.title, paths.report],
  [messages.nav.pages, paths.pages()],
  [messages.nav.alerts, paths.alerts()],
  [messages.nav.onCall, paths.onCall],
  [oncall.reach.title, paths.reachMe],
  [search.title, paths.search()],
  [messages.nav.services, paths.services()],
  [messages.nav.maintenance, paths.maintenance()],
  [messages.nav.setup, paths.setup],
  [detect.integrations.title, paths.integrations],
  [catalog.people.title, paths.people()],
  [catalog.organisation.title, paths.organisation],
  [catalog.tokens.title, paths.tokens],
  [deliveries.title, paths.messageLog()],
  [audit.title, paths.audit()],
].map(([name = '', to = '']): Entry => ({ kind: 'screen', name, to }));
