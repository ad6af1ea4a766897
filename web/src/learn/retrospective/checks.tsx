import { dismissHint } from '@muster/contract/learn/parts';
import { checkQuality, markOf, openHints } from '@muster/contract/learn/quality';
import type { WordingHint } from '@muster/contract/learn/wording';
import { call } from '../../app/api.ts';
import { Button } from '../../ui/button.tsx';
import { Shape } from '../../ui/mark.tsx';
import { Section } from '../../ui/section.tsx';
import { words } from './messages.ts';
import type { PartProps } from './panel.ts';
import { useAct, useAgreed } from './queries.ts';

/** What the checks say of the text as it is written, beside it. */
export function Checks(props: PartProps & { text: string }) {
  return (
    <>
      <Hints {...props} />
      <Quality {...props} />
    </>
  );
}

/** So many beside the text; the count tells of the others. */
const shown = 20;

/** Wording hints beside the text: what, why, and something better. Of the text, never of whoever wrote it. */
function Hints({ one, readOnly, text }: PartProps & { text: string }) {
  const hints = openHints(text, one.dismissed);
  const aside = useAct(one, (mark: string) =>
    call(dismissHint, { params: { id: one.id }, body: { mark, dismissed: true } }),
  );
  return (
    <Section
      title={words.hints}
      beside={<span className="figures text-sm text-quiet">{words.hintsCount(hints.length)}</span>}
    >
      {hints.length === 0 ? (
        <p className="text-sm text-quiet">{words.hintsNone}</p>
      ) : (
        <ul aria-label={words.hints} className="space-y-2">
          {hints.slice(0, shown).map((hint) => (
            <Hint
              key={`${hint.start} ${hint.class}`}
              hint={hint}
              phrase={text.slice(hint.start, hint.end)}
              onAside={readOnly ? undefined : () => aside.mutate(markOf(text, hint))}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

interface HintProps {
  hint: WordingHint;
  phrase: string;
  onAside: (() => void) | undefined;
}

function Hint({ hint, phrase, onAside }: HintProps) {
  return (
    <li className="rounded-lg border border-line bg-raised p-3 text-sm">
      <p className="flex flex-wrap items-baseline justify-between gap-2">
        <q className="min-w-0 font-medium wrap-anywhere">{phrase}</q>
        <span className="text-xs text-quiet">{words.classes[hint.class]}</span>
      </p>
      <p className="mt-1">{hint.reason}</p>
      <p className="text-quiet">{hint.offer}</p>
      {onAside && (
        <Button size="small" look="quiet" className="mt-1 -ml-2" onClick={onAside}>
          {words.putAside}
        </Button>
      )}
    </li>
  );
}

/** What somebody looks for before it is shown, each with the way to mend it. Nothing of it blocks. */
function Quality({ one, text }: PartProps & { text: string }) {
  const found = checkQuality(one, text, useAgreed(one.id));
  const open = found.filter(({ isGood }) => !isGood);
  return (
    <Section
      title={words.quality}
      beside={
        <span className="text-sm text-quiet">
          {open.length === 0 ? words.allGood : words.toMend(open.length)}
        </span>
      }
    >
      <ul
        aria-label={words.quality}
        className="divide-y divide-line rounded-lg border border-line bg-raised text-sm"
      >
        {[...open, ...found.filter(({ isGood }) => isGood)].map(({ check, isGood, count }) => (
          <li key={check} className="flex items-start gap-2 px-3 py-2">
            <span className="mt-1">
              <Shape tone={isGood ? 'ok' : 'warning'} />
            </span>
            <span className={isGood ? 'text-quiet' : ''}>
              {isGood ? words.checks[check].good : words.checks[check].mend(count)}
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-xs text-quiet">{words.qualityHint}</p>
    </Section>
  );
}
