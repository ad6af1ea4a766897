import type { HandoverFacts } from '@muster/contract/oncall/handover';
import { paths } from '../paths.ts';
import { Go } from '../ui/go.tsx';
import { Mark } from '../ui/mark.tsx';
import { Stretch } from '../ui/time.tsx';
import { words as card } from './handover-card-messages.ts';
import { words } from './handover-messages.ts';
import { words as oncall } from './messages.ts';

type PageFact = HandoverFacts['open'][number];

/** What Muster knows by itself of a shift: open pages first, then what ended and what is ahead. */
export function HandoverFactList({ facts: { open, ended, overrides, gaps } }: { facts: HandoverFacts }) {
  return (
    <div className="space-y-2 text-sm">
      <Mark tone={open.length > 0 ? 'warning' : 'ok'} word={card.open(open.length)} />
      <Pages pages={open} />
      {ended.length > 0 && (
        <details>
          <summary className="py-1 text-quiet">{words.facts.ended(ended.length)}</summary>
          <Pages pages={ended} />
        </details>
      )}
      {gaps.length > 0 && (
        <p className="text-critical">
          {words.facts.gaps}: <Spans spans={gaps.slice(0, 5)} />
        </p>
      )}
      {overrides.length > 0 && (
        <div>
          <p className="text-quiet">{words.facts.overrides}</p>
          <ul className="space-y-1">
            {overrides.map((one) => (
              <li key={`${one.start} ${one.text}`}>
                {one.text}, <Spans spans={[one]} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function Pages({ pages }: { pages: PageFact[] }) {
  if (pages.length === 0) return null;
  return (
    <ul className="space-y-1">
      {pages.map((one) => (
        <li key={one.id} className="[overflow-wrap:anywhere]">
          <Go to={paths.page(one.id)} className="font-medium underline underline-offset-2">
            {one.title}
          </Go>{' '}
          <span className="text-quiet">{stateOf(one)}</span>
        </li>
      ))}
    </ul>
  );
}

function Spans({ spans }: { spans: readonly { start: string; end: string }[] }) {
  return spans.map((one, at) => (
    <span key={one.start}>
      {at > 0 && ', '}
      <Stretch start={one.start} end={one.end} />
    </span>
  ));
}

function stateOf({ state, owner }: PageFact): string {
  const word = Object.entries(oncall.state).find(([name]) => name === state)?.[1] ?? state;
  return owner === null || state === 'resolved' ? word : words.facts.by(word, owner);
}
