/**
 * Lines that belong to the page and not to the article: share buttons, cross-references, cookie notices, newsletter
 * boxes. A line goes only when the whole of it is one of these, so that a sentence that mentions Facebook stays.
 *
 * The patterns are for lines in lower case: V8 takes four times as long to compile these without regard to case, some
 * 25 ms before the first article is read.
 */

const NETWORK =
  '(?:facebook|twitter|x|linkedin|whatsapp|telegram|pinterest|reddit|instagram|bluesky|mastodon|threads|messenger|flipboard|e-?mail|mail|courriel|correo|google\\s?\\+?|tumblr|viadeo|xing)';
const AND = '(?:\\s*(?:,|\\||/|·|et|und|y|e|en|i|and|&|ou|oder|o|of|or)?\\s*)';
/** The empty look ahead keeps V8 from compiling them once for each way there: 10 ms instead of 33 for what follows. */
const NETWORKS = `(?=)${NETWORK}(?:${AND}${NETWORK}){0,8}`;

/** Whole lines, in any of the languages, without final punctuation. */
const SHARE = new RegExp(
  '^(?:' +
    [
      // fr
      `(?:partager|partagez|publier|envoyer|suivre|suivez-nous)(?:\\s(?:cet article|sur|par|via|avec|l['’]article|nous)){0,3}(?:\\s${NETWORKS})?`,
      "tweeter|tweetez|retweeter|imprimer(?: (?:cet|l['’])\\s?article)?|envoyer à un ami|réagir|commenter|copier le lien|enregistrer(?: l['’]article)?|ajouter aux favoris",
      // de
      `(?:teilen|jetzt teilen|artikel teilen|beitrag teilen|folgen sie uns)(?:\\s(?:auf|per|via|mit|bei)\\s${NETWORKS})?`,
      `(?:auf|per|via|bei)\\s${NETWORKS}\\s(?:teilen|senden|folgen)`,
      'twittern|drucken|artikel drucken|link kopieren|merken|kommentieren|vorlesen',
      // es
      `(?:compartir|comparte|síguenos)(?:\\s(?:este artículo|esta noticia|en|por|vía)){0,2}(?:\\s${NETWORKS})?`,
      'tuitear|twittear|imprimir|enviar por correo|copiar enlace|guardar|comentar',
      // it
      `(?:condividi|condividere|seguici|invia)(?:\\s(?:questo articolo|l['’]articolo|su|via|per)){0,2}(?:\\s${NETWORKS})?`,
      "tweetta|twitta|stampa(?: l['’]articolo)?|copia link|commenta",
      // pt
      `(?:compartilhar|compartilhe|partilhar|partilhe|siga-nos)(?:\\s(?:este artigo|esta notícia|no|na|em|por|via)){0,2}(?:\\s${NETWORKS})?`,
      'tuitar|tweetar|copiar link|salvar',
      // nl
      `(?:delen|deel|deel dit(?: artikel)?|artikel delen|volg ons)(?:\\s(?:op|via|per|met)\\s${NETWORKS})?`,
      'afdrukken|printen|kopieer link|reageer',
      // ca
      `(?:compartir|comparteix|segueix-nos)(?:\\s(?:aquest article|a|al|per|via)){0,2}(?:\\s${NETWORKS})?`,
      "piular|tuitar|imprimeix|copia l['’]enllaç",
      // pl
      `(?:udostępnij|podziel się|obserwuj nas)(?:\\s(?:na|przez|w)\\s${NETWORKS})?`,
      'drukuj|skopiuj link|skomentuj|zapisz',
      // en
      `(?:share|share this(?: article| story)?|follow us|post|send)(?:\\s(?:on|via|by|to|with)\\s${NETWORKS})?`,
      'tweet|retweet|print(?: this article)?|copy link|save|comment',
      "j['’]aime|gefällt mir|me gusta|mi piace|gosto|gostar|curtir|vind ik leuk|m['’]agrada|lubię to|like",
      // names of networks alone
      `${NETWORK}(?:${AND}${NETWORK}){1,8}`,
    ].join('|') +
    ')(?:\\s*[-–—:·|]?\\s*\\d{1,6})?$',
  'u',
);

