import { span } from '../../ui/duration.ts';

export const words = {
  title: 'Whether it comes back',
  watched: 'Watched',
  watching: 'whether it comes back, until',
  over: 'The time of watching is over.',
  held: (minutes: number) => `Watched for ${span(minutes * 60_000)}: nothing came back.`,
  heldText: 'If the exit of this status holds as well, go on to the next one.',
  again: (title: string) => `“${title}” fired again`,
  ask: 'Is it back?',
  back: 'It is back',
  other: 'Another matter …',
  otherTitle: 'What fired again is another matter',
  longer: 'Watch longer …',
  begin: 'Watch it again …',
  longerTitle: 'Watch whether it comes back',
  minutes: 'Minutes from now',
  why: 'Why',
  whyHint: 'For the record; may be left empty.',
  save: 'Watch it',
};
