/**
 * What the wording check looks for in English: phrases by which a report blames, hides conditions behind a person, or
 * promises too much (practice.md 5.4). Each pattern is read once from left to right; none can run away on long texts.
 */
export const wordingClasses = [
  'counterfactual',
  'failure-of-person',
  'label',
  'judgement',
  'exhortation',
  'single-cause',
  'person-in-cause',
  'luck',
  'overclaim',
] as const;
export type WordingClass = (typeof wordingClasses)[number];

export interface Pattern {
  find: RegExp;
  /** What stands before or after it in the same sentence and makes it harmless. */
  unlessBefore?: RegExp;
  unlessAfter?: RegExp;
  /** Only where this stands before it in the same sentence. */
  onlyBefore?: RegExp;
  /** Only where this stands anywhere in the same sentence. */
  onlyWith?: RegExp;
}

/** A word for people, near the verb that follows it. */
const people =
  /\b(?:i|we|he|she|they|you|who|nobody|no one|somebody|someone|everybody|everyone|anyone|people|person|staff|engineers?|developers?|operators?|responders?|admins?|administrators?|managers?|commander|team|on-?call|sre|dba|author|reviewers?|employees?|colleagues?|analysts?|technicians?|support|intern|contractor|ops|shift|@[\w.-]+)\b(?:\W+[\w'-]+){0,3}\W*$/i;

export const patterns: Readonly<Record<WordingClass, readonly Pattern[]>> = {
  counterfactual: [
    { find: /\b(?:should|could|would|might|must|ought to)(?:n['’]t| not)? have\b/gi },
    { find: /\b(?:should|could|would)['’]ve\b/gi },
    { find: /\bif only\b/gi },
    {
      find: /(?<=^|[.!?:;]\s+)had (?:we|i|they|he|she|anyone|someone|somebody|the team|the engineer|the operator)\b/gim,
    },
    { find: /\b(?:was|were) supposed to\b/gi },
    { find: /\bneeded to have\b/gi },
    { find: /\bin hindsight\b/gi, unlessAfter: /^ bias\b/i },
    { find: /\b(?:obviously|of course)\b/gi },
    {
      find: /\bclearly\b/gi,
      unlessAfter:
        /^ (?:labell?ed|marked|visible|documented|separated|stated|shown|named|written|see|saw)\b/i,
    },
    { find: /\bsimply\b/gi, unlessAfter: /^ (?:put|called|named)\b/i },
    { find: /\bjust (?:needed|had) to\b/gi },
    { find: /\bmissed (?:the|a|an|their|his|her|our) (?:chance|opportunity)\b/gi },
    {
      find: /\b(?:because|since|as) (?:we|he|she|they|nobody|someone|the (?:team|engineer|operator|on-?call)) did(?: not|n['’]t)\b/gi,
    },
  ],
  'failure-of-person': [
    { find: /\bfail(?:ed|s|ing)? to\b/gi, onlyBefore: people },
    { find: /\bfailure of (?:the )?(?:team|engineer|operator|on-?call|staff)\b/gi },
    { find: /\b(?:neglect(?:ed|s|ing)?|forgot(?:ten)?|forgets)\b/gi, unlessAfter: /^[- ]me\b/i },
    { find: /\boverlook(?:ed|s|ing)?\b/gi, unlessAfter: /^ing the\b/i },
    { find: /\bignor(?:ed|es|ing)\b/gi, onlyBefore: people },
    {
      find: /\bdid(?: not|n['’]t) (?:bother|notice|realis?ze|think|care|check|read|look)\b/gi,
      onlyBefore: people,
    },
    { find: /\b(?:nobody|no one) (?:noticed|checked|bothered|realis?zed|read|looked)\b/gi },
    {
      find: /\bmiss(?:ed|es|ing)?\b(?= (?:the|an?|this|that|all|several|two|three|\d+)\b)/gi,
      onlyBefore: people,
    },
    { find: /\bomitted\b/gi, onlyBefore: people },
    { find: /\b(?:was|were) (?:un|not )aware\b/gi },
    { find: /\black of (?:attention|care|diligence|discipline)\b/gi },
  ],
  label: [
    {
      find: /\b(?:human|operator|user|pilot|driver|individual) errors?\b/gi,
      unlessAfter: /^ (?:message|page|code|rate)/i,
    },
    { find: /\bfat[- ]?finger(?:ed|s)?\b/gi },
    { find: /\b(?:typo|mistake|error|blunder) (?:made )?by\b(?= (?:@|an? |the |our |one |[A-Z]))/g },
    { find: /\b(?:his|her|their|someone['’]s|@[\w.-]+['’]s|\w+['’]s) (?:mistake|fault|blunder)\b/gi },
    { find: /\b(?:the fault of|at fault)\b/gi },
    { find: /\b(?:to blame|blam(?:ed|es|ing)|blame)\b/gi, unlessBefore: /\bgit $/i, unlessAfter: /^less/i },
    { find: /\b(?:culprits?|guilty|perpetrator)\b/gi },
    {
      find: /\bresponsible for (?:the|this|that) (?:outage|incident|failure|downtime|error|mistake|breakage)\b/gi,
    },
    { find: /\bcaused by (?=@)/gi },
  ],
  judgement: [
    {
      find: /\b(?:careless(?:ly|ness)?|slopp(?:y|ily|iness)|negligent(?:ly)?|negligence|reckless(?:ly|ness)?|stupid(?:ly|ity)?|incompeten(?:t|ce)|inexperienced|irresponsibl[ey]|complacen(?:t|cy)|foolish(?:ly)?|unprofessional(?:ly)?)\b/gi,
      unlessAfter: /^ [A-Z]/,
    },
    {
      find: /\b(?:lazy|lazily|laziness)\b/gi,
      unlessAfter: /^(?:-| )(?:load|init|evaluat|delet|writ|bind|free|compute|alloc)/i,
    },
    { find: /\b(?:poor|bad|wrong|terrible) (?:judge?ment|decisions?|choices?|call)\b/gi },
    { find: /\b(?:inappropriate|inadequate)(?:ly)?\b/gi },
    {
      find: /\binsufficient(?:ly)?\b/gi,
      unlessAfter:
        /^ (?:disk|memory|permissions?|privileges?|funds|quota|capacity|storage|space|resources|scope|rights|data)\b/i,
    },
    {
      find: /\bpanick(?:ed|ing)\b/gi,
      unlessBefore: /\b(?:kernel|process|goroutine|server|node|host|service|runtime|it|pod)\W*$/i,
    },
    { find: /\b(?:rushed|hasty|hastily|half-hearted(?:ly)?)\b/gi },
  ],
  exhortation: [
    { find: /\b(?:be|being) (?:more |extra )?(?:careful|vigilant|diligent|mindful|attentive)\b/gi },
    { find: /\b(?:take|use|exercise) (?:more|greater|extra) (?:care|caution)\b/gi },
    { find: /\bpay(?:ing)? (?:more |closer |better )?attention\b/gi },
    { find: /\bdouble[- ]check(?:ing)?\b/gi },
    { find: /\bremind(?:ing)? (?:everyone|everybody|all|the team|people|engineers|staff|developers)\b/gi },
    {
      find: /\bre-?train(?:ing)?\b/gi,
      unlessAfter: /^ (?:the|a|this) (?:model|classifier)\b/i,
      unlessBefore: /\b(?:model|classifier) $/i,
    },
    { find: /\bfollow(?:ing)? the (?:process|procedures?|rules|checklist|policy|instructions)\b/gi },
    { find: /\btry(?:ing)? harder\b/gi },
    { find: /\bmust ensure\b/gi },
    { find: /\b(?:improve|raise|increase|create) (?:the )?awareness\b/gi },
    { find: /\bdo better next time\b/gi },
  ],
  'single-cause': [
    {
      find: /\b(?:root|sole|single|one true|only|main) cause\b/gi,
      unlessBefore: /\b(?:no|not|never|without|instead of|than|any)(?: an?| the| one| single)*(?: \w+)? $/i,
      unlessAfter: /^ (?:field|analysis (?:tool|template|field))/i,
    },
    { find: /\bthe (?:reason|cause) (?:was|is)\b/gi },
    { find: /\bthe reason (?:for|why)\b[^.!?]{0,80}?\b(?:was|is)\b/gi },
  ],
  'person-in-cause': [
    {
      find: /(?:@[\w.-]+|\bteam [\w-]+|\bthe [\w-]+ team) (?:broke|took down|brought down|crashed|caused|killed|messed up|wiped|deleted|pushed (?:a |the )?(?:bad|broken|wrong)|deployed (?:a |the )?(?:bad|broken|wrong))\b/gi,
    },
    {
      find: /\b(?:he|she) (?:broke|took down|brought down|crashed|caused|killed|messed up|wiped|deleted)\b/gi,
    },
    { find: /\b(?:broken|taken down|caused|wiped|deleted) by (?:@[\w.-]+|team [\w-]+|the [\w-]+ team)/gi },
  ],
  luck: [
    {
      find: /\b(?:fortunately|luckily|thankfully|by (?:pure |sheer )?luck|(?:got|were|was|been) lucky|by chance)\b/gi,
    },
  ],
  overclaim: [
    { find: /\b(?:fully|completely|entirely) resolved\b/gi },
    { find: /\bwe take [^.!?]{1,60}? (?:very |extremely )?seriously\b/gi },
    { find: /\b(?:some|a (?:small )?(?:number|subset) of) (?:users|customers) may\b/gi },
    {
      find: /\b(?:will|should|expected to|going to) be (?:fixed|resolved|restored|back)(?: \w+)? (?:by|within|in|before|shortly|soon)\b/gi,
    },
    {
      find: /\b(?:outage|down)\b/gi,
      onlyWith: /\b(?:some|part of|partly|partial(?:ly)?|degraded|slow(?:er)?|intermittent(?:ly)?|a few)\b/i,
      unlessBefore:
        /\b(?:partial|slow(?:ed|s|ing)?|went|scaled?|cut|broke|write|wrote|shut|count(?:ed)?|up and|turn(?:ed)?|drill) $/i,
      unlessAfter: /^ (?:to|by|from|time|stream|the|load)/i,
    },
  ],
};

export const advice: Readonly<Record<WordingClass, { reason: string; offer: string }>> = {
  counterfactual: {
    reason: 'It tells what did not happen, seen from the end.',
    offer: 'Tell what was seen and done, and why it made sense then; put the improvement under ideas.',
  },
  'failure-of-person': {
    reason: 'It says that a person failed and hides what made it likely.',
    offer:
      'Tell what was in the way: how many alerts came, what the screen showed, what the steps leave out.',
  },
  label: {
    reason: 'A label ends the search where it gets interesting.',
    offer: 'Name the conditions: tools, what the interface shows, information, time, defaults.',
  },
  judgement: {
    reason: 'It judges by the outcome, which nobody knew then.',
    offer: 'Tell what was known, which goals were in conflict, what there was to work with.',
  },
  exhortation: {
    reason: 'Asking people to take care changes nothing about the system.',
    offer: 'Change the system: a guard, a default, a check by machine, a better signal.',
  },
  'single-cause': {
    reason: 'There is hardly ever one cause.',
    offer: 'Write “contributing factors”, and “trigger” for the event that set it off.',
  },
  'person-in-cause': {
    reason: 'It puts a person or a team where a change belongs.',
    offer: 'Name the role or the change, such as “the 14:02 release”.',
  },
  luck: {
    reason: 'Luck is worth a place of its own: next time it may not be there.',
    offer: 'Put it under “where luck helped”.',
  },
  overclaim: {
    reason: 'It says more, or less, than is known.',
    offer: 'State who is affected, the state now, numbers, and when the next news come.',
  },
};
