import { type Factor, factorKindNames } from '@muster/contract/learn/factors';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Go } from '../../ui/go.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Section } from '../../ui/section.tsx';
import { Empty } from '../../ui/states.tsx';
import { Ago, Dated } from '../../ui/time.tsx';
import { CommentsAbout } from './comments.tsx';
import { words } from './messages.ts';
import type { PartProps } from './panel.ts';
import { factorsLike } from './queries.ts';

const FactorDialog = lazy(() =>
  import('./factor-dialog.tsx').then((file) => ({ default: file.FactorDialog })),
);

/** Conditions that helped it happen, and what kept it small; each with where else its like stood. */
export function Factors({ one, readOnly }: PartProps) {
  const [open, setOpen] = useState<Factor | 'new' | null>(null);
  const [like, setLike] = useState<Factor | null>(null);
  const sorted = one.factors.toSorted(
    (a, b) => factorKindNames.indexOf(a.kind) - factorKindNames.indexOf(b.kind),
  );
  return (
    <Section
      title={words.factors}
      beside={
        !readOnly && (
          <Button size="small" onClick={() => setOpen('new')}>
            {words.addFactor}
          </Button>
        )
      }
    >
      {sorted.length === 0 ? (
        <Empty title={words.noFactors}>
          <p>{words.factorsHint}</p>
        </Empty>
      ) : (
        <ul
          aria-label={words.factors}
          className="divide-y divide-line rounded-lg border border-line bg-raised"
        >
          {sorted.map((factor) => (
            <li key={factor.id} className="grid grid-cols-[minmax(0,1fr)_auto] gap-3 px-3 py-2.5 text-sm">
              <Told one={one} factor={factor} onLike={() => setLike(factor)} />
              {!readOnly && (
                <Button
                  size="small"
                  look="quiet"
                  aria-label={words.editOf(factor.text.slice(0, 80))}
                  onClick={() => setOpen(factor)}
                >
                  {words.edit}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {open !== null && (
        <Suspense fallback={null}>
          <FactorDialog one={one} factor={open === 'new' ? null : open} onClose={() => setOpen(null)} />
        </Suspense>
      )}
      {like && <LikeDialog one={one} factor={like} onClose={() => setLike(null)} />}
    </Section>
  );
}

function Told({ one, factor, onLike }: { one: PartProps['one']; factor: Factor; onLike: () => void }) {
  const { kind, part, eased, text, evidence, since, elsewhere } = factor;
  return (
    <div className="min-w-0">
      <p className="text-xs text-quiet">
        {words.factorKinds[kind]}
        {part !== '' && `, ${part}`}
        {eased && <span className="ml-2 font-medium text-ok">{words.easedMark}</span>}
      </p>
      <p className="wrap-anywhere">{text}</p>
      <p className="flex flex-wrap items-baseline gap-x-3 text-xs text-quiet">
        <span className={evidence === '' ? 'text-warning' : 'wrap-anywhere'}>
          {evidence === '' ? words.noEvidence : evidence}
        </span>
        {since && (
          <span>
            {words.since} <Dated at={since} />
          </span>
        )}
        {elsewhere > 0 && (
          <button type="button" className="min-h-6 underline" onClick={onLike}>
            {words.elsewhere(elsewhere)}
          </button>
        )}
        <CommentsAbout one={one} about={factor.id} text={text} />
      </p>
    </div>
  );
}

function LikeDialog({
  one,
  factor,
  onClose,
}: Pick<PartProps, 'one'> & { factor: Factor; onClose: () => void }) {
  const { kind, part } = factor;
  const query = useQuery(factorsLike({ kind, part, except: one.id }));
  return (
    <Dialog title={words.elsewhereTitle} onClose={onClose}>
      <QueryView query={query} rows={2}>
        {({ items }) => (
          <ul className="divide-y divide-line rounded-lg border border-line">
            {items.map((other) => (
              <li key={`${other.retrospective} ${other.text}`}>
                <Go
                  to={
                    other.ref === null
                      ? paths.aloneRetrospective(other.retrospective)
                      : paths.retrospective(other.ref)
                  }
                  className="block px-3 py-2 text-sm hover:bg-sunken"
                >
                  <span className="block font-medium wrap-anywhere">
                    {other.ref} {other.title}
                  </span>
                  <span className="block wrap-anywhere text-quiet">{other.text}</span>
                  <span className="text-xs text-quiet">
                    <Ago at={other.at} />
                  </span>
                </Go>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </Dialog>
  );
}
