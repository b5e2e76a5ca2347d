import { COMMON_WORDS } from '../data/words.ts';

/**
 * Words that English capitalises in the names of institutions, events and posts, and that other languages translate:
 * they say nothing about whether a name is right.
 */
const INSTITUTION_WORDS = `
academy admiral agency airport airways alliance ambassador archbishop army assembly association atlantic avenue award
awards bank baron battalion battle bishop board border branch brigade bridge brother brothers bureau cabinet canal
captain cardinal castle cathedral center centre century chairman chairwoman chamber champion champions championship
championships chancellor channel chapter charter chief church circuit city civil clinic club coalition colonel college
command commission commissioner committee commons communist communists community company compact confederation
conference congress congressman congresswoman conservation conservative conservatives constitution constitutional
consul convention cooperation corporation corps council councillor count county court covid crown cup customs
declaration defence defense democracy democratic democrat democrats department deputy desert dictionary diet director
directorate district division doctor duchess duke earl earth east eastern economics economy education electoral embassy
emergency emperor empire energy enterprise equator estate executive exchange expedition exposition facebook faculty
father federal federation festival finance fleet football force forces foreign forest forum foundation fund future
galaxy gallery games gazette general global god gospel governor government governorate grand group guard guards guild
gulf harbor harbour hall hall headquarters health heritage high highness hill hills history holiday holy home honour
horticultural hospital hotel house human hurricane imperial independence independent industries industry infantry
information initiative institute institution interior international internet island islands isles journal judge junior
justice king kingdom knight labor laboratory labour lady lake lakes league left legion liberal liberals liberation
liberty library lieutenant limited line lion lions lodge lord lords madam magazine major majesty manager marathon marine
marines market marshal marshals mayor medal media meeting memorial messrs metropolitan mine minister ministry miss mission
monarch monastery monday monsieur monument moon mosque mother mount mountain mountains mr mrs ms museum music nation
national nations nature naval navy network news north northeast northeastern northern northwest northwestern observatory
ocean office officer olympic olympics olympiad open opera orchestra order organisation organization pact palace papal
park parliament parliamentary parkway partnership party pass peace peninsula people peoples planet plaza pole police
policy polytechnic pontiff pope port post prefecture premier presbyterian presidency president presidential press prime
prince princess prison prize professor program programme project prosecutor province provincial public quarter queen
radio railway railways rally ranger rangers reconciliation rector reformation reform region regional regiment register
renaissance representative representatives republic republican republicans research resistance resort review revolution
revolutionary rights ring river rivers road royal rule rural saint sea school science sciences sea secretariat secretary
section security senate senator senior sergeant series service services sheriff show sir sister social socialist
socialists society south southeast southeastern southern southwest southwestern sovereign space speaker sport sports
square stadium staff standard star state states station stock street studies studio summit sun sunday supervisory supreme
survey syndicate system taskforce team technical technology telegraph television temple territory test theater theatre
theory times tournament tower town trade trail transport treasury treaty tribunal tribune trophy trust twitter ultimate
union united unity universe university urban valley vice village villa virus volcano volunteers wall war water web west
western whip wikipedia wing woods workers world youth zone zoo celsius fahrenheit kelvin euro euros dollar dollars pound pounds renminbi zloty koruna parenthood subcommittee prix squadron symphony cyclone typhoon terminus pharaoh
pharaohs campground speedway jurassic cretaceous triassic mesozoic paleozoic pleistocene holocene neolithic paleolithic baroque
enlightenment aquarius capricorn gemini libra sagittarius scorpio taurus virgo archipelago isthmus cape strait bay cove reef glacier
plateau canyon falls lagoon valley oasis dam creek fjord highlands lowlands outback tax tomb sealion moose eyeglasses avalanche
avalanches hostels trainee greens reds blues whites browns
`;

/** Words that are mostly seen at the beginning of a sentence, and so capitalised. */
const STARTERS = `
however nevertheless nonetheless moreover meanwhile furthermore therefore thus hence luckily fortunately unfortunately
sadly additionally consequently finally lastly firstly secondly thirdly afterwards likewise similarly instead indeed
alternatively conversely yes no okay hello thanks despite although whereas besides otherwise regardless interestingly
surprisingly remarkably importantly notably reportedly allegedly apparently obviously clearly evidently eventually
initially originally historically traditionally nowadays today yesterday tomorrow tonight perhaps maybe whether unlike
i'm i've i'll i'd don't doesn't didn't won't can't isn't aren't wasn't weren't couldn't wouldn't shouldn't it's that's
there's here's what's who's let's they're they've they'll we're we've we'll you're you've you'll he's she's he'd she'd
`;

