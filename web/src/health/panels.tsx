import type { AnswerOf } from '@muster/contract/platform/endpoint';
import type { getHealth, HealthFinding } from '@muster/contract/platform/health';
import { useTicking } from '../ui/clock.ts';
import { Mark, Shape } from '../ui/mark.tsx';
import { Rows, Section } from '../ui/section.tsx';
import { Ago, At, Sentence } from '../ui/time.tsx';
import { words } from './messages.ts';

type Health = AnswerOf<typeof getHealth>;

const lateAfterMs = 3 * 60_000;

/** Whether all is well, and how fresh that knowledge is. */
export function Verdict({ lastAt, open }: { lastAt: string; open: HealthFinding[] }) {
  const isLate = useTicking((now) => (now - Date.parse(lastAt) > lateAfterMs ? 'late' : '')) === 'late';
  const tone = isLate || open.length > 0 ? 'critical' : 'ok';
  const word = isLate ? words.late : open.length > 0 ? words.amiss(open.length) : words.well;
  return (
    <div className="mb-6 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 rounded-lg border border-line bg-raised px-3 py-2.5">
      <Mark tone={tone} word={word} big />
      <span className="text-sm text-quiet">
        {words.lastAudit} <Ago at={lastAt} />
      </span>
    </div>
  );
}

/** What was found: what it is about in words, since when, and what was done about it. */
export function Findings({
  title,
  none,
  findings,
}: {
  title: string;
  none: string;
  findings: HealthFinding[];
}) {
  return (
    <Section title={title}>
      {findings.length === 0 ? (
        <p className="text-sm text-quiet">{none}</p>
      ) : (
        <Rows label={title}>
          {findings.map((one) => (
            <FindingRow key={one.id} finding={one} />
          ))}
        </Rows>
      )}
    </Section>
  );
}

function FindingRow({ finding }: { finding: HealthFinding }) {
  const { text, firstAt, endedAt, mendedAt, alarmedAt } = finding;
  return (
    <li className="flex items-baseline gap-2.5 px-3 py-2.5 text-sm">
      <span className="translate-y-0.5">
        <Shape tone={endedAt === null ? 'critical' : 'ok'} />
      </span>
      <div className="min-w-0">
        <p className="break-words font-medium">
          <Sentence text={text} />
        </p>
        <p className="text-quiet">
          {words.since} <At at={firstAt} />
          {endedAt !== null && (
            <>
              {' '}
              {words.until} <At at={endedAt} />
            </>
          )}
          {mendedAt !== null && ` · ${words.mended}`}
          {` · ${alarmedAt === null ? words.notTold : words.told}`}
        </p>
      </div>
    </li>
  );
}

/** The ways to administrators, and the outside watcher; what is missing is said as what it means. */
export function Ways({ alarmWays, beats }: Pick<Health, 'alarmWays' | 'beats'>) {
  const lines = [
    ...(alarmWays.length === 0
      ? [{ isThere: false, text: words.noWay }]
      : alarmWays.map((way) => ({ isThere: true, text: words.way[way] ?? way }))),
    { isThere: beats, text: beats ? words.beats : words.noBeat },
  ];
  return (
    <Section title={words.ways}>
      <ul className="space-y-2 text-sm">
        {lines.map(({ isThere, text }) => (
          <li key={text} className="flex items-baseline gap-2">
            <span className="translate-y-0.5">
              <Shape tone={isThere ? 'ok' : 'warning'} />
            </span>
            {text}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The alert that Muster sends itself: whether the last one got through, and how long that took. */
export function Canary({ canary }: Pick<Health, 'canary'>) {
  const last = canary === null ? null : (canary.arrivedAt ?? canary.sentAt);
  const isLost = useTicking((now) => (last !== null && now - Date.parse(last) > lateAfterMs ? 'lost' : ''));
  return (
    <Section title={words.canary}>
      <p className="flex items-baseline gap-2 text-sm">
        <span className="translate-y-0.5">
          <Shape tone={canary === null ? 'warning' : isLost ? 'critical' : 'ok'} />
        </span>
        {canary === null ? (
          words.canaryOff
        ) : (
          <span>
            {canary.arrivedAt === null ? (
              words.canaryNone
            ) : (
              <>
                {words.canaryArrived} <Ago at={canary.arrivedAt} />, {words.took(canary.tookMs ?? 0)}.
              </>
            )}
          </span>
        )}
      </p>
    </Section>
  );
}

export function Nodes({ nodes }: Pick<Health, 'nodes'>) {
  return (
    <Section title={words.nodes}>
      <Rows label={words.nodes}>
        {nodes.map(({ node, at, skewMs, found, mended, tookMs, failed }) => (
          <li key={node} className="px-3 py-2.5 text-sm">
            <code className="break-all text-xs">{node}</code>
            <p className="text-quiet">
              <Ago at={at} /> · {words.found(found, mended)} {words.took(tookMs)} · {words.skew(skewMs)}
            </p>
            {failed.map((text) => (
              <p key={text} className="font-medium text-critical">
                {text}
              </p>
            ))}
          </li>
        ))}
      </Rows>
    </Section>
  );
}

export function Checks({ checks }: Pick<Health, 'checks'>) {
  return (
    <Section title={words.checks} quiet>
      <ul className="list-disc space-y-1 pl-5 text-sm text-quiet">
        {checks.map(({ name, title }) => (
          <li key={name}>{title}</li>
        ))}
      </ul>
    </Section>
  );
}