/** A reference to another article, on a line of its own. The colon is what tells it from a sentence. */
const SEE_ALSO = new RegExp(
  '^(?:[>»→▶►•*-]\\s*)?(?:' +
    [
      'lire aussi|à lire aussi|lire également|à lire également|à lire|voir aussi|à voir aussi|voir également|sur le même sujet|en savoir plus|pour aller plus loin|articles? liés?',
      'lesen sie auch|lesen sie dazu|lesen sie mehr|auch interessant|mehr dazu|mehr zum thema|siehe auch|zum thema|lesen sie hier',
      'lea también|leer también|lee también|ver también|también te puede interesar|te puede interesar|más información|relacionado|noticias relacionadas',
      'leggi anche|vedi anche|per approfondire|potrebbe interessarti(?: anche)?|articoli correlati',
      'leia também|leia mais|veja também|ler também|saiba mais|notícias relacionadas',
      'lees ook|lees meer|zie ook|lees verder|meer over dit onderwerp|bekijk ook',
      'llegiu també|llegeix també|vegeu també|més informació|també et pot interessar',
      'czytaj także|czytaj też|czytaj więcej|przeczytaj także|przeczytaj też|zobacz także|zobacz też|zobacz więcej',
      'read also|read more|see also|also read|related(?: articles?| stories)?|more on this(?: story)?',
    ].join('|') +
    ')\\s*(?:(?::|[-–—|](?=\\s)).{0,300}|[>»→]{0,2})$',
  'u',
);

/** Consent banners: a mention of cookies and of consent in one short line. */
const COOKIES = /\b(?:cookies?|traceurs)\b/u;
const CONSENT = new RegExp(
  [
    'en poursuivant (?:votre|la) navigation|vous acceptez|nous utilisons des (?:cookies|traceurs)|accepter (?:et|les|tous)|gérer (?:les|mes) (?:cookies|préférences)|ce site utilise',
    'diese (?:web ?site|(?:web|internet)?seite) (?:verwendet|nutzt|benutzt)|wir (?:verwenden|nutzen|setzen) |stimmen sie|alle (?:cookies )?akzeptieren|einverstanden',
    'utilizamos cookies|este sitio (?:web )?utiliza|aceptar (?:todas )?(?:las )?cookies|si (?:continúa|continúas) navegando|acepta su uso',
    'questo sito (?:web )?utilizza|utilizziamo (?:i )?cookie|accetta (?:tutti )?(?:i )?cookie|proseguendo (?:la|nella) navigazione|acconsenti',
    'este (?:site|sítio) (?:utiliza|usa)|usamos cookies|aceitar (?:todos )?(?:os )?cookies|ao continuar a navegar|concorda com',
    'deze (?:web)?site (?:gebruikt|maakt gebruik)|wij gebruiken|we gebruiken|accepteer (?:alle )?cookies|akkoord met',
    'aquest (?:lloc )?(?:web )?(?:utilitza|fa servir)|utilitzem (?:galetes|cookies)|accepta(?:r)? (?:totes )?(?:les )?(?:galetes|cookies)',
    'ta (?:strona|witryna) (?:używa|korzysta)|używamy (?:plików )?cookies|akceptuję|zgadzam się|zgodę na',
    'we use cookies|this (?:web)?site uses|accept (?:all )?cookies|by continuing to (?:use|browse)|you (?:agree|consent)',
  ].join('|'),
  'u',
);

const COMMENTS =
  '(?:commentaires?|kommentare?|comentarios?|commenti|comentários?|reacties|comentaris?|komentarze|komentarzy|comments?|partages?|shares?)';
const RIGHTS =
  'tous droits (?:de reproduction )?réservés|reproduction interdite|alle rechte vorbehalten|todos los derechos reservados|(?:©\\s?)?riproduzione riservata|tutti i diritti riservati|todos os direitos reservados|alle rechten voorbehouden|tots els drets reservats|wszelkie prawa zastrzeżone|all rights reserved';

const OTHER = new RegExp(
  '^(?:' +
    [
      "publicité|annonce|la suite après (?:cette|la) publicité|article réservé (?:à nos|aux) abonnés|abonnez-vous(?: .{0,80})?|inscrivez-vous à (?:la|notre) newsletter.{0,80}|recevez .{0,40}newsletter.{0,40}|la suite est réservée aux abonnés|retour (?:en haut|à l['’]accueil)",
      'anzeige|werbung|zurück zum seitenanfang|newsletter abonnieren|jetzt abonnieren|melden sie sich (?:für|zu) unserem newsletter an.{0,60}',
      'publicidad|suscríbete(?: .{0,80})?|volver arriba|boletín',
      'pubblicità|iscriviti alla (?:nostra )?newsletter.{0,60}|torna su|continua a leggere dopo la pubblicità',
      'publicidade|continua (?:após|depois d)a? ?a? publicidade|assine (?:a )?(?:nossa )?newsletter.{0,60}|voltar ao topo',
      'advertentie|schrijf je in voor (?:de|onze) nieuwsbrief.{0,60}|terug naar boven|abonneer je(?: .{0,60})?',
      'publicitat|subscriu-te(?: .{0,80})?|torna a dalt',
      'advertisement|sponsored(?: content)?|sign up (?:for|to) our newsletter.{0,60}|subscribe(?: now)?|back to top|skip to (?:main )?content|loading',
      'reklama|[àa] la une|zapisz się (?:do|na) (?:naszego )?newsletter.{0,60}|wróć na górę',
      `\\d{1,5} ${COMMENTS}|${COMMENTS}\\s?[(:]\\s?\\d{1,5}\\)?`,
      // Whose the text is.
      `(?:©|c\\)\\s?(?:19|20)\\d\\d|copyright\\s?(?:©|\\d{4}|\\(c\\)|by\\b|:)).{0,120}|(?:© ?)?(?:${RIGHTS})(?:\\s?(?:[©.,–-]|copyright\\b).{0,80})?`,
      // What a service puts under a post that it embeds.
      '(?:une publication partagée par|a post shared by|ein beitrag geteilt von|una publicación compartida (?:de|por)|un post condiviso da|uma publicação compartilhada por|een bericht gedeeld door) .{1,80}',
      '(?:voir cette publication sur|view this post on|sieh dir diesen beitrag auf|ver esta publicación en|visualizza questo post su|ver esta publicação no|dit bericht bekijken op) instagram(?: an)?',
      // Under what the page files the article.
      '(?:archivado en|mots[- ]clés|tags|etiquetas|schlagw[oö]rter|trefwoorden|etiquetes)\\s?:.{0,200}',
    ].join('|') +
    ')$',
  'u',
);