/** Abbreviations of common nouns, which other languages write out or abbreviate in their own way. */
const ABBREVIATIONS = `
ceo cfo coo cto tv tvs pc pcs id ids atm atms cctv dj mp mps mep meps mla pm ngo ngos gdp gnp vat ai it hr pr suv suvs
phd ma ba msc bsc mba ok vip vips faq sms mri ct er icu ip url usb cd cds dvd dvds gps dna rna hiv aids std ph rpm wc
gop fed gov sen rep prof capt lt sgt col gen hon rev diy pmq pmqs aka asap eta faqs gdps ipo ipos rnd uvs vs
uv led lcd dslr rov eva r&d rd ev evs co ltd inc corp plc llc vs no nos vol et al qc kg km hp ghz mhz gb tb mb kw mw gw
`;

/** Capitalised in English without being the name of anybody. */
const CALENDAR_WORDS = `
january february march april may june july august september october november december monday tuesday wednesday thursday
friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat easter
christmas am pm gmt utc est edt pst bc ad bce ce spring summer autumn winter new year eve
`;

/** Parts of a personal or place name that carry nothing on their own. */
const PARTICLES =
  'de da do dos das del della di du des la le les el al bin ibn ben van von der den ter ten zu zur y e of the and for in on at to a an & jr sr ii iii iv vi vii viii ix st ste san santa são saint';

const list = (words: string): string[] => words.split(/\s+/u).filter(Boolean);
const calendar = new Set(list(CALENDAR_WORDS));
const abbreviations = new Set(list(ABBREVIATIONS));
const starters = new Set(list(STARTERS));
const particles = new Set(list(PARTICLES));
const currencies = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()));
let common: Set<string> | null = null;

export function isCalendarWord(word: string): boolean {
  return calendar.has(word);
}

export function isParticle(word: string): boolean {
  return particles.has(word);
}

/** Whether capitals stand for a common noun (`CEO`), not for a name. In lower case. */
export function isAbbreviation(word: string): boolean {
  return abbreviations.has(word);
}

/** Whether a word is an ISO 4217 code. In lower case. */
export function isCurrencyCode(word: string): boolean {
  return currencies.has(word);
}

/** English words of which a capital letter makes no name; looks through common endings. In lower case. */
export function isCommonWord(word: string): boolean {
  common ??= new Set([...COMMON_WORDS.split(' '), ...list(INSTITUTION_WORDS)]);
  if (common.has(word) || starters.has(word.replaceAll('’', "'"))) return true;
  // Learned formations: no name ends so.
  if (
    word.length >= 9 &&
    /(?:ical|ological|ography|ology|ation|ations|ition|ments?|ingly|ically|ional|isation|ization|aphy|atic)$/u.test(
      word,
    )
  ) {
    return true;
  }
  for (const [ending, instead] of ENDINGS) {
    if (word.length > ending.length + 2 && word.endsWith(ending)) {
      const stem = word.slice(0, -ending.length);
      if (stem.length + instead.length >= 4 && common.has(stem + instead)) return true;
    }
  }
  return false;
}

/** Whether a word is made of two English words ("campground"). In lower case. */
export function isCompound(word: string): boolean {
  if (word.length < 7 || word.length > 20) return false;
  for (let at = 3; at <= word.length - 3; at++) {
    if (isCommonWord(word.slice(0, at)) && isCommonWord(word.slice(at))) return true;
  }
  return false;
}

/** Regular English endings, with what the dictionary form has instead. */
const ENDINGS: readonly (readonly [string, string])[] = [
  ['ies', 'y'],
  ['es', ''],
  ['s', ''],
  ['ing', ''],
  ['ing', 'e'],
  ['ed', ''],
  ['ed', 'e'],
  ['er', ''],
  ['er', 'e'],
  ['ers', ''],
  ['ly', ''],
  ['ally', 'al'],
  ['ness', ''],
  ['ment', ''],
  ['al', ''],
  ['al', 'e'],
  ['able', ''],
  ['less', ''],
  ['ship', ''],
  ['ism', ''],
  ['ist', ''],
  ['ists', ''],
  ['ity', ''],
  ['ity', 'e'],
  ['ation', 'e'],
];
