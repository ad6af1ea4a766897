import {
  type AuditEntry,
  auditState,
  type Finding,
  listAudit,
  verifyAudit,
} from '@muster/contract/platform/audit';
import type { QueryOf } from '@muster/contract/platform/endpoint';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../app/api.ts';

export type Entry = AuditEntry;
export type AuditFilter = Omit<QueryOf<typeof listAudit>, 'limit' | 'cursor'>;

export const auditList = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      call(listAudit, {
        query: { ...filter, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

export const chainState = queryOptions({
  queryKey: ['audit', 'state'],
  queryFn: ({ signal }) => call(auditState, { signal }),
});

export interface Verified {
  entries: number;
  findings: Finding[];
  more: number;
  upTo: { place: number; hash: string };
}

/** Walks the whole chain, piece by piece, and tells after each how far it has come. */
export async function verifyAll(onPiece: (entries: number) => void): Promise<Verified> {
  const all: Verified = { entries: 0, findings: [], more: 0, upTo: { place: 0, hash: '' } };
  for (let after: number | null = 0; after !== null; ) {
    const piece: Awaited<ReturnType<typeof ask>> = await ask(after);
    all.entries += piece.entries;
    all.findings.push(...piece.findings);
    all.more += piece.moreFindings;
    all.upTo = piece.upTo;
    onPiece(all.entries);
    after = piece.next;
  }
  return all;
}

const ask = (after: number) => call(verifyAudit, { query: { after } });
