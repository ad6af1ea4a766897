import type { FollowUp, FollowUpTurn, followUpWithHistory } from '@muster/contract/learn/followups';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { useWhyNotRespond } from '../../app/session.tsx';
import { paths } from '../../paths.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Go } from '../../ui/go.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Dated } from '../../ui/time.tsx';
import { oneById } from '../retrospective/queries.ts';
import { FollowUpActs } from './acts.tsx';
import { ChangeFollowUp } from './form.tsx';
import { words } from './messages.ts';
import { oneFollowUp } from './queries.ts';
import { dayText, StateMark } from './rows.tsx';

/** One follow-up: what was promised, what can be done, and everything that became of it. */
export function FollowUpDetail({ reference, onClose }: { reference: string; onClose: () => void }) {
  const query = useQuery(oneFollowUp(reference));
  return (
    <Dialog title={query.data?.title ?? reference} onClose={onClose}>
      <QueryView query={query}>{(one) => <Whole key={one.version} one={one} />}</QueryView>
    </Dialog>
  );
}

function Whole({ one }: { one: z.infer<typeof followUpWithHistory> }) {
  const mayNot = useWhyNotRespond();
  const [isChanging, setChanging] = useState(false);
  if (isChanging) return <ChangeFollowUp one={one} onClose={() => setChanging(false)} />;
  return (
    <div className="space-y-4">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-sm">
        <StateMark one={one} />
        <span className="figures text-quiet">{one.ref}</span>
        <span className="text-quiet">{words.priorities[one.priority]}</span>
      </p>
      {one.note && <p className="text-sm whitespace-pre-wrap wrap-anywhere">{one.note}</p>}
      <Facts one={one} />
      {!mayNot && <FollowUpActs one={one} onChange={() => setChanging(true)} />}
      <History turns={one.history} />
    </div>
  );
}

function Facts({ one }: { one: FollowUp }) {
  const { detail } = words;
  const late = one.objectiveOn !== null && one.dueOn !== null && one.dueOn > one.objectiveOn;
  return (
    <dl className="grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm">
      <Fact name={detail.deliverable}>{one.deliverable}</Fact>
      <Fact name={detail.kind}>{one.kind && words.kinds[one.kind]}</Fact>
      <Fact name={detail.owner}>{one.owner ?? words.nobody}</Fact>
      <Fact name={detail.team}>{one.team}</Fact>
      <Fact name={detail.dueOn}>
        {one.dueOn === null ? (
          words.noDate
        ) : (
          <>
            <span className="figures">{dayText(one.dueOn)}</span>
            {one.moves > 0 && one.firstDueOn !== null && (
              <span className="text-quiet">
                {`, ${words.moved(one.moves)}, ${detail.first(dayText(one.firstDueOn))}`}
              </span>
            )}
            {late && one.objectiveOn !== null && (
              <span className="block text-warning">{detail.objective(dayText(one.objectiveOn))}</span>
            )}
          </>
        )}
      </Fact>
      <Fact name={detail.approved}>{one.approval?.by}</Fact>
      <Fact name={detail.incident}>
        {one.incident && (
          <Go to={paths.incident(one.incident.ref)} className="text-accent underline underline-offset-2">
            {one.incident.ref} {one.incident.title}
          </Go>
        )}
      </Fact>
      <AgainstFactor one={one} />
      <Fact name={detail.services}>{one.services.join(', ')}</Fact>
      <Fact name={detail.evidence}>{one.evidence && <Evidence text={one.evidence} />}</Fact>
      <Fact name={detail.cancelledWhy}>{one.cancelledWhy}</Fact>
      <Fact name={detail.effect}>
        {one.effect
          ? `${words.effects[one.effect.outcome]} (${one.effect.by})${one.effect.note ? `: ${one.effect.note}` : ''}`
          : one.check?.state === 'waiting' && words.checkFrom(dayText(one.check.from.slice(0, 10)))}
      </Fact>
      <Fact name={detail.recurred}>{one.recurred.map(({ ref, title }) => `${ref} ${title}`).join('; ')}</Fact>
      <Fact name={detail.links}>
        {one.links.length > 0 && (
          <ul>
            {one.links.map((link) => (
              <li key={link.url}>
                <a
                  href={link.url}
                  rel="noreferrer noopener"
                  target="_blank"
                  className="text-accent underline"
                >
                  {link.ref}
                </a>
              </li>
            ))}
          </ul>
        )}
      </Fact>
    </dl>
  );
}

function AgainstFactor({ one: { retrospective, factor } }: { one: FollowUp }) {
  const id = factor === null ? null : retrospective;
  const report = useQuery({ ...oneById(id ?? ''), enabled: id !== null }).data;
  return <Fact name={words.detail.factor}>{report?.factors.find((one) => one.id === factor)?.text}</Fact>;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <>
      <dt className="text-quiet">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </>
  );
}

/** A link where it is one, of the two schemes that browsers may follow; words otherwise. */
function Evidence({ text }: { text: string }) {
  if (!/^https?:\/\/\S+$/.test(text)) return <span className="whitespace-pre-wrap">{text}</span>;
  return (
    <a href={text} rel="noreferrer noopener" target="_blank" className="text-accent underline">
      {text}
    </a>
  );
}

function History({ turns }: { turns: readonly FollowUpTurn[] }) {
  return (
    <details>
      <summary className="flex min-h-10 cursor-pointer items-center text-sm text-accent pointer-coarse:min-h-11">
        {words.detail.history} ({turns.length})
      </summary>
      <ol className="space-y-1.5 text-sm">
        {turns.map((turn) => (
          <li key={turn.seq} className="wrap-anywhere">
            <span className="text-quiet">
              <Dated at={turn.at} /> {turn.by}
            </span>{' '}
            {toldOf(turn)}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** What it became, and why, in the words that were given. */
function toldOf({ act, detail }: FollowUpTurn): string {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const to = (value: unknown) =>
    typeof value === 'object' && value !== null && 'to' in value ? text(value.to) : '';
  const state = Object.entries(words.states).find(([name]) => name === to(detail.state))?.[1];
  const effect = Object.entries(words.effects).find(([name]) => name === detail.outcome)?.[1];
  const parts = [
    act === 'turned' ? (state ?? '') : (effect ?? words.acts[act]),
    act === 'moved' ? to(detail.dueOn) : '',
    typeof detail.approvedBy === 'string' ? words.approvedBy(detail.approvedBy) : '',
    text(detail.reason) || text(detail.evidence) || text(detail.note) || text(detail.incident),
  ];
  return parts.filter(Boolean).join(': ');
}
