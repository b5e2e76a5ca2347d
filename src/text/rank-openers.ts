import { baseLanguage, type LanguageTag } from '../core/language.ts';

/**
 * Words by which a sentence leans on the one before it. Lower case, separated by spaces; `_` joins the words of a
 * phrase, and an apostrophe or hyphen counts as a space (`c_est`).
 */
interface Openers {
  /** Personal pronouns of the third person. Like pointers, dangling at the start and after a fronted phrase. */
  readonly pronouns: string;
  /** Demonstratives and possessives, also after a preposition (`In this case`). */
  readonly pointers: string;
  /** Connectives and other phrases that continue what was said; verbs whose subject is left out. */
  readonly connectives: string;
  readonly prepositions: string;
  /** Nouns after which a demonstrative points at the calendar and not at the text: `this week`. */
  readonly calendar: string;
  /** Phrases that begin like one of the above and stand on their own: `il_y_a`. */
  readonly free: string;
}

const OPENERS: Readonly<Record<string, Openers>> = {
  fr: {
    pronouns: 'il elle ils elles lui eux celui celle ceux celles cela ceci ça c',
    pointers: 'ce cet cette ces son sa ses leur leurs',
    connectives:
      'mais or donc car puis ensuite enfin aussi ainsi toutefois cependant néanmoins pourtant également et sinon ' +
      'notamment autrement dont là en_effet en_revanche en_outre de_plus par_ailleurs par_conséquent du_coup de_même ' +
      'au_contraire d_autre_part de_son_côté à_son_tour en_conséquence dès_lors d_ailleurs pour_autant à_l_inverse ' +
      'dans_le_même_temps depuis_lors entre_temps par_exemple au_total tous_deux toutes_deux l_un l_une les_deux ' +
      'l_intéressé l_intéressée du_reste en_retour en_particulier à_défaut malgré_tout résultat',
    prepositions:
      'à de d dans pour selon après avec sans par sur sous chez entre parmi contre depuis avant malgré en dès pendant',
    calendar:
      'lundi mardi mercredi jeudi vendredi samedi dimanche matin midi soir jour jours mois semaine année nuit été ' +
      'automne hiver printemps week après moment weekend',
    free: 'il_y_a il_y_avait il_y_aura il_y_aurait il_faut il_faudra il_faudrait il_fallait il_existe',
  },
  de: {
    pronouns: 'er sie es ihm ihn ihnen',
    pointers:
      'dies diese dieser dieses diesem diesen jene jener jenes jenem jenen sein seine seinen seinem seiner seines ' +
      'ihr ihre ihren ihrem ihrer ihres solche solcher solches dessen deren',
    connectives:
      'damit dabei dafür dagegen dazu daher darum deshalb deswegen danach dann daraus darüber davon daran darauf ' +
      'darin dadurch davor daneben dahinter dort da doch aber und denn jedoch allerdings außerdem zudem ferner damals ' +
      'seither seitdem zugleich gleichzeitig dennoch trotzdem stattdessen somit also so hierzu hierbei hinzu beide ' +
      'beides auch oder sonst letztere letzterer letzteres ebenso zum_beispiel im_gegenzug unterdessen inzwischen ' +
      'das_ist das_war das_sei das_wird das_wurde das_hat das_habe das_hatte das_teilte das_sagte das_bedeutet ' +
      'das_geht das_gilt das_kann das_soll das_sind das_waren das_könnte das_heißt das_entspricht das_zeigt ' +
      'das_bestätigte das_berichtet das_berichtete das_macht',
    prepositions: 'in mit von für nach bei aus seit vor zu auf durch gegen ohne laut wegen trotz über an unter',
    calendar:
      'montag dienstag mittwoch donnerstag freitag samstag sonntag morgen mittag abend nacht tag tage tagen woche ' +
      'wochen monat jahr jahres sommer winter herbst frühjahr wochenende',
    free: 'es_gibt es_gab',
  },
  es: {
    pronouns: 'él ella ellos ellas ello',
    pointers:
      'este esta estos estas esto ese esa esos esas eso aquel aquella aquellos aquellas aquello su sus dicho dicha',
    connectives:
      'pero además también así entonces luego después tampoco asimismo igualmente y e ni pues aun allí ahí ambos ambas ' +
      'sin_embargo no_obstante por_ello por_eso por_tanto por_lo_tanto en_cambio por_otra_parte por_otro_lado ' +
      'por_su_parte mientras_tanto de_hecho en_consecuencia a_su_vez por_ejemplo al_mismo_tiempo en_total lo_mismo ' +
      'ha había han habían habría fue era eran está están estaba tiene tienen tenía será serán dijo afirmó añadió ' +
      'explicó señaló aseguró entre_ellos entre_ellas',
    prepositions: 'a de en para por con sin según tras desde sobre entre contra ante durante',
    calendar:
      'lunes martes miércoles jueves viernes sábado domingo mañana tarde noche día días semana mes año verano invierno ' +
      'otoño primavera fin mediodía madrugada',
    free: 'ha_muerto han_muerto ha_fallecido',
  },
  it: {
    pronouns: 'lui lei loro egli ella essi esse esso essa ciò',
    pointers:
      'questo questa questi queste quest quello quella quelli quelle tale tali suo sua suoi sue il_suo la_sua i_suoi ' +
      'le_sue il_loro la_loro i_loro le_loro',
    connectives:
      'ma però tuttavia inoltre anche così quindi dunque pertanto perciò invece infatti poi e ed intanto infine neppure ' +
      'nemmeno entrambi entrambe altrimenti ovvero allora lì nel_frattempo d_altra_parte d_altronde a_sua_volta ' +
      'dal_canto_suo per_questo per_esempio ad_esempio in_totale allo_stesso_tempo al_contrario nonostante_ciò ' +
      'ha aveva avrebbe era erano lo_ha lo_hanno la_ha li_ha tra_loro',
    prepositions: 'a di in per con senza secondo dopo su tra fra contro da durante prima',
    calendar:
      'lunedì martedì mercoledì giovedì venerdì sabato domenica mattina mattino pomeriggio sera notte giorno giorni ' +
      'settimana mese anno estate inverno autunno primavera weekend',
    free: '',
  },
  pt: {
    pronouns: 'ele ela eles elas isto isso aquilo',
    pointers:
      'este esta estes estas esse essa esses essas aquele aquela aqueles aquelas neste nesta nesse nessa deste desta ' +
      'desse dessa seu sua seus suas o_seu a_sua os_seus as_suas tal tais',
    connectives:
      'mas porém contudo todavia também assim portanto entretanto então depois e nem ambos ambas ali aí logo pois ' +
      'no_entanto além_disso por_isso ainda_assim por_outro_lado por_sua_vez da_mesma_forma em_contrapartida de_facto ' +
      'de_fato por_exemplo ao_mesmo_tempo no_total entre_eles entre_elas foi era eram tem tinha têm está estava terá ' +
      'teria será disse afirmou acrescentou',
    prepositions: 'a de em para por com sem segundo após desde sobre entre contra ante durante',
    calendar:
      'segunda terça quarta quinta sexta sábado domingo manhã tarde noite dia dias semana mês ano verão inverno outono ' +
      'primavera fim madrugada',
    free: '',
  },
  nl: {
    pronouns: 'hij zij ze hem haar hen hun',
    pointers: 'dit deze dat die zijn diens zulke dergelijke',
    connectives:
      'daar daarom daarmee daarna daarvoor daarover daarop daarbij daarnaast daardoor daarin daarvan daaruit daartoe ' +
      'dan toen toch maar en ook echter bovendien verder zo dus want niettemin desondanks hierdoor hiermee hierbij ' +
      'hierover intussen ondertussen beide vervolgens wel of tevens evenwel bijvoorbeeld het_is het_was het_gaat ' +
      'het_werd het_wordt het_heeft het_zou volgens_hem volgens_haar volgens_hen op_zijn_beurt aan_de_andere_kant',
    prepositions: 'in met van voor na bij uit sinds op door tegen zonder volgens wegens ondanks over aan onder tijdens',
    calendar:
      'maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ochtend middag avond nacht dag dagen week weken maand ' +
      'jaar zomer winter najaar voorjaar herfst lente weekend weekeinde',
    free: '',
  },
  ca: {
    pronouns: 'ell ella ells elles això allò',
    pointers:
      'aquest aquesta aquests aquestes aquell aquella aquells aquelles el_seu la_seva els_seus les_seves la_seua aital',
    connectives:
      'però tanmateix també així llavors després i ni tampoc mentrestant doncs ambdós ambdues allà aleshores a_més ' +
      'per_això per_tant en_canvi d_altra_banda per_la_seva_banda al_seu_torn no_obstant de_fet per_exemple alhora ' +
      'en_total ha havia hauria era eren té tenen tenia serà va_dir va_afegir entre_ells entre_elles',
    prepositions: 'a de d en per amb sense segons després des sobre entre contra durant',
    calendar:
      'dilluns dimarts dimecres dijous divendres dissabte diumenge matí tarda vespre nit dia dies setmana mes any estiu ' +
      'hivern tardor primavera cap migdia matinada',
    free: '',
  },
  en: {
    pronouns: 'he she it they him them',
    pointers: 'this that these those his her its their such',
    connectives:
      'but however also moreover furthermore therefore thus so yet nevertheless nonetheless meanwhile instead then ' +
      'besides consequently hence still and or nor otherwise likewise similarly afterwards both there here too ' +
      'additionally accordingly conversely in_addition as_a_result in_turn for_example for_instance in_total ' +
      'on_the_other_hand by_contrast in_contrast at_the_same_time the_latter the_former in_fact of_these among_them ' +
      'the_two even_so',
    prepositions: 'in on at to for with without from by after before under over of despite according since during',
    calendar:
      'monday tuesday wednesday thursday friday saturday sunday morning afternoon evening night day week month year ' +
      'summer winter autumn fall spring weekend',
    free: 'there_is there_are there_was there_were there_will',
  },
  pl: {
    pronouns: 'on ona ono oni one jemu jej im niego niej nich',
    pointers: 'to ten ta te ci tego tej tych temu tym tę tą jego ich taki taka takie tacy swój swoją',
    connectives:
      'jednak ale zatem więc dlatego ponadto także również też natomiast tymczasem potem następnie wtedy i a lecz oraz ' +
      'zaś jednakże tam wówczas poza_tym z_kolei mimo_to przede_wszystkim na_przykład w_tym_samym_czasie obaj obie ' +
      'dodał dodała powiedział powiedziała był była było były',
    prepositions: 'w we z ze na do po przy od dla o u przez według bez pod przed nad za',
    calendar:
      'poniedziałek wtorek środa środę czwartek piątek sobota sobotę niedziela niedzielę tydzień tygodniu miesiąc ' +
      'miesiącu rok roku lato lata zima zimy jesień wiosna weekend',
    free: '',
  },
  cs: {
    pronouns: 'on ona ono oni ony jemu jí jim něj ní nich',
    pointers: 'to ten ta tento tato toto tyto tito toho této těchto tomuto tím jeho její jejich takový taková takové',
    connectives:
      'ale však avšak proto tedy také rovněž navíc dále potom poté přesto a i nebo ovšem nicméně zároveň mezitím tam ' +
      'pak tak jenže oba obě kromě_toho na_druhou_stranu mimo_jiné například přitom dodal dodala řekl řekla byl byla ' +
      'bylo byli',
    prepositions: 'v ve s se na do po při od pro o u přes podle bez pod před nad za z ze k',
    calendar:
      'pondělí úterý středa středu čtvrtek pátek sobota sobotu neděle neděli týden týdnu měsíc měsíci rok roku léto ' +
      'léta zima zimu podzim jaro víkend',
    free: '',
  },
  ru: {
    pronouns: 'он она оно они ему ей им него нее неё них',
    pointers:
      'это этот эта эти этого этой этих этому этим тот та то те того тех его её ее их такой такая такое такие свой',
    connectives:
      'но однако также кроме затем потом тогда и а или поэтому зато причем причём там здесь оба обе кроме_того ' +
      'тем_не_менее при_этом вместе_с_тем в_то_же_время таким_образом между_тем например в_частности был была было были',
    prepositions: 'в во с со на до по при от для о об у через без под перед над за из к ко после согласно',
    calendar:
      'понедельник вторник среду четверг пятницу субботу воскресенье утро вечер день неделя неделе неделю месяц месяце ' +
      'год году лето зиму осень весну',
    free: '',
  },
  uk: {
    pronouns: 'він вона воно вони йому їй їм нього неї них',
    pointers: 'це цей ця ці цього цієї цих цьому цим той та те ті того тих його її їх їхній такий така таке такі',
    connectives:
      'але однак проте також потім тоді і й а або тому отже водночас натомість там тут обидва обидві крім_того ' +
      'при_цьому тим_часом таким_чином зокрема наприклад разом_з_тим був була було були',
    prepositions: 'в у з із на до по при від для о об через без під перед над за після згідно',
    calendar:
      'понеділок вівторок середу четвер п_ятницю суботу неділю ранок вечір день тиждень тижня місяць місяця рік року ' +
      'році літо зиму осінь весну',
    free: '',
  },
  fi: {
    pronouns: 'hän he se ne hänet heidät',
    pointers:
      'tämä nämä nuo tuo hänen heidän sen niiden tämän näiden siitä siinä siihen tästä tässä tähän sitä niitä tätä ' +
      'tällainen tällaiset',
    connectives:
      'mutta kuitenkin myös lisäksi siksi niin sitten silti toisaalta näin ja eli joten siis tosin molemmat siellä ' +
      'tällöin sen_sijaan esimerkiksi samalla samaan_aikaan tästä_huolimatta',
    prepositions: 'ennen ilman kohti',
    calendar: 'viikko viikon viikolla vuosi vuonna vuoden kuu kuussa kesä kesänä talvi talvena syksy kevät päivä',
    free: '',
  },
};

