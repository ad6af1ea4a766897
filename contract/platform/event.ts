/**
 * Something that happened, told to whoever subscribed. `subject` is the id of the thing: events of one subject
 * reach each subscriber in order.
 */
export interface DomainEvent<Payload = unknown> {
  type: string;
  subject: string;
  payload: Payload;
}

/** A kind of event: its name, past tense and stage first, and how to make one. */
export interface EventKind<Payload> {
  readonly type: string;
  (subject: string, payload: Payload): DomainEvent<Payload>;
  /** Whether an event is of this kind; only `kind(...)` makes events of its type, so the payload is known then. */
  is(event: DomainEvent): event is DomainEvent<Payload>;
}

export function eventKind<Payload>(type: string): EventKind<Payload> {
  const make = (subject: string, payload: Payload): DomainEvent<Payload> => ({ type, subject, payload });
  const is = (event: DomainEvent): event is DomainEvent<Payload> => event.type === type;
  return Object.assign(make, { type, is });
}