const SHARE_WORDS = new Set(
  (
    'facebook twitter x linkedin whatsapp telegram pinterest reddit instagram bluesky mastodon threads messenger xing ' +
    'e-mail email mail courriel correo tumblr flipboard ' +
    'partager partagez tweeter imprimer envoyer commenter enregistrer teilen twittern drucken merken kommentieren senden ' +
    'compartir comparte tuitear twittear imprimir enviar comentar guardar condividi tweetta twitta stampa invia commenta ' +
    'compartilhar compartilhe partilhar partilhe tuitar salvar delen deel afdrukken printen reageer mailen ' +
    'comparteix piular piula imprimeix share tweet print save comment'
  ).split(' '),
);
const SHARE_JOINTS = new Set(
  'sur par via auf per mit en por su no na op met a al on by via et und y e i and or ou'.split(' '),
);

/** A row of buttons: nothing but the names of networks and what one does with them ("Teilen: Facebook Drucken"). */
function isButtonRow(line: string): boolean {
  if (/[.!?]\s/.test(line)) return false;
  // Buttons that a scraper glued: "Deel op FacebookDeel via WhatsApp".
  const parted = line.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ').toLowerCase();
  const tokens =
    parted
      .replaceAll('whats app', 'whatsapp')
      .replaceAll('linked in', 'linkedin')
      .match(/[\p{L}-]+/gu) ?? [];
  if (tokens.length < 2 || tokens.length > 16) return false;
  return (
    tokens.filter((token) => SHARE_WORDS.has(token)).length >= 2 &&
    tokens.every((token) => SHARE_WORDS.has(token) || SHARE_JOINTS.has(token))
  );
}

const BARE_SEE_ALSO = /^(?:(?!\s[-–—|])[^:]){1,40}:?$/u;

/** A cross-reference that names nothing itself: what it refers to stands in the lines after it. */
export function announcesLinks(line: string): boolean {
  const bare = bareLine(line).toLowerCase();
  return BARE_SEE_ALSO.test(bare) && SEE_ALSO.test(bare);
}

const NETWORK_NAME = new RegExp(`^${NETWORK}$`, 'u');

/** The name of a network alone: a button beside other furniture, else perhaps a heading. */
export function isNetworkName(line: string): boolean {
  return NETWORK_NAME.test(line.trim().toLowerCase());
}

/** A trail of links to where the page stands ("Accueil > Économie"). */
export function isBreadcrumb(line: string): boolean {
  return (
    line.length <= 120 &&
    /^(?:accueil|home|startseite|start|inicio|início|portada|homepage|pagina iniziale|inici|strona główna|voorpagina)\s?[>›»/|→·](?!\s?$).{1,110}$/iu.test(
      line.trim(),
    ) &&
    !/[.!?]$/u.test(line.trim())
  );
}

/** Longer lines are text, whatever they begin with. */
const MAX_LENGTH = 320;

/** Whether a whole line is furniture of the page. */
export function isFurniture(line: string): boolean {
  const trimmed = line.trim();
  if (trimmed.length > MAX_LENGTH || trimmed === '') return false;
  const bare = bareLine(trimmed);
  const lower = bare.toLowerCase();
  return (
    SHARE.test(lower) ||
    isButtonRow(bare) ||
    SEE_ALSO.test(lower) ||
    OTHER.test(lower) ||
    isBreadcrumb(trimmed) ||
    (COOKIES.test(lower) && CONSENT.test(lower))
  );
}

function bareLine(line: string): string {
  const bare = line.trim().replace(/^[^\p{L}\p{N}>»→▶►•*©-]{1,4}/u, '');
  let end = bare.length;
  while (end > 0 && end > bare.length - 5 && /[\s.!…]/.test(bare[end - 1]!)) end -= 1;
  return bare.slice(0, end);
}
