import type { Anchor, Finding } from '@muster/contract/platform/audit';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { CopyBlock } from '../ui/copy-block.tsx';
import { Mark } from '../ui/mark.tsx';
import { Trouble } from '../ui/states.tsx';
import { At } from '../ui/time.tsx';
import { words } from './messages.ts';
import { chainState, type Verified, verifyAll } from './queries.ts';

/** Where the chain ends, its last anchor, and the proof on demand that nothing of it was changed. */
export function ChainPanel() {
  const [walked, setWalked] = useState(0);
  const verify = useMutation({
    mutationFn: () => verifyAll(setWalked),
    onMutate: () => setWalked(0),
  });
  const state = useQuery(chainState);
  // Whoever may not read the log is told so where its entries would be.
  if (!state.data) return null;
  const { head, waiting, anchors } = state.data;
  return (
    <section
      aria-label={words.chain.title}
      className="mb-5 space-y-2 rounded-lg border border-line bg-raised px-3 py-2.5 text-sm"
    >
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 basis-64 text-quiet">
          {head ? (
            <>
              {words.chain.state(head.place)} <At at={head.at} />.
            </>
          ) : (
            words.chain.empty
          )}{' '}
          {head && waiting > 0 && words.chain.waiting(waiting)}{' '}
          {head && (anchors[0] ? words.chain.lastAnchor(anchors[0].day) : words.chain.noAnchor)}
        </p>
        {head && (
          <Button size="small" busy={verify.isPending} onClick={() => verify.mutate()}>
            {verify.data ? words.chain.again : words.chain.verify}
          </Button>
        )}
      </div>
      <div aria-live="polite">
        {verify.isPending && walked > 0 && <p>{words.chain.walking(walked)}</p>}
        {verify.isError && <Trouble error={verify.error} retry={() => verify.mutate()} />}
        {verify.data && <Verdict found={verify.data} />}
      </div>
      {anchors.length > 0 && <Anchors anchors={anchors} />}
    </section>
  );
}

function Anchors({ anchors }: { anchors: Anchor[] }) {
  return (
    <details>
      <summary className="w-fit cursor-pointer text-accent">{words.chain.anchors}</summary>
      <div className="mt-2 space-y-2">
        <p className="max-w-2xl text-quiet">{words.chain.anchorText}</p>
        <CopyBlock
          label={words.chain.anchors}
          text={anchors.map(({ day, hash }) => `${day}:${hash}`).join('\n')}
          shaped
        />
      </div>
    </details>
  );
}

function Verdict({ found }: { found: Verified }) {
  const { findings, more, entries } = found;
  if (findings.length === 0) return <Mark tone="ok" word={words.chain.unbroken(entries)} />;
  return (
    <div className="space-y-2">
      <Mark tone="critical" word={words.chain.broken(findings.length + more)} />
      <ul className="max-h-80 list-disc space-y-1 overflow-y-auto pl-5">
        {findings.map((one) => (
          <li key={keyOf(one)}>{one.text}</li>
        ))}
        {more > 0 && <li>{words.chain.more(more)}</li>}
      </ul>
    </div>
  );
}

function keyOf({ kind, place, id }: Finding): string {
  return `${kind} ${place} ${id}`;
}
