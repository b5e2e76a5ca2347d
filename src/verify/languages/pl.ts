import type { LanguageRules } from './types.ts';

export const pl: LanguageRules = {
  language: 'pl',
  spaced: true,
  functionWords:
    'w z na i się nie że do jest o to od po za przez dla jak są był była było oraz ale jego jej ich który która które tym tego może już ze także po przed',
  reported: 'podobno|rzekom*|rzekomo|jakoby|domniem*|ponoć|podejrzan*',
  possible:
    'mógłby|mogłaby|mogłoby|mogliby|mogłyby|być może|prawdopodobn*|niewykluczone|powinien|powinna|powinno|powinny',
  intended: 'mógł*|mogł*|możliw*|chyba|zamierza*|planuje*|chce|chcą|powinn*|ewentualn*|może|mogą',
  attribution:
    'według|zdaniem|powiedział*|powiedzieli|poinformował*|oświadczył*|stwierdził*|mówi|mówił*|dodał*|zaznaczył*|twierdzi*|jak podaje|podał*|podaje|ocenił*|napisał*|ogłosił*|przekazał*',
  notAttribution: 'według lokalizacji|mówi o|mówi się|według wzoru|według potrzeb',
  negation: 'nie|nigdy|nikt|nikogo|nic|niczego|żaden|żadn*|bez|ani',
  notNegation:
    'nie tylko|nie mniej niż|bez wątpienia|bez przerwy|nie lada|jeśli nie|nie ma wątpliwości|nic dziwnego|co nieco|bynajmniej nie|na nie|przez nie|za nie|o nie|w nie|bez problem*|bez trudu|nie zapom*|nie wahaj*|nie stroni*|czy nie',
  mayNegate:
    'nie*|bez*|brak*|odm*|zakaz*|zaprzecz*|tylko|jedynie|trudno|żad*|nikt*|nikim|nikomu|niczym|przesta*|zero*|inn*|oprócz|poza|rzadko|zawsze|co najmniej|najwcześniej|wyklucz*|dopiero|mało|uniem*',
  acronyms:
    'ONZ=UN/United_Nations NATO=NATO UE=EU/European_Union PKB=GDP MFW=IMF WHO=WHO EBC=ECB ETPC=ECHR OBWE=OSCE NBP=National_Bank/NBP ZSRR=USSR/Soviet USA=US/United_States/American RFN=FRG/Germany NRD=GDR HIV=HIV AIDS=AIDS DNA=DNA VAT=VAT MAEA=IAEA MKOl=IOC AI=AI PiS=PiS/Law_and_Justice PO=PO/Civic_Platform PRL=Polish_People_s_Republic/PRL MSZ=Ministry_of_Foreign_Affairs MON=Ministry_of_National_Defense/Ministry_of_National_Defence MSWiA=Ministry_of_the_Interior',
  compass: 'north=północ* south=południ* east=wschod*/wschód* west=zachod*/zachód*',
  places: `
Subcarpathian=podkarpac*
New Zealand=nowozelan*/now* zeland*
Maldives=maledi*
Venus=wenus*
Punjab=pendżab*
Assyria=asyr*
Aegean=egejsk*
Germany=niem*/rfn
England=angl*/anglia/anglii
United Kingdom=brytyj*/brytani*/angl*/wielka brytania/wielkiej brytanii/zjednoczon* królestw*
United States=amerykań*/amerykan*/usa/stany zjednoczone/stanów zjednoczonych/stanach zjednoczonych/stanom zjednoczonym
Americas=ameryk*
France=franc*
Spain=hiszpa*
Italy=włoch*/włosk*/włosi
Greece=grec*/grek*
Turkey=turc*/tureck*/turk*
Switzerland=szwajcar*
Netherlands=holen*/niderland*/holand*
Denmark=dun*/duń*
Sweden=szwe*
Norway=norwe*
Finland=fin*/fiń*
Hungary=węg*/węgr*
Czech Republic=czech*/czesk*/czechosłowa*
Slovakia=słowac*/słowak*
Slovenia=słoweń*/słowen*
Lithuania=litw*/litew*
Latvia=łotw*/łotew*/łotysz*
Estonia=esto*
Ukraine=ukrai*
Belarus=białoru*
Poland=pol*
China=chin*/chiń*
Japan=japo*/japoń*
South Korea=koreań*/korei/koreą/korea*/południowokoreań*
North Korea=koreań*/korei/koreą/korea*/północnokoreań*
Russia=ros*/rosyj*
Wales=wali*
Scotland=szko*
Ireland=irland*
Iceland=island*
Israel=izrael*
Egypt=egip*
Morocco=marok*
Vietnam=wietnam*
India=indi*/indyj*/hindus*
Iraq=ira*/irac*
Iran=ira*
Syria=syr*
Libya=lib*
Croatia=chorw*
Serbia=serb*
Romania=rumu*
Bulgaria=bułgar*
Austria=austri*
Australia=austral*
Brazil=brazyl*
Argentina=argenty*
Mexico=meksyk*
Canada=kanad*
Portugal=portug*
Belgium=belg*
Asia=azj*
Africa=afryk*
Europe=europ*
Kyiv=kij*
Ivory Coast=wybrzeż* kości
Middle East=blisk* wsch*
Latin America=łaciński*/ameryk* łaciń*
South America=południowoameryk*/ameryk* południow*
North America=północnoameryk*/ameryk* północn*
Central America=ameryk* środkow*
Southeast Asia=azj* południowo wschodn*/azja południowo
South Africa=rpa/południow* afryk*
European Union=unia europejska/unii europejskiej/unię europejską/unią europejską
United Nations=narodów zjednoczonych/narody zjednoczone
Soviet Union=sowieck*/radzieck*/zsrr/zsrs
Ottoman=osmań*/osma*
Roman=rzym*
Byzantium=bizan*
Baltic=bałty*
North Sea=morz* północn*
Black Sea=morz* czarn*
Red Sea=morz* czerwon*
Dead Sea=morz* martw*
Mediterranean=śródziemn*
Atlantic=atlanty*
Pacific=pacyfi*/spokojn*
Indian Ocean=ocean* indyj*
Arctic=arkty*
Antarctica=antarkty*
Alps=alp*
Andes=and*
Carpathians=karpa*
Caucasus=kauka*
Danube=duna*
Rhine=ren*
Thames=tamiz*
Seine=sekwan*
Vistula=wisł*
Elbe=łab*
Nile=nil*
Volga=wołg*
Amazon=amazo*
Crimea=krym*
Kurdish=kurd*
Catalan=katalo*
Basque=bask*
Bavaria=bawar*
Saxony=sakso*
Prussia=prus*
Bohemia=czech*
Moravia=moraw*
Silesia=śląsk*/ślązak*
Galicia=galic*
Flemish=flamand*/flandr*
Tuscany=toska*
Sicily=sycyl*
Scandinavia=skandynaw*
Siberia=syber*
Chechnya=czecze*
West Bank=zachodni brzeg/zachodnim brzegu
Canary Islands=kanary*
Geneva=genew*
London=londyn*
Paris=pary*
Munich=monachi*
Cologne=koloni*
Nuremberg=norymber*
Dresden=drezn*/dreźn*
Leipzig=lipsk*
Aachen=akwizgran*
Basel=bazyle*
Bern=bern*
Zurich=zurych*
Turin=turyn*
Milan=mediol*
Genoa=genu*
Venice=wenec*
Florence=florenc*
Naples=neapol*
Rome=rzym*
The Hague=hag*
Antwerp=antwerp*
Bruges=brugi*
Brussels=bruksel*
Vienna=wied*
Krakow=krak*
Warsaw=warsz*
Prague=prag*/prask*
Brno=brn*
Lviv=lw*
Vilnius=wil*
Moscow=mosk*
Saint Petersburg=petersbur*/sankt petersburg
Athens=ate*
Constantinople=konstantynopol*
Jerusalem=jerozolim*
Bethlehem=betlejem*
Mecca=mekk*
Cairo=kair*
Damascus=damasz*
Beijing=peki*
Tokyo=toki*
New York=nowy jork/nowego jorku/nowym jorku/nowojor*
Cape Town=kapsztad*
Lisbon=lizbo*
Christian=chrześcija*
Catholic=katoli*
Protestant=protestan*/ewangelic*
Muslim=muzułma*/islam*
Jewish=żyd*
Buddhist=buddy*
Hindu=hindu*
Jesus=jezus*/chrystus*
Bible=bibli*
Koran=koran*
Arab=arab*
Latin=łaci*
Hebrew=hebraj*
Celtic=celt*
Earth=ziemi*/ziem*
Pope=papież*
Senate=senac*
Moon=księżyc*
Milky Way=drog* mleczn*
`,
  endings:
    'a u em ie y i ę ą owi ów om ami ach ego emu ej ski ska skie skiego skiej skim skich skimi ską skiemu cki cka ckie ckiego ckiej ckim ckich cką owie ek ka ki ce kę ką kiem ńczyk ńczycy czyk czycy in owy owa owe owej owego ze zie cie rze że iem iego ij iej iu ia ii ię ią',
};
