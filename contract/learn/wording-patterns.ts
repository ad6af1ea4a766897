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
  /\b(?:i|we|he|she|they|you|who|nobody|no one|somebody|someone|everybody|everyone|anyone|people|person|staff|engineers?|developers?|operators?|responders?|admins?|administrators?|managers?|commander|team|on-?call|sre|dba|author|owner|desk|reviewers?|employees?|colleagues?|analysts?|technicians?|support|intern|contractor|ops|shift|@[\w.-]+)\b(?:\W+[\w'-]+){0,3}\W*$/i;

/** Who does something, as a sentence names them: a handle, a team, one of a profession. */
const doer =
  '(?:@[\\w.-]+|\\bteam [\\w-]+|\\b(?:the|our|an?) [\\w-]+ (?:team|group|crew|guys|people)|\\b(?:the|our|an?|another|some)(?: (?:junior|senior|new|on-?call|network|database|storage))?(?: (?:site reliability|platform))? (?:engineers?|developers?|admins?|administrators?|interns?|contractors?|operators?|technicians?|sres?|dbas?)|\\b(?:ops|(?:network|platform|data|release|site reliability) (?:engineering|operations))|\\b(?:he|she|somebody|someone))';

/** What was done to something that others need. */
const harm =
  '(?:broke|crashed|killed|wiped|corrupted|caused|messed up|(?:took|brought|knocked) (?:down|out|over)|(?:took|brought|knocked) (?:[\\w-]+ ){1,4}(?:down|out|offline)|(?:dropped|deleted|erased|removed|truncated) (?:the|a|all|our)(?: [\\w-]+)? (?:wrong|production|prod|bucket|database|table|tables|namespace|volume|index|cluster)|[a-z]+ed (?:the |a )?wrong|(?:pushed|shipped|deployed|merged|released|rolled out) (?:an? |the )?(?:bad|broken|wrong|faulty)|(?:pushed|shipped|deployed|merged|released|rolled out) (?:[\\w-]+ ){1,4}(?:that|which) (?:broke|crashed|took|brought|killed))';

export const patterns: Readonly<Record<WordingClass, readonly Pattern[]>> = {
  counterfactual: [
    {
      find: /\b(?:should|could|would|might|must|ought to)(?:n['’]t| not| never| really| also| at least)? (?:never |really |also )?have\b/gi,
    },
    { find: /\b(?:should|could|would)['’]ve\b/gi },
    { find: /\bif only\b/gi, unlessAfter: /^ (?:one|two|three|\d+|an?|some|part|the (?:first|last))\b/i },
    {
      find: /(?<=^|[.!?:;]\s+)had (?:we|i|they|he|she|anyone|someone|somebody|the (?:\w+ )?(?:team|engineer|operator|on-?call|reviewers?|author))\b/gim,
    },
    { find: /\b(?:was|were) supposed to\b/gi },
    { find: /\bneeded to have\b/gi },
    { find: /\b(?:in|with) hindsight\b/gi, unlessAfter: /^ bias\b/i },
    { find: /\b(?:obviously|of course)\b/gi },
    { find: /\b(?:was|were|is|been|seems?) (?:obvious|clear) (?:that|from)\b/gi },
    {
      find: /\bclearly\b/gi,
      unlessAfter:
        /^ (?:labell?ed|mark(?:s|ed)|visible|documented|separate[sd]|state[sd]|show[sn]|names?|named|says|written|see|saw)\b/i,
    },
    { find: /\bsimply\b/gi, unlessAfter: /^ (?:put|called|named)\b/i },
    { find: /\b(?:just|only|simply) (?:needed|had) to\b/gi },
    { find: /\ball (?:we|they|he|she|anyone|it) (?:needed|had) to\b/gi },
    { find: /\bmissed (?:the|a|an|their|his|her|our) (?:chance|opportunity)\b/gi },
    {
      find: /\b(?:because|since|as) (?:we|he|she|they|nobody|someone|the (?:team|engineer|operator|on-?call)) did(?: not|n['’]t)\b/gi,
    },
    {
      find: /\bdid(?: not|n['’]t) (?:check|read|look|test|verify|validate|confirm|review|consult|ask|think|escalate|follow)\b/gi,
      onlyBefore: people,
    },
  ],
  'failure-of-person': [
    { find: /\bfail(?:ed|s|ing)? to\b/gi, onlyBefore: people },
    { find: /\bfailure of (?:the )?(?:team|engineer|operator|on-?call|staff)\b/gi },
    { find: /\bneglect(?:ed|s|ing)?(?= (?:to|\w+ing)\b)/gi },
    { find: /\bneglect(?:ed|s|ing)?\b/gi, onlyBefore: people },
    { find: /\b(?:forgot(?:ten)?|forgets)\b/gi, unlessAfter: /^[- ](?:me\b|(?:my |your )?passwords?\b)/i },
    { find: /\boverlook(?:ed|s|ing)?\b/gi, unlessAfter: /^(?:ing the| nothing)\b/i },
    { find: /\bignor(?:ed|es|ing)\b/gi, onlyBefore: people },
    {
      find: /\b(?:did(?: not|n['’]t) (?:bother|notice|realis?ze|care|spot)|never (?:bothered|noticed|reali[sz]ed|spotted|saw))\b/gi,
      onlyBefore: people,
    },
    { find: /\b(?:nobody|no one) (?:noticed|checked|bothered|reali[sz]ed|read|looked|spotted)\b/gi },
    {
      find: /\bmiss(?:ed|es|ing)?\b(?= (?:the|an?|this|that|all|several|two|three|\d+)\b)/gi,
      onlyBefore: people,
    },
    { find: /\bomitted to\b/gi },
    { find: /\bomitted\b/gi, onlyBefore: people },
    { find: /\b(?:was|were) (?:un|not )aware\b/gi },
    { find: /\black of (?:attention|care|diligence|discipline)\b/gi },
  ],
  label: [
    {
      find: /\b(?:human|operator|user|pilot|driver|individual|engineer) (?:errors?|mistakes?)\b/gi,
      unlessAfter: /^ (?:message|page|code|rate|count|metric|report|per\b)/i,
    },
    { find: /\bfat[- ]?finger(?:ed|s)?\b/gi },
    { find: /\bpebkac\b/gi },
    { find: /\b(?:typo|mistake|error|blunder) (?:made )?by\b(?= (?:@|an? |the |our |one |[A-Z]))/g },
    { find: /\b(?:typo|mistake|error|blunder) (?:was|were|is) made by\b/gi },
    {
      find: /\b(?:his|her|their|someone['’]s|@[\w.-]+['’]s|\w+['’]s)(?: own)? (?:mistake|fault|blunder)\b/gi,
    },
    { find: /\b(?:the fault of|at fault)\b/gi },
    { find: /\b(?:to blame|blam(?:ed|es|ing)|blame)\b/gi, unlessBefore: /\bgit $/i, unlessAfter: /^less/i },
    { find: /\b(?:culprits?|guilty|perpetrator)\b/gi, unlessAfter: /^-/ },
    {
      find: /\bresponsible for (?:the|this|that) (?:outage|incident|failure|downtime|error|mistake|breakage)\b/gi,
    },
    { find: /\bcaused by (?=@)/gi },
  ],
  judgement: [
    {
      find: /\b(?:careless(?:ly|ness)?|slopp(?:y|ily|iness)|negligent(?:ly)?|negligence|reckless(?:ly|ness)?|stupid(?:ly|ity)?|incompeten(?:t|ce)|inexperienced|irresponsibl[ey]|complacen(?:t|cy)|foolish(?:ly)?|unprofessional(?:ly)?)\b/gi,
      unlessAfter: /^(?:-\w| [A-Z])/,
    },
    { find: /\b(?:too|so|been|was|were|is|are|being|just|simply|plain) lazy\b/gi, unlessAfter: /^-/ },
    { find: /\b(?:lazy (?=engineer|developer|operator|admin|people|review|work)|laziness\b)/gi },
    {
      find: /\b(?:poor|bad|wrong|terrible|awful|dumb) (?:judge?ment|decisions?|choices?|call|idea)\b/gi,
    },
    { find: /\b(?:inappropriate|inadequate)(?:ly)?\b/gi },
    {
      find: /\binsufficient(?:ly)?\b/gi,
      unlessAfter:
        /^ (?:disk|memory|permissions?|privileges?|funds|quota|capacity|storage|space|resources|scope|rights|data|bandwidth|credits?|balance|cpu|power|i\/?o|ports|threads|connections|(?:file|free|swap) \w+)\b/i,
    },
    { find: /\bpanick(?:ed|ing)\b/gi, onlyBefore: people },
    { find: /\b(?:rushed|hasty|hastily|half-hearted(?:ly)?)\b/gi, unlessAfter: /^ (?:through|past) \d/i },
  ],
  exhortation: [
    { find: /\b(?:be|being) (?:more |extra |very )?(?:careful|vigilant|diligent|mindful|attentive)\b/gi },
    { find: /\b(?:take|use|exercise) (?:more|greater|extra) (?:care|caution)\b/gi },
    { find: /\bpay(?:ing)? (?:more |closer |better )?attention\b/gi },
    { find: /\bdouble[- ]check(?:ing)?\b/gi, unlessBefore: /\b(?:an?|the|this|each) $/i },
    {
      find: /\b(?:remind(?:ing)?|tell(?:ing)?) (?:everyone|everybody|all|people|engineers|staff|developers|operators|teams|(?:the|our) (?:team|teams|on-?call|staff|shift|operators|engineers|developers|reviewers))\b/gi,
    },
    { find: /\bremember to\b/gi },
    {
      find: /\bre-?train(?:ing|ed)?\b/gi,
      unlessAfter:
        /^ (?:the|a|this|our|every|each)(?: [\w-]+)? (?:models?|classifiers?)\b|^ (?:every|each|at)\b/i,
      unlessBefore: /\b(?:model|classifier)(?: (?:is|was|gets|being|been))? $/i,
    },
    {
      find: /\bfollow(?:ing)? (?:the|our)(?: [\w-]+)? (?:process|procedures?|rules|checklists?|policy|policies|instructions|guidelines)\b/gi,
    },
    { find: /\b(?:must|should|have to|need to|has to) (?:adhere|stick) to\b/gi },
    { find: /\bimportance of (?:following|checking|testing|reading)\b/gi },
    { find: /\bthink twice\b/gi },
    { find: /\btry(?:ing)? harder\b/gi },
    { find: /\bmust (?:ensure|make sure)\b/gi },
    { find: /\b(?:improve|raise|increase|create) (?:the )?awareness\b/gi },
    { find: /\bdo better (?:next time|at|in|with)\b/gi },
  ],
  'single-cause': [
    {
      find: /\b(?:root|sole|single|one true|true|real|actual|underlying|primary|only|main)[- ]cause\b/gi,
      unlessBefore:
        /\b(?:no|not|never|without|instead of|than|any|field)(?: an?| the| one| single)*(?: \w+)? $/i,
      unlessAfter: /^ (?:field|analysis (?:tool|template|field))/i,
    },
    { find: /\bone (?:and only )?cause\b/gi, unlessBefore: /\b(?:no|not|than|never|any) $/i },
    { find: /\brca(?=:| (?:is|was)\b)/gi },
    { find: /\bthe (?:reason|cause) (?:was|is)\b/gi },
    { find: /\bthe reason (?:for|why|the|our|we|it|this)\b[^.!?]{0,80}?\b(?:was|is)\b/gi },
  ],
  'person-in-cause': [
    { find: new RegExp(`${doer} (?:accidentally |then |again |just )?${harm}\\b`, 'gi') },
    { find: /\b(?:broken|taken down|caused|wiped|deleted) by (?:@[\w.-]+|team [\w-]+|the [\w-]+ team)/gi },
  ],
  luck: [
    {
      find: /\b(?:fortunately|luckily|thankfully|mercifully|thank goodness|as luck would have it|by (?:(?:pure|sheer|good|blind|mere) )?(?:luck|fortune|chance)|stroke of luck|(?:pure|sheer|good|dumb|blind) (?:luck|fortune)|(?:got|were|was|been|are|is)(?: just| simply| very| really| quite)? (?:lucky|fortunate))\b/gi,
    },
    { find: /(?<=^|[.!?]\s+)happily(?=,)/gim },
  ],
  overclaim: [
    { find: /\b(?:fully|completely|entirely|totally|100 ?%) (?:resolved|fixed|solved)\b/gi },
    { find: /\bwe take [^.!?]{1,60}? (?:very |extremely )?seriously\b/gi },
    {
      find: /\b(?:some|certain|a (?:very )?(?:small |limited |tiny )?(?:number|subset|handful|group) of)(?: of our| our| of the)? (?:users|customers|people|clients) (?:may|might|could)\b/gi,
    },
    { find: /\b(?:never|not|n['’]t) happen again\b/gi },
    { find: /\bour (?:top|highest|number one|first) priority\b/gi },
    { find: /\bwe (?:can )?(?:guarantee|assure you|promise)\b/gi },
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
