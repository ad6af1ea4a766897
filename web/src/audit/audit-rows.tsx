import { paths } from '../paths.ts';
import { Go } from '../ui/go.tsx';
import { Mark } from '../ui/mark.tsx';
import { OpeningRow } from '../ui/opening-row.tsx';
import { Rows } from '../ui/section.tsx';
import { Dated } from '../ui/time.tsx';
import { EntryDetail } from './entry-detail.tsx';
import { words } from './messages.ts';
import type { Entry } from './queries.ts';
import { sentenceOf } from './sentences.ts';
import { whoOf } from './who.ts';

interface Props {
  entries: readonly Entry[];
  onFilter: (change: Record<string, string>) => void;
}

/** Who did what, one entry in a row; each opens to all that is known of it. */
export function AuditRows({ entries, onFilter }: Props) {
  return (
    <Rows label={words.list}>
      {entries.map((entry) => (
        <EntryRow key={entry.id} entry={entry} onFilter={onFilter} />
      ))}
    </Rows>
  );
}

function EntryRow({ entry, onFilter }: { entry: Entry; onFilter: Props['onFilter'] }) {
  return (
    <OpeningRow
      columns="sm:grid-cols-[7.5rem_9rem_minmax(0,1fr)_7.5rem_2rem]"
      name={`${words.detail.show}: ${sentenceOf(entry.action)}`}
      cells={
        <>
          <span className="col-start-1 row-start-1 text-quiet sm:col-auto sm:row-auto">
            <Dated at={entry.at} />
            <span className="sm:hidden"> · {whoOf(entry)}</span>
          </span>
          <span className="hidden truncate sm:block" title={entry.actor}>
            {whoOf(entry)}
          </span>
          <span className="col-start-1 row-start-2 min-w-0 sm:col-auto sm:row-auto">
            <What entry={entry} />
          </span>
          <span className="hidden truncate text-quiet sm:block" title={entry.address ?? undefined}>
            {entry.address}
          </span>
        </>
      }
    >
      {() => <EntryDetail entry={entry} onFilter={onFilter} />}
    </OpeningRow>
  );
}

function What({ entry }: { entry: Entry }) {
  const { action, outcome, count, detail } = entry;
  const isMessage = action === 'platform.deliver';
  return (
    <>
      <span className="font-medium">{sentenceOf(action)}</span>{' '}
      <span className="break-words text-quiet">
        {isMessage && `${words.to(textIn(detail, 'person'))} ${words.aboutWhat} `}
        <Subject subject={entry.subject} />
        {isMessage && <Result result={textIn(detail, 'result')} />}
        {count > 1 && ` ${words.times(count)}`}
      </span>
      {outcome === 'refused' && (
        <span className="block">
          <Mark tone="warning" word={words.refused} />{' '}
          <span className="text-quiet">{textIn(detail, 'reason')}</span>
        </span>
      )}
    </>
  );
}

/** What went as it should is said quietly. */
function Result({ result }: { result: string }) {
  const word = words.results[result] ?? result;
  return result === 'failed' ? (
    <>
      {' '}
      <Mark tone="warning" word={word} />
    </>
  ) : (
    `, ${word}`
  );
}

function textIn(detail: Entry['detail'], name: string): string {
  const value = detail[name];
  return typeof value === 'string' ? value : '';
}

/** The thing it was about, linked where it has a screen. */
function Subject({ subject }: { subject: string }) {
  const colon = subject.indexOf(':');
  const [kind, id] = colon === -1 ? ['', subject] : [subject.slice(0, colon), subject.slice(colon + 1)];
  const name = isLongId.test(id) ? `${kind} …${id.slice(-8)}` : `${kind} ${id}`.trim();
  const screen = screens[kind]?.(id);
  if (screen === undefined) return name;
  return (
    <Go to={screen} className="whitespace-nowrap underline underline-offset-2">
      {name}
    </Go>
  );
}

const isLongId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

const screens: Record<string, (id: string) => string> = {
  page: paths.page,
  alert: paths.alert,
  service: paths.service,
  schedule: (name) => paths.schedule(name),
  integration: paths.integration,
  person: (name) => paths.people({ q: name }),
};
