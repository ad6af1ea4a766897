import { isSafeLink } from '@muster/contract/respond/document-text';
import type { Entry } from '@muster/contract/respond/state';
import type { ReactNode } from 'react';
import { Shape } from '../../ui/mark.tsx';
import { At } from '../../ui/time.tsx';
import { words } from './messages.ts';

/** What stands with a line: evidence, objections, what was known, what is agreed, how it ended. */
export function EntryDetails({ entry }: { entry: Entry }) {
  const { detail, settled, evidence } = entry;
  return (
    <>
      {detail.evidence?.map((one) => (
        <p key={one.at + one.text} className="flex items-baseline gap-1.5">
          <span className="translate-y-0.5">
            <Shape tone={one.for ? 'ok' : 'warning'} size={12} />
          </span>
          <span className="min-w-0 wrap-anywhere">
            <span className="sr-only">{one.for ? words.evidenceFor : words.evidenceAgainst}: </span>
            {one.text} <span className="text-xs text-quiet">{one.by}</span>
          </span>
        </p>
      ))}
      <Said word={words.means}>{detail.meaning}</Said>
      <Said word={words.agreed}>{detail.step}</Said>
      {detail.matches && (
        <p className="text-quiet">
          {words.armedOn} <code className="font-mono text-xs wrap-anywhere">{detail.matches}</code>
          {detail.raiseTo && `. ${words.raises(detail.raiseTo)}`}
        </p>
      )}
      <Said word={words.knownThen}>{detail.known}</Said>
      <Said word={words.options}>{detail.options?.join(' · ')}</Said>
      {detail.objections?.map((one) => (
        <p key={one} className="flex items-baseline gap-1.5 wrap-anywhere">
          <span className="translate-y-0.5">
            <Shape tone="warning" size={12} />
          </span>
          {one}
        </p>
      ))}
      {settled && (settled.text !== '' || entry.state !== 'settled') && (
        <p className="wrap-anywhere">
          {settled.text}{' '}
          <span className="text-xs text-quiet">
            {settled.by}, <At at={settled.at} />
          </span>
        </p>
      )}
      {evidence && (
        <p className="wrap-anywhere">
          {words.proof}:{' '}
          {isSafeLink(evidence) ? (
            <a
              href={evidence}
              target="_blank"
              rel="noopener noreferrer nofollow"
              className="text-accent underline"
            >
              {evidence}
            </a>
          ) : (
            evidence
          )}
        </p>
      )}
    </>
  );
}

function Said({ word, children }: { word: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <p className="wrap-anywhere">
      <span className="text-quiet">{word}:</span> {children}
    </p>
  );
}
