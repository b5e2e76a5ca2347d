import type { LanguageRules } from './types.ts';

export const de: LanguageRules = {
  language: 'de',
  spaced: true,
  functionWords:
    'der die das und den dem des ein eine einen einem einer ist nicht mit von zu im für auf sich auch sind wurde wird nach bei aus als dass zum zur noch wie haben hat einem über durch',
  // `sollen` reports what others say; the Konjunktiv I marks indirect speech, which English renders by an attribution.
  reported: 'soll|sollen|angeblich*|mutmaßlich*|offenbar|anscheinend|dem Vernehmen nach|vermeintlich*',
  possible:
    'könnte|könnten|möglicherweise|vielleicht|womöglich|eventuell|wahrscheinlich|dürfte|dürften|droht zu|erwägt|erwägen|voraussichtlich|drohen zu',
  intended: 'kann|können|möglich|mag|möchte|möchten|plant|planen|will|wollen|droht|drohen|hofft|hoffen|beabsichtig*',
  attribution:
    'laut|nach Angaben|nach Ansicht|zufolge|gemäß|sagte|sagt|sagten|erklärte|erklärt|teilte … mit|berichtet|berichtete|berichten|hieß es|so der|so die|betonte|meinte|meint|nannte|nach eigenen Angaben|teilte|schrieb|schreibt|kündigte',
  notAttribution: 'zum … erklärt|zur … erklärt|mehr sagt|sagt mehr|besagt*',
  negation:
    'nicht|kein|keine|keinen|keinem|keiner|keines|nie|niemals|niemand*|nichts|ohne|weder|noch nie|nirgends|keinerlei|keineswegs',
  notNegation:
    'nicht nur|nicht zuletzt|nicht selten|gar nicht so|nichts anderes als|ohne Zweifel|ohnehin|ob nicht|nicht umsonst|nicht weniger als|zunichte|oder nicht|vergessen Sie nicht|nicht zu vergessen|nicht weit|nicht lange|ohne weiteres',
  mayNegate:
    'un*|verweiger*|verhinder*|verbot*|verbiet*|fehl*|mangel*|kaum|nur|wenig*|statt|ausgeschloss*|ablehn*|lehnt*|bestreit*|dementier*|scheiter*|außer|selten|nirgend*|nimmer|nix|nichtregierungs*|erst|anders|kostenlos*|gratis|lange|sonst',
  acronyms:
    'UN=UN/United_Nations UNO=UN/United_Nations NATO=NATO EU=EU BIP=GDP IWF=IMF WHO=WHO EZB=ECB EGMR=ECHR IStGH=ICC OECD=OECD OPEC=OPEC NRO=NGO/NGOs NGO=NGO/NGOs USA=US/United_States US=US/United_States/American UdSSR=USSR DDR=GDR/East_Germany BRD=Federal_Republic/West_Germany DNS=DNA MwSt=VAT KMU=SME/SMEs KI=AI IAEO=IAEA IOC=IOC BVB=Dortmund FCB=Bayern HSV=Hamburg LKW=HGV PKW=car WM=World_Cup/WC EM=European_Championship/Euro AKW=nuclear_plant',
  compass: 'north=nord*/nörd* south=süd* east=ost*/öst* west=west*',
  places: `
New Zealand=neuseel*
Punjab=pandschab*/punjab*
Germany=deutsch*
England=englisch*/engländer*
United Kingdom=britisch*/brite*/briten/großbritannien*/england*/engländer*/englisch*/vereinigte* königreich*
United States=amerika*/us/usa/vereinigte staaten
Americas=amerika*
France=französ*/franzos*
Spain=span*
Greece=griech*
Turkey=türk*
Switzerland=schweiz*/eidgenöss*
Netherlands=niederländ*/holländ*/holland
Denmark=dän*
Sweden=schwed*
Finland=finn*
Hungary=ungar*/magyar*
Czech Republic=tschech*/tschechoslowak*
Slovakia=slowak*
Slovenia=slowen*
Poland=poln*/pole/polen
China=chines*
Japan=japan*
South Korea=südkorea*/korea*
North Korea=nordkorea*/korea*
Russia=russ*
Wales=walis*
Scotland=schott*
Ireland=irisch*/iren/ire
Ukraine=ukrain*
Vietnam=vietnam*
Israel=israel*
Egypt=ägypt*
Morocco=marokk*
Myanmar=birm*/burm*
Ivory Coast=elfenbeinküste/ivor*
Congo=kongo*
Brazil=brasil*
Croatia=kroat*
Serbia=serb*
Belgium=belg*
Portugal=portug*
Asia=asia*
Africa=afrika*
Europe=europä*/europa*
Latin America=lateinamerik*/südamerik*
South America=südamerik*
North America=nordamerik*
Central America=mittelamerik*/zentralamerik*
Southeast Asia=südostasi*
Middle East=nahost/nahe osten/nahen osten/mittlere osten/mittleren osten
South Africa=südafrik*
European Union=europäische* union
United Nations=vereinte* nationen/vereinten nationen
Soviet Union=sowjet*
Yugoslavia=jugoslaw*
Ottoman=osman*
Byzantium=byzantin*
Roman=römer*/römisch*
Baltic=ostsee*/baltik*/baltisch*
North Sea=nordsee*
Black Sea=schwarze* meer*
Red Sea=rote* meer*
Dead Sea=tote* meer*
Caspian=kaspisch*
Mediterranean=mittelmeer*
Atlantic=atlanti*
Pacific=pazifi*
Indian Ocean=indische* ozean*
Arctic=arkti*
Antarctica=antarkti*
Alps=alpen*
Andes=anden
Pyrenees=pyrenäen*
Caucasus=kaukas*
Carpathians=karpaten*
Danube=donau*
Rhine=rhein*
Thames=themse
Vistula=weichsel
Elbe=elbe*
Nile=nil*
Volga=wolga
Amazon=amazon*
Crimea=krim*
Kurdish=kurd*
Catalan=katalan*/katalon*
Basque=bask*
Bavaria=bayer*/bayr*/bajuwar*
Saxony=sachs*/sächs*
Prussia=preuß*
Bohemia=böhm*
Moravia=mähr*
Silesia=schles*
Flemish=fläm*/fland*
Brittany=breton*/bretagne
Tuscany=toskan*
Sicily=sizil*
Sardinia=sard*
Corsica=kors*
Lombardy=lombard*
Andalusia=andalus*
Scandinavia=skandinav*
Siberia=sibir*
Chechnya=tschetschen*
West Bank=westjordanland
Canary Islands=kanar*
Geneva=genf*
Munich=münch*
Cologne=köln*/koeln
Nuremberg=nürnberg*
Hanover=hannover*
Mainz=mainz*
Zurich=zürich*/zürch*
Lucerne=luzern*
Milan=mailand*/mailänd*
Genoa=genua
Venice=venedig/venezian*
Florence=florenz
Naples=neapel
Padua=padua
Brunswick=braunschweig
Brussels=brüssel*
Ghent=gent*
Bruges=brügge
Liege=lüttich
Strasbourg=straßburg
Nice=nizza
Prague=prag*
Krakow=krakau
Wroclaw=breslau
Gdansk=danzig
Pilsen=pilsen
Brno=brünn
Lviv=lemberg
Warsaw=warschau*
Moscow=moskau*
Saint Petersburg=st petersburg/sankt petersburg
Constantinople=konstantinopel
Jerusalem=jerusalem*
Mecca=mekka
Cairo=kairo
Beijing=peking*
Athens=athen*
Vienna=wien*
Cape Town=kapstadt
The Hague=den haag
Lower Austria=niederösterreich*
Lower Saxony=niedersachsen*
Rhineland=rheinland*
Palatinate=pfalz/pfälz*
Christian=christ*
Catholic=katholi*
Protestant=protestant*/evangelisch*
Muslim=muslim*/moslem*/islam*
Sunni=sunnit*
Shia=schiit*
Jewish=jude*/juden*/jüd*
Buddhist=buddh*
Hindu=hindu*
Jesus=jesus/christus
Bible=bibel*/biblisch*
Koran=koran*
Arab=arab*
Latin=latein*
Hebrew=hebrä*
Celtic=kelt*
Viking=wiking*
Nazi=nazi*/nationalsozial*
Earth=erde
Pope=papst*
Caesar=cäsar*
Saturn=saturn*
Milky Way=milchstraße
`,
  endings:
    's n en er ern es e isch ische ischen ischer isches ischem sche schen scher sches ns in innen ner nern ier ianer ianisch ianische ianischen ianischer aner anisch anische anischen anischer',
};