/** "Due potrebbero …", "Two were …": so many of what was counted before. */
const COUNTS = setOf(
  'deux trois quatre cinq six certains certaines plusieurs aucun aucune tous toutes zwei drei vier fünf sechs einige ' +
    'mehrere alle dos tres cuatro cinco seis algunos algunas varios varias todos todas ninguno due tre quattro cinque sei ' +
    'alcuni alcune nessuno dois duas três quatro cinco alguns algumas nenhum twee drie vier vijf zes sommige enkele dues ' +
    'quatre cinc alguns algunes two three four five six some several most many none all one another others',
);
const AUXILIARIES = setOf(
  'sont ont seraient auraient pourraient étaient avaient doivent seront auront sind haben wurden könnten waren sollen ' +
    'hatten werden son están estarían podrían fueron han eran estaban serán sono hanno potrebbero sarebbero erano sarà ' +
    'saranno è ha são estão poderão poderiam foram têm estavam serão zijn hebben kunnen waren worden moeten són estan ' +
    'podrien poden tenen are were is was has have could may might will had would must remain',
);

/** Unspaced scripts have no first word to look up: the sentence begins with one of these characters. */
const PREFIXES: Readonly<Record<string, { readonly dangling: string; readonly free: string }>> = {
  zh: {
    dangling:
      '他 她 它 这 那 該 该 此 其 但 然而 不过 因此 所以 而 另外 同时 对此 为此 随后 并且 這 不過 同時 對此 為此 隨後 ' +
      '两人 双方 也 还',
    free: '其他 其它 他国 也门 还有',
  },
  ja: {
    dangling:
      '彼 これ それ あれ この その あの こう そう しかし また さらに 一方 ただ だが そして したがって なお 同 ところが つまり ' +
      'なぜなら ほかに すると',
    free: 'これまで 同時多発 同盟 同志社',
  },
};

