import { compileCues, compileWords } from './cues.ts';

/** Frequent English words that no language of the tables shares. */
export const ENGLISH_FUNCTION_WORDS: ReadonlySet<string> = compileWords(
  `the of and to for with by from that which who this these those it its his her their they he she we you i is are
   was were be been being has had have having will would could should may might must can not but or if than then
   when where while after before during about into over under between through against more most many much some any
   all also only other such there what how on at as said says both each no new first two`,
);

/** Words that keep a statement from being flat: possibility, hearsay, intention, expectation. */
export const ENGLISH_HEDGES = compileCues(
  `could|may|might|would|should|perhaps|maybe|possibly|possible|possibility|potential|potentially|probably|probable|
   likely|unlikely|presumably|reportedly|allegedly|alleged|apparently|seemingly|supposedly|supposed to|purportedly|
   ostensibly|said to|believed to|thought to|understood to|considered|expected|expects|expect|plan|plans|planned|
   planning|intend*|hope*|want*|aim|aims|seek*|consider*|seem*|appear*|suspect*|accus*|claim*|rumour*|rumor*|
   unconfirmed|estimate*|risk|risks|threat*|set to|about to|according to|reports|reported|suggest*|propos*|can|chance|
   danger of|so-called|suspicion|in theory|if|wish*|must|ought|bound to|able to|unless|indicat*|doubt*|believe*|think*|
   prospect|tend to|tends to|subject to|prone to|vulnerable|capable of|liable|prospective|eventual|conceivabl*|
   hypothetic*|presum*|evidently|obviously|cannot|can't|couldn't|wouldn't|shouldn't|it is said|quoted as|was to|were to|is to|
   are to|was due to|were due to|is due to|are due to|allow*|enabl*|permit*|ability|odds|likelihood|apt to|interested|
   apparent|inevitabl*|hopefully|prone|ready to|supposed`.replaceAll(/\s*\n\s*/gu, ''),
  true,
);

/** Hedges of English that also stand in plain statements: they do not excuse a "will" for a "could". */
export const ENGLISH_WEAK_HEDGES = compileCues(
  `can|if|must|want*|plan|plans|planned|planning|consider*|tend to|tends to|able to|capable of|seek*|aim|aims|subject to|
   intend*|hope*|wish*|claim*|considered|reports|reported|report|indicat*|believe*|think*|suggest*|propos*|risk|risks|obviously|evidently|
   estimate*|according to|bound to|liable|vulnerable|prone to|doubt*|accus*|suspect*|cannot|can't|was to|were to|is to|
   are to|was due to|were due to|is due to|are due to|allow*|enabl*|permit*|ability|interested|apparent|inevitabl*|prone|
   ready to|quoted as|it is said`.replaceAll(/\s*\n\s*/gu, ''),
  true,
);

/** Who says so. */
export const ENGLISH_ATTRIBUTIONS = compileCues(
  `according to|said|says|say|saying|told|tells|tell|reported|reports|report|reportedly|announced|announces|announce*|
   stated|states|claim*|argue*|believe*|think*|thought|consider*|estimate*|warn*|explain*|added|adds|note|notes|noted|
   confirm*|declare*|describe*|call|calls|called|wrote|writes|written|in the opinion|in the view|point* out|stress*|
   emphasi*|insist*|admit*|acknowledge*|promise*|quot*|citing|cited|cites|suggest*|found|finds|show*|reveal*|indicate*|
   maintain*|denied|denies|asked|ask|asks|repl*|express*|mention*|remark*|comment*|testif*|assert*|alleg*|accus*|
   reckon*|fear*|predict*|forecast*|expect*|say*|observe*|observ*|highlight*|recall*|inform*|publish*|post*|tweet*|
   statement|as per|in the words of|see*|view*|judg*|conclude*|conclusion*|affirm*|assur*|opinion|propos*|recommend*|
   advise*|demand*|known as|revelation*|unveil*|news|theory|criticis*|criticiz*|prais*|disclos*|detail*|communiqu*|data|figures from|source*|study|survey*|
   poll|based on|in line with|under`.replaceAll(/\s*\n\s*/gu, ''),
  true,
);

