import { isPutAway } from '@muster/contract/respond/closing';
import type { Impact } from '@muster/contract/respond/state';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { nowMs } from '../../ui/clock.ts';
import { Mark } from '../../ui/mark.tsx';
import { At } from '../../ui/time.tsx';
import { FewRows } from '../few.tsx';
import type { PanelProps } from '../panel.ts';
import { toneOf } from './levels.ts';
import { words } from './messages.ts';
import { useChangeImpact } from './queries.ts';
import { type Bar, pictureOf } from './spans.ts';

interface Props extends PanelProps {
  now: string;
  onRevise: (impact: Impact) => void;
}

/** Each interval says what it is in words, with its bar on the one axis beneath. */
export function ImpactPicture({ now, ...props }: Props) {
  const picture = pictureOf(props.incident.impact, now);
  if (picture === null) return null;
  return (
    <div className="space-y-1">
      <FewRows items={picture.bars} label={words.title} more={words.more}>
        {(bar) => <ImpactRow key={bar.impact.id} {...props} bar={bar} />}
      </FewRows>
      <p className="flex justify-between px-3 text-xs text-quiet" aria-hidden="true">
        <At at={picture.from} />
        <At at={picture.until} />
      </p>
    </div>
  );
}

const fills: Record<Impact['level'], string> = {
  major: 'bg-critical',
  partial: 'bg-critical/70',
  degraded: 'bg-warning',
  unknown: 'bg-info/60',
  none: 'bg-ok/60',
};

function ImpactRow({ incident, readOnly, onRevise, bar }: Omit<Props, 'now'> & { bar: Bar }) {
  const { impact, left, width } = bar;
  const end = useChangeImpact(incident);
  return (
    <li className="space-y-1.5 px-3 py-2 text-sm">
      <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
        <div className="min-w-0 flex-1 basis-52">
          <p>
            <Mark tone={toneOf[impact.level]} word={words.levels[impact.level]} />
          </p>
          {impact.level !== 'unknown' && <p className="whitespace-pre-wrap wrap-anywhere">{impact.who}</p>}
          <Facts impact={impact} />
        </div>
        {!readOnly && (
          <div className="flex shrink-0 items-center gap-1">
            {impact.until === null && !isPutAway(incident) && (
              <Button
                size="small"
                aria-label={words.overOf(impact.who)}
                busy={end.isPending}
                onClick={() => end.mutate({ id: impact.id, until: justNow(impact.from) })}
              >
                {words.over}
              </Button>
            )}
            <Button
              size="small"
              look="quiet"
              aria-label={words.reviseOf(impact.who)}
              aria-haspopup="dialog"
              onClick={() => onRevise(impact)}
            >
              {words.revise}
            </Button>
          </div>
        )}
      </div>
      <div className="h-2 overflow-hidden rounded-full bg-sunken" aria-hidden="true">
        <div
          className={cx('h-full rounded-full', fills[impact.level])}
          style={{ marginLeft: `${left}%`, width: `${width}%` }}
        />
      </div>
    </li>
  );
}

/** Some seconds ago: a clock that is a little ahead must not put the end into the future. */
function justNow(from: string): string {
  return new Date(Math.max(Date.parse(from) + 1, nowMs() - 5_000)).toISOString();
}

function Facts({ impact }: { impact: Impact }) {
  const { count, confidence, services, consequences, revisions } = impact;
  const facts = [
    ...(count === null ? [] : [words.about(count)]),
    words.confidence[confidence],
    ...consequences.map((one) => words.consequences[one]),
    ...(services.length === 0 ? [] : [services.join(', ')]),
    words.statedBy(impact.by.name),
    ...(revisions === 0 ? [] : [words.revised(revisions)]),
  ];
  return (
    <p className="text-quiet wrap-anywhere">
      {words.since} <At at={impact.from} />
      {impact.until !== null && (
        <>
          {' '}
          {words.until} <At at={impact.until} />
        </>
      )}
      , {facts.join(', ')}
    </p>
  );
}
