/**
 * What goes out to addresses that people typed, and what comes back. An answer is a value: `answered` whatever the
 * status, redirects included, because they are not followed; `refused` when the target must not be called at all;
 * `failed` when it could not be reached in time, or when too many wait for a slow target already. No text in here ever holds the URL, whose path may be a secret.
 */
export interface EgressRequest {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** For everything together: finding the address, connecting, sending and the last byte of the answer. */
  timeoutMs: number;
  /** How much of the answer's body is kept; the connection is given up beyond it. */
  maxBytes: number;
}

export type EgressAnswer =
  | {
      kind: 'answered';
      status: number;
      headers: Readonly<Record<string, string | string[] | undefined>>;
      body: Buffer;
      /** False when the body was cut: it was too long, or broke off. */
      isComplete: boolean;
    }
  | { kind: 'refused'; reason: string }
  | { kind: 'failed'; cause: 'timeout' | 'network' | 'busy'; reason: string };

export interface Egress {
  request(url: string, request: EgressRequest): Promise<EgressAnswer>;
  /** Ends the connections that are kept open. */
  close(): void;
}
