import type { LanguageRules } from './types.ts';

export const cs: LanguageRules = {
  language: 'cs',
  spaced: true,
  functionWords:
    'se na je že do si to jako za po od jsou byl byla bylo ale jeho její který která které jsem při by nebo také až už ve který kteří podle ještě být',
  reported: 'údajn*|údajně|prý|domněl*|podezřel*',
  possible: 'mohl by|mohla by|mohlo by|mohli by|mohly by|by mohl*|možná|snad|pravděpodobn*|zřejmě|patrně',
  intended: 'může|mohou|mohl*|možn*|asi|chce|chtějí|plánuje*|hodlá|případn*|eventuáln*|doufá',
  attribution:
    'podle|řekl*|uvedl*|prohlásil*|oznámil*|sdělil*|dodal*|tvrdí|informoval*|napsal*|citoval*|upozornil*|vysvětlil*|zdůvodnil*|míní|upřesnil*',
  negation:
    'ne|nikdy|nikdo|nic|ničeho|žádn*|bez|ani|není|nejsou|nebyl*|nemá|nemají|neměl*|nebude*|nemůže*|nemohl*|nechce*|nechtěl*',
  notNegation:
    'nejen|ne jen|nejen že|bez pochyby|nic menšího|bezmála|ani ne|bez ohledu|nezapom*|či nikoli|nebo ne|nedaleko',
  mayNegate:
    'ne*|ni*|bez*|aniž|odm*|zákaz*|zakáz*|pouze|jen|chyb*|popř*|mimo|žád*|až|jin*|odliš*|před*|zdarma|opak*|špatn*|výjimk*|kromě',
  acronyms:
    'OSN=UN/United_Nations NATO=NATO EU=EU HDP=GDP MMF=IMF WHO=WHO SZO=WHO ECB=ECB ESLP=ECHR OBSE=OSCE SSSR=USSR USA=US/United_States/American NDR=GDR SRN=West_Germany HIV=HIV AIDS=AIDS DNA=DNA DPH=VAT MAAE=IAEA MOV=IOC ČR=Czech_Republic/Czech/Czechia ČNB=Czech_National_Bank/CNB ČSSD=ČSSD/CSSD/Social_Democrats KSČM=KSČM/Communist_Party ČT=Czech_Television/ČT/CT ČTK=ČTK/CTK/Czech_News_Agency ČSSZ=ČSSZ MS=World_Cup/World_Championship ME=European_Championship/Euro',
  compass: 'north=sever* south=jih*/již* east=východ* west=západ*',
  places: `
New Zealand=novozéland*/nov* zéland*
Maldives=malediv*
Venus=venuš*
Punjab=pandžáb*/paňdžáb*
Assyria=asyr*
Delhi=dillí
Tibetan=tibet*
Aegean=egej*
Arctic=subarkti*
Germany=něme*
England=angl*
United Kingdom=brit*/velk* británi*/angl*/spojen* království
United States=ameri*/usa/spojen* stát*
Americas=ameri*
France=franc*
Spain=španěl*
Italy=ital*
Greece=řec*/řek*
Turkey=tur*
Switzerland=švýcar*
Netherlands=nizozem*/holand*
Denmark=dán*
Sweden=švéd*
Norway=nor*
Finland=fin*
Hungary=maďar*
Czech Republic=česk*/čech*/češi*/české republi*/čr/tuzems*/československ*
Slovakia=slove*/slovák*
Poland=pol*
Austria=rakous*
Lithuania=lit*/litev*
Latvia=lotyš*
Ukraine=ukraj*
Belarus=bělorus*
Russia=rus*
China=čín*
Japan=japon*
South Korea=jihokorej*/korej*/korea*/koreje
North Korea=severokorej*/korej*/korea*/koreje
Wales=wel*/vel*
Scotland=skot*
Ireland=ir*
Iceland=island*
Israel=izrael*
Egypt=egypt*
Morocco=maro*
Vietnam=vietnam*
India=ind*
Croatia=chorvat*
Serbia=srb*
Romania=rumun*
Bulgaria=bulhar*
Greenland=grón*
Brazil=brazil*
Argentina=argenti*
Mexico=mexi*
Canada=kanad*
Portugal=portugal*
Belgium=belgi*
Asia=asi*
Africa=afri*
Europe=evrop*
Kyiv=kyjev*/kijev*
Ivory Coast=pobřež* slonovin*
Middle East=blízk* východ*
Latin America=latinskoamer*/latinsk* ameri*
South America=jihoamer*/jižn* ameri*
North America=severoamer*/severn* ameri*
Central America=střední* ameri*/středoamer*
Southeast Asia=jihovýchodn* asi*
South Africa=jihoafri*/jar/jižní afri*
European Union=evropsk* uni*
United Nations=spojen* národ*
Soviet Union=sovět*
Ottoman=osman*
Roman=řím*
Byzantium=byzan*
Baltic=balt*
North Sea=severní* moř*
Black Sea=černé* moř*
Red Sea=rudé* moř*
Dead Sea=mrtvé* moř*
Mediterranean=středoze*
Atlantic=atlan*
Pacific=pacif*/tich*
Indian Ocean=indick* oceán*
Arctic=arkti*
Antarctica=antarkti*
Alps=alp*
Carpathians=karpat*
Caucasus=kavka*
Danube=dunaj*
Rhine=rýn*
Thames=temž*
Vistula=visl*
Elbe=lab*
Nile=nil*
Amazon=amazo*
Crimea=krym*
Kurdish=kurd*
Catalan=katal*
Basque=bask*
Bavaria=bavor*
Saxony=sas*
Prussia=prus*
Bohemia=čech*
Moravia=morav*
Silesia=slez*
Flemish=vlám*/flandr*
Tuscany=toskán*
Sicily=sicil*
Scandinavia=skandináv*
Siberia=sibiř*
Chechnya=čečen*
West Bank=západní břeh/západním břehu
Canary Islands=kanár*
Geneva=ženev*
London=londýn*
Paris=paří*
Munich=mnich*
Cologne=kolín*
Nuremberg=norimber*
Dresden=drážďan*
Leipzig=lipsk*
Regensburg=řezn*
Passau=pasov*
Aachen=cách*
Basel=basile*
Zurich=curych*
Milan=milán*
Genoa=janov*
Venice=benát*
Florence=floren*
Naples=neapol*
Rome=řím*
The Hague=haag*
Antwerp=antverp*
Bruges=brug*
Brussels=brusel*
Vienna=víd*/vídeň*
Krakow=krakov*
Wroclaw=vratislav*
Warsaw=varšav*
Prague=pra*
Brno=brn*/brň*
Pilsen=plz*
Lviv=lvov*
Moscow=moskv*/moskev*
Saint Petersburg=petrohrad*
Athens=atén*
Constantinople=konstantinopol*/cařihrad*
Jerusalem=jeruzal*
Bethlehem=betl*
Mecca=mekk*
Cairo=káhir*
Damascus=damaš*
Beijing=peking*
New York=new york*/newyor*
Cape Town=kapsk* měst*
Christian=křesť*
Catholic=katol*
Protestant=protestan*/evangel*
Muslim=muslim*/islám*/islam*
Jewish=žid*
Buddhist=buddh*
Jesus=ježíš*/krist*
Bible=bibl*
Koran=korán*
Arab=arab*
Latin=latin*
Hebrew=hebrej*
Celtic=kelt*
Earth=země/zemi/zemí
Pope=papež*
Moon=měsíc*
Milky Way=mléčn* dráh*
`,
  endings:
    'a u em e ě y i ou ovi ů ům ami ách ech ého ému é á ý ém ým ých ými ská ské ský ského skému ském ským ských skou ští cká cké cký ckého ckém ckým ckých ckou čtí ové an ani ané anů ova ovo ovy ově ových ovou in ina iny í ím ích ka ky kou ce',
};
