import type { LanguageRules } from './types.ts';

export const it: LanguageRules = {
  language: 'it',
  spaced: true,
  functionWords:
    'il lo la gli le dei delle della del un una uno e che di è per con sono non nel nella al alla dal dalla si anche come più ha hanno ma questo questa suo sua dopo tra su',
  // The Italian press marks hearsay by the conditional, as the French does.
  reported: '*rebbe|*rebbero|pare|sembra|sembrano|sembrerebbe|presunt*|sospett*|a quanto pare|secondo indiscrezioni',
  possible: 'potrebbe|potrebbero|forse|probabilmente|dovrebbe|dovrebbero|rischia di|rischiano di|magari',
  intended:
    'può|possono|possibile|possibili|eventual*|prevede|prevedono|intende|intendono|vuole|vogliono|spera|sperano|rischia|rischiano',
  attribution:
    'secondo il|secondo la|secondo i|secondo gli|secondo le|secondo un|secondo una|secondo quanto|secondo fonti|ha detto|ha dichiarato|ha affermato|ha spiegato|ha annunciato|ha riferito|riferisce|dice|spiega|afferma|sostiene|ha aggiunto|stando a|ha sottolineato|dichiara|hanno detto|a detta di',
  notAttribution: 'si dice|secondo il piano|secondo la procedura',
  negation: 'non|mai|nessun|nessuna|nessuno|niente|nulla|né|senza|neanche|nemmeno|neppure|mica',
  notNegation:
    'non solo|non soltanto|senza dubbio|senza precedenti|non meno di|non appena|se non altro|nientemeno|più che mai|senzatetto|non a caso|non vedent*|non udent*|non da poco|impossibile non|senza fiato|non dimentic*|o non|mai vist*|o no',
  mayNegate:
    'imped*|rifiut*|manc*|viet*|imposs*|neg*|evit*|tranne|appena|poco|fall*|priv*|assenza|sconosciut*|smett*|smess*|esclu*|insaput*|null*|vuot*|illes*|incolum*|soltanto|solo|solamente|gratuit*|almeno|sottovalut*|ricord*',
  acronyms:
    'ONU=UN/United_Nations NATO=NATO UE=EU/European_Union PIL=GDP FMI=IMF OMS=WHO OMC=WTO BCE=ECB CEDU=ECHR CPI=ICC OCSE=OECD OPEC=OPEC ONG=NGO/NGOs USA=US/United_States/American URSS=USSR DNA=DNA IVA=VAT PMI=SME/SMEs AIEA=IAEA CIO=IOC IA=AI',
  compass: 'north=nord*/settentrional* south=sud*/meridional* east=est/oriental* west=ovest/occidental*',
  places: `
New Zealand=neozeland*
Germany=tedesc*/german*
England=ingles*/inghilterra
United Kingdom=britannic*/inglese*/inglesi/regno unito/gran bretagna/inghilterra
United States=statunitens*/american*/stati uniti/usa/us
Americas=american*/america
France=frances*/francia/transalpin*
Spain=spagn*
Greece=grec*/gree*
Turkey=turc*
Switzerland=svizzer*/elvetic*
Netherlands=olandes*/olanda/paesi bassi
Denmark=danes*
Sweden=svedes*
Finland=finlandes*
Hungary=ungheres*/magiar*
Czech Republic=cec*/cecoslov*
Poland=polacc*/polac*
China=cines*/cina
Japan=giappon*/nippon*
South Korea=corean*/sudcorean*/corea*
North Korea=corean*/nordcorean*/corea*
Russia=russ*
Wales=galles*
Scotland=scozz*/scozia
Ireland=irlandes*
Portugal=portoghes*
Lebanon=libanes*
Egypt=egizian*
Croatia=croat*
Myanmar=birman*
Ivory Coast=ivorian*/costa d avorio
Brazil=brasilian*
Algeria=algerin*
Tunisia=tunisin*
Middle East=medio oriente
Latin America=america latina/latinoameric*
South America=sudameric*/america del sud
North America=nordameric*/america del nord
Central America=centroameric*/america centrale
Southeast Asia=sud est asiatico/sudest asiatico
European Union=unione europea
United Nations=nazioni unite
Soviet Union=sovietic*/urss
Ottoman=ottoman*
Baltic=baltic*
North Sea=mare del nord
Black Sea=mar nero
Red Sea=mar rosso
Dead Sea=mar morto
Caspian=caspio
Mediterranean=mediterrane*
Alps=alp*
Danube=danubio
Rhine=reno
Thames=tamigi
Seine=senna
Nile=nilo
Amazon=amazzon*/rio delle amazzoni
Crimea=crimea
Kurdish=curd*
Catalan=catal*
Basque=basc*
Bavaria=bavar*/baviera
Saxony=sasson*
Prussia=pruss*
Flemish=fiamming*/fiandre
Brittany=bretagna/breton*
Normandy=normand*
Burgundy=borgogna
Scandinavia=scandinav*
Chechnya=cecen*
West Bank=cisgiordania
Geneva=ginevr*
London=londra/londines*
Paris=parigi/parigin*
Munich=monaco di baviera/monaco
Cologne=colonia
Nuremberg=norimberga
Hanover=hannover
Frankfurt=francoforte
Berlin=berlines*
Hamburg=amburg*
Basel=basilea
Zurich=zurigo
Turin=torin*
Milan=milan*
Genoa=genov*
Venice=venezi*
Florence=firenze/fiorentin*
Naples=napol*
Padua=padova
Mantua=mantova
Syracuse=siracusa
The Hague=l aia/aia
Antwerp=anversa
Marseille=marsiglia
Nice=nizza
Lyon=lione
Strasbourg=strasburgo
Krakow=cracovia
Saint Petersburg=san pietroburgo
Jerusalem=gerusalemme
Bethlehem=betlemme
Mecca=mecca
Cairo=cairo
Damascus=damasco
Beijing=pechin*
New York=new york/newyorches*
Cape Town=città del capo
Christian=cristian*
Muslim=musulman*/islam*
Sunni=sunnit*
Shia=sciit*
Jewish=ebre*/ebraic*/giude*
Buddhist=buddis*
Hindu=ind*
Jesus=gesù/cristo
Bible=bibbia/biblic*
Koran=corano
Arab=arab*
Celtic=celt*
Viking=vichingh*
Earth=terra
Pope=papa
Caesar=cesare
Columbus=colombo
Homer=omero
`,
  endings:
    'i e o a no na ni ne ano ana ani ane ino ina ini ine ese esi ense ensi iano iana iani iane ico ica ici iche ita iti ite chi che ca co',
};