interface CompiledOpeners {
  readonly pronouns: ReadonlySet<string>;
  readonly pointers: ReadonlySet<string>;
  readonly connectives: ReadonlySet<string>;
  readonly prepositions: ReadonlySet<string>;
  readonly calendar: ReadonlySet<string>;
  readonly free: ReadonlySet<string>;
}

const compiled = new Map<string, CompiledOpeners>();

/** The longest phrase in the tables has this many words. */
const PHRASE_WORDS = 4;
/** A fronted phrase is looked at up to this many characters and words: "En 2023, il a réalisé". */
const FRONTED_CHARS = 80;
const FRONTED_WORDS = 8;

/**
 * Whether a sentence begins with a pronoun, demonstrative or connective that needs the sentence before it. Null for a
 * language without a table.
 */
export function opensDangling(text: string, language: LanguageTag): boolean | null {
  const base = baseLanguage(language);
  const start = text.replace(/^[^\p{L}\p{N}]{1,20}/u, '').slice(0, 200);
  const prefixes = PREFIXES[base];
  if (prefixes !== undefined) {
    const begins = (list: string) => list.split(' ').some((prefix) => start.startsWith(prefix));
    return begins(prefixes.dangling) && !begins(prefixes.free);
  }
  const openers = openersOf(base);
  if (openers === null) return null;
  const words = start.toLowerCase().match(/[\p{L}\p{M}]+|\p{N}+|,/gu) ?? [];
  return opens(words, openers) || leansAfterFrontedPhrase(start, words, openers);
}