/** Verbs of saying, for the speaker of a quotation. */
export const ENGLISH_SPEECH = compileCues(
  `according to|said|says|say|told|tells|announced|announces|stated|states|claimed|claims|argued|argues|believes|
   warned|warns|explained|explains|added|adds|noted|notes|confirmed|confirms|declared|declares|wrote|writes|insisted|
   insists|admitted|admits|promised|promises|replied|replies|asked|asks|tweeted|remarked|commented|comments|asserted|
   asserts|observed|concluded|concludes|affirmed|assured|assures|pointed out|points out|stressed|emphasised|emphasized|
   posted|recalled|recalls|quoted|cited|citing|quoting|in the words of|welcomed|praised|
   criticised|criticized|declined|complained|joked|predicted|reported|reports`.replaceAll(/\s*\n\s*/gu, ''),
  true,
);

/** A negated statement in so many words. */
export const ENGLISH_NEGATIONS = compileCues(
  `not|cannot|no|never|none|nobody|no one|nothing|neither|nor|without|nowhere|no longer|isn't|aren't|wasn't|
   weren't|don't|doesn't|didn't|won't|can't|couldn't|wouldn't|shouldn't|hasn't|haven't|hadn't|mustn't|needn't|ain't`.replaceAll(
    /\s*\n\s*/gu,
    '',
  ),
  true,
);

/** What negates nothing. */
export const ENGLISH_NOT_NEGATIONS = compileCues(
  `not only|not just|not merely|not least|no doubt|no less than|not less than|no fewer than|no more than|
   not to mention|no matter|whether or not|no smaller than|no larger than|no later than|no earlier than|no longer than|
   no greater than|don't forget|do not forget|not forget|without doubt|no wonder|last but not least|nothing but|no sooner`.replaceAll(
    /\s*\n\s*/gu,
    '',
  ),
  true,
);

/**
 * Words that hold a negation within them: another language may say the same with "not". Prefixes and suffixes are in
 * `holdsNegation`.
 */
const LEXICAL_NEGATIONS = compileCues(
  `fail*|refus*|deny|denies|denied|denying|denial|lack*|unable|except*|only|hardly|barely|scarcely|rarely|seldom|
   little|few|fewer|less|least|avoid*|prevent*|ban|bans|banned|banning|forbid*|forbidden|prohibit*|impossib*|inabilit*|
   absence|absent|instead|rather|free|declin*|reject*|stop*|halt*|ceas*|miss|missed|missing|misses|exclud*|exclusion|
   far from|unless|until|neglig*|neglect*|ignor*|abandon*|cancel*|oppos*|alone|sole|solely|just|merely|other than|
   doubt*|differ|differs|different|at most|up to|maximum|too|spare*|devoid|void|illegal*|illegitim*|illicit|invalid|
   invisible|inadequate|incapable|incomplete|inconsisten*|incorrect*|ineffect*|inactive|insufficient*|inedible|
   irregular*|irrelevan*|irrespons*|immature|immobil*|impractical|improper|disagree*|dislike*|disappear*|disab*|
   discontin*|disregard*|disbelie*|non|regardless|nevertheless|nonetheless|impassable|incurable|indescrib*|infrequen*|
   inexpensive|invulnerab*|inexhaust*|invariab*|indefin*|intact|immediate*|still to|still has to|still have to|still awaiting|still missing|remain*|even|any|anyone|anything|ever|worst|
   essential|guarantee*|sack*|abort*|rare|blind|offline|obscur*|varies|secret*|make sure`.replaceAll(/\s*\n\s*/gu, ''),
  true,
);
const UN =
  /(?<![\p{L}])(?:un(?!til|der|it|ion|iv|iq|if)\p{Ll}{4,}|non-?\p{Ll}{3,}|\p{Ll}{3,}less(?:ly|ness)?)(?!\p{L})/iu;

/** Whether an English sentence may say "not" in another word ("refused", "unknown", "homeless", "only"). */
export function holdsNegation(text: string): boolean {
  return UN.test(text) || LEXICAL_NEGATIONS.find(text).length > 0;
}
