import type { Task } from '@muster/contract/respond/state';
import type { TaskLine } from '@muster/contract/respond/task-line';
import { type ReactNode, useState } from 'react';
import { useMe } from '../../app/session.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Section } from '../../ui/section.tsx';
import { Empty } from '../../ui/states.tsx';
import { At } from '../../ui/time.tsx';
import { FewRows } from '../few.tsx';
import { takesWork } from '../open-work.ts';
import type { PanelProps } from '../panel.ts';
import { QuickLine } from '../quick-line.tsx';
import { words } from './messages.ts';
import { taskGroups } from './order.ts';
import { readLine, useAddTask } from './queries.ts';
import { TaskRow } from './task-row.tsx';

/** One person, one time, one yes for each piece of work. What I have to do stands first. */
export function TasksPanel({ incident, readOnly }: PanelProps) {
  const { name } = useMe();
  const groups = taskGroups(incident.tasks, name);
  const mayAct = !readOnly && takesWork(incident);
  const open = [
    { title: words.groups.mine, tasks: groups.mine, warns: false },
    { title: words.groups.free, tasks: groups.free, warns: true },
    { title: words.groups.others, tasks: groups.others, warns: false },
  ].filter((one) => one.tasks.length > 0);
  return (
    <Section title={words.title}>
      <div className="space-y-4">
        {mayAct && <AddLine incident={incident} />}
        {open.map(({ title, tasks, warns }) => (
          <Group key={title} title={title} warns={warns}>
            <TaskRows incident={incident} readOnly={!mayAct} tasks={tasks} label={title} />
          </Group>
        ))}
        {open.length === 0 && <Nothing hadSome={groups.over.length > 0} />}
        {groups.over.length > 0 && (
          <Over count={groups.over.length}>
            <TaskRows incident={incident} readOnly={!mayAct} tasks={groups.over} label={words.groups.over} />
          </Over>
        )}
      </div>
    </Section>
  );
}

function AddLine({ incident }: Pick<PanelProps, 'incident'>) {
  return (
    <QuickLine
      label={words.line}
      placeholder={words.placeholder}
      add={words.add}
      hotkey="t"
      max={600}
      hint={(line) => understood(readLine(line))}
      act={useAddTask(incident)}
    />
  );
}

/** What the line says, before it is sent. */
function understood({ person, minutes, dueAt }: TaskLine): ReactNode {
  if (person === undefined && minutes === undefined && dueAt === undefined) return words.hint;
  const time = minutes === undefined ? words.noTime.toLowerCase() : words.minutes(minutes);
  return (
    <>
      {words.forWhom(person)},{' '}
      {dueAt === undefined ? (
        time
      ) : (
        <>
          {words.until} <At at={dueAt} />
        </>
      )}
      .
    </>
  );
}

function TaskRows({ incident, readOnly, tasks, label }: PanelProps & { tasks: Task[]; label: string }) {
  return (
    <FewRows items={tasks} label={label} more={words.more}>
      {(task) => <TaskRow key={task.id} incident={incident} readOnly={readOnly} task={task} />}
    </FewRows>
  );
}

function Group({ title, warns, children }: { title: string; warns: boolean; children: ReactNode }) {
  return (
    <div>
      <h3 className="mb-1 text-sm font-medium text-quiet">
        {warns ? <Mark tone="warning" word={title} /> : title}
      </h3>
      {children}
    </div>
  );
}

function Nothing({ hadSome }: { hadSome: boolean }) {
  return hadSome ? (
    <Empty title={words.emptyOver} tone="ok" />
  ) : (
    <Empty title={words.empty}>{words.emptyText}</Empty>
  );
}

/** History is grey, and out of the way until somebody asks for it. */
function Over({ count, children }: { count: number; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="space-y-1">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="min-h-8 text-sm text-quiet underline underline-offset-2 hover:text-text pointer-coarse:min-h-11"
      >
        {words.over(count)}
      </button>
      {open && children}
    </div>
  );
}
