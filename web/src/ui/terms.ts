/**
 * What the words of a response mean, for whoever meets them on a screen (R47). Each text is that of its row in
 * docs/glossary.md, word for word, which a test compares.
 */
export const terms = {
  'severity of an incident':
    'How bad it is for those who depend on it. It says who is woken, which roles are needed and how often news are due.',
  status: 'How far the response is. What has to hold before the next one stands below it.',
  impact: 'Who notices what, from when until when. It is stated early and put right later.',
  commander:
    'The one person who decides and delegates while the response goes on; exactly one at any moment.',
  contained: 'The damage grows no more; it is not gone yet.',
  mitigated: 'Users feel the damage no more; what led to it may still be there.',
  'stop-gap': 'A quick action that limits the damage until the repair.',
  watch: 'The time after mitigating in which it is seen whether it comes back.',
} as const;
export type TermName = keyof typeof terms;