function opens(words: readonly string[], openers: CompiledOpeners): boolean {
  if (startsWithPhrase(words, openers.free)) return false;
  if (startsWithPhrase(words, openers.connectives) || startsWithPhrase(words, openers.pronouns)) return true;
  const pointer = phraseLength(words, openers.pointers);
  if (pointer > 0) return !openers.calendar.has(words[pointer] ?? '');
  const [first = '', second = ''] = words;
  if (COUNTS.has(first) && AUXILIARIES.has(second)) return true;
  if (!openers.prepositions.has(first)) return false;
  const rest = words.slice(1);
  const inner = phraseLength(rest, openers.pointers);
  if (inner > 0) return !openers.calendar.has(rest[inner] ?? '');
  return openers.pronouns.has(second);
}

/** "En 2023, il a …", "Créé il y a trente ans, ce terminal …": what is meant stands in the sentence before. */
function leansAfterFrontedPhrase(start: string, words: readonly string[], openers: CompiledOpeners): boolean {
  const comma = words.indexOf(',');
  if (comma < 1 || comma > FRONTED_WORDS || start.indexOf(',') > FRONTED_CHARS) return false;
  const rest = words.slice(comma + 1);
  if (startsWithPhrase(rest, openers.free)) return false;
  const pointer = phraseLength(rest, openers.pointers);
  return pointer > 0 ? !openers.calendar.has(rest[pointer] ?? '') : openers.pronouns.has(rest[0] ?? '');
}

function startsWithPhrase(words: readonly string[], phrases: ReadonlySet<string>): boolean {
  return phraseLength(words, phrases) > 0;
}

/** How many words the longest phrase at the start takes; 0 where none stands there. */
function phraseLength(words: readonly string[], phrases: ReadonlySet<string>): number {
  for (let length = Math.min(PHRASE_WORDS, words.length); length > 0; length -= 1) {
    if (phrases.has(words.slice(0, length).join('_'))) return length;
  }
  return 0;
}

function setOf(phrases: string): ReadonlySet<string> {
  return new Set(phrases.split(' ').filter(Boolean));
}

function openersOf(base: string): CompiledOpeners | null {
  const table = OPENERS[base];
  if (table === undefined) return null;
  let sets = compiled.get(base);
  if (sets === undefined) {
    sets = {
      pronouns: setOf(table.pronouns),
      pointers: setOf(table.pointers),
      connectives: setOf(table.connectives),
      prepositions: setOf(table.prepositions),
      calendar: setOf(table.calendar),
      free: setOf(table.free),
    };
    compiled.set(base, sets);
  }
  return sets;
}
