// Grouping a night's briefs into stories: seconds for 2,000 and 8,000 briefs of which a third to a half share events.
// After `npm run build`:  npm run bench -- stories [BRIEFS…]
import { NO_USAGE } from '../dist/core/index.js';
import { groupStories } from '../dist/digest/stories.js';

const ACTS = [
  'opens a factory',
  'closes a school',
  'elects a mayor',
  'buys a hospital',
  'loses a bridge',
  'builds a dam',
];
const LANGUAGES = ['fr', 'es', 'it', 'pt', 'ca'];
const REPORTS = 3;

/** Another name of letters for each number. */
function placeOf(number) {
  const digits = String(number * 7919 + 4096).split('');
  return `V${digits.map((digit) => 'bdfgklmnrt'[Number(digit)] + 'aeiou'[number % 5]).join('')}`;
}

function briefOf(event, report) {
  const [act, place] = [ACTS[event % ACTS.length], placeOf(event)];
  const amount = (event % 90) + 10 + (event % 11 === 0 ? report * 30 : 0);
  const parts = [
    `${place} ${act}`,
    `The town of ${place} ${act} for €${amount} million, the council announced on Tuesday.`,
    `The decision concerns ${(event % 700) + 300} residents of ${place} and the villages around it, says desk ${report}.`,
    `Works will take ${(event % 20) + 12} months, according to engineer Ana ${placeOf(event + 50_000)}.`,
    'The opposition criticises the plan and demands an inquiry.',
  ];
  const text = parts.join('\n\n');
  const claim = (part, index) => ({ text: part, evidence: [{ segment: index, start: 0, end: part.length }] });
  const id = `b${event}-${report}`;
  return {
    schema: 'precis/brief@1',
    id,
    article: {
      path: id,
      url: null,
      outlet: `desk ${report}`,
      sha256: id,
      language: LANGUAGES[(event + report) % LANGUAGES.length],
      title: parts[0],
      publishedAt: `2024-03-${String(10 + (event % 12)).padStart(2, '0')}`,
      text: `${text} ${place.repeat(3)} ${report}`,
      segments: [],
    },
    headline: claim(parts[0], 0),
    claims: parts.slice(1).map((part, index) => ({ ...claim(part, index + 1), verdict: 'supported' })),
    facts: [],
    findings: [],
    dropped: [],
    duplicates: [],
    verdict: 'review',
    made: { route: 'extract-first', translator: 'bench', summariser: 'extractive', prompt: null, precis: '0' },
    usage: NO_USAGE,
    warnings: [],
    signature: id,
  };
}

export default async function stories(argv = []) {
  const sizes = argv.length > 0 ? argv.map(Number) : [2_000, 8_000];
  const rows = sizes.map((briefs) => {
    const batch = Array.from({ length: briefs }, (_, index) => briefOf(Math.floor(index / REPORTS), index % REPORTS));
    const started = performance.now();
    const found = groupStories(batch);
    return {
      briefs,
      seconds: (performance.now() - started) / 1_000,
      stories: found.length,
      events: Math.ceil(briefs / REPORTS),
    };
  });
  const [first] = rows;
  return {
    table: rows.map(({ seconds, ...row }) => ({ ...row, seconds: seconds.toFixed(2) })),
    figures: { rows },
    goals: {
      [`seconds for ${first.briefs} briefs`]: {
        wanted: '<= 2',
        value: first.seconds.toFixed(2),
        met: first.seconds <= 2,
      },
      'stories for each event': {
        wanted: '1',
        value: (first.stories / first.events).toFixed(3),
        met: first.stories === first.events,
      },
    },
  };
}
