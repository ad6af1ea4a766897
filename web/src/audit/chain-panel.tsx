import type { Finding } from '@muster/contract/platform/audit';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { CopyBlock } from '../ui/copy-block.tsx';
import { Mark } from '../ui/mark.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Section } from '../ui/section.tsx';
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
  return (
    <Section
      title={words.chain.title}
      beside={
        <Button size="small" busy={verify.isPending} onClick={() => verify.mutate()}>
          {verify.data ? words.chain.again : words.chain.verify}
        </Button>
      }
    >
      <div className="space-y-3 text-sm">
        <QueryView query={useQuery(chainState)} rows={1}>
          {({ head, waiting, anchors: [anchor] }) => (
            <>
              <p className="text-quiet">
                {head ? (
                  <>
                    {words.chain.state(head.place)} <At at={head.at} />.
                  </>
                ) : (
                  words.chain.empty
                )}{' '}
                {head && waiting > 0 && words.chain.waiting(waiting)}
              </p>
              <div aria-live="polite">
                {verify.isPending && walked > 0 && <p>{words.chain.walking(walked)}</p>}
                {verify.isError && <Trouble error={verify.error} retry={() => verify.mutate()} />}
                {verify.data && <Verdict found={verify.data} />}
              </div>
              {anchor ? (
                <CopyBlock label={words.chain.anchor(anchor.day)} text={`${anchor.day}:${anchor.hash}`} />
              ) : (
                head && <p className="text-quiet">{words.chain.noAnchor}</p>
              )}
              <p className="text-xs text-quiet">{words.chain.anchorText}</p>
            </>
          )}
        </QueryView>
      </div>
    </Section>
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
