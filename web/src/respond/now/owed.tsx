import { listMyClocks } from '@muster/contract/respond/owed';
import { listMyTasks } from '@muster/contract/respond/tasks';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { paths } from '../../paths.ts';
import { useTicking } from '../../ui/clock.ts';
import { Go } from '../../ui/go.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { Ago, Countdown } from '../../ui/time.tsx';
import { words } from './messages.ts';

const myTasks = queryOptions({
  queryKey: ['incidents', 'my-tasks'],
  queryFn: ({ signal }) => call(listMyTasks, { signal }),
});
const myClocks = queryOptions({
  queryKey: ['incidents', 'my-clocks'],
  queryFn: ({ signal }) => call(listMyClocks, { signal }),
  refetchInterval: 60_000,
});

interface Line {
  key: string;
  ref: string;
  title: string;
  what: string;
  dueAt: string | null;
}

const shown = 8;

/** What I have promised: tasks, news, reports, answers. The most urgent first; nothing when nothing is owed. */
export function Owed() {
  const tasks = useQuery(myTasks).data?.items ?? [];
  const clocks = useQuery(myClocks).data?.items ?? [];
  const lines: Line[] = [
    ...tasks.map(({ ref, title, task }) => ({
      key: task.id,
      ref,
      title,
      dueAt: task.dueAt,
      what: task.accepted ? task.text : `${task.text} (${words.notAccepted})`,
    })),
    ...clocks.map(({ ref, title, clock, about }) => ({
      key: `${ref} ${clock.id}`,
      ref,
      title,
      dueAt: clock.dueAt,
      what: words.promise[clock.kind](about),
    })),
  ];
  if (lines.length === 0) return null;
  lines.sort((a, b) => ((a.dueAt ?? '9') < (b.dueAt ?? '9') ? -1 : 1));
  return (
    <Section title={words.owed}>
      <Rows label={words.owed}>
        {lines.slice(0, shown).map((line) => (
          <li key={line.key}>
            <OwedLine line={line} />
          </li>
        ))}
      </Rows>
    </Section>
  );
}

function OwedLine({ line }: { line: Line }) {
  return (
    <Go
      to={paths.incident(line.ref)}
      data-row
      className="flex flex-wrap items-baseline gap-x-3 px-3 py-2.5 -outline-offset-2 hover:bg-sunken"
    >
      <span className="min-w-0 flex-1 basis-48 font-medium [overflow-wrap:anywhere]">{line.what}</span>
      <span className="text-sm">
        {line.dueAt === null ? <span className="text-quiet">{words.noTime}</span> : <Due at={line.dueAt} />}
      </span>
      <span className="w-full truncate text-sm text-quiet">
        {line.ref} {line.title}
      </span>
    </Go>
  );
}

function Due({ at }: { at: string }) {
  const late = useTicking((now) => (Date.parse(at) <= now ? 1 : 0));
  if (late === 0)
    return (
      <span className="text-quiet">
        {words.due} <Countdown to={at} />
      </span>
    );
  return (
    <span className="inline-flex items-baseline gap-1 text-warning">
      <Mark tone="warning" word={words.late} /> <Ago at={at} />
    </span>
  );
}
