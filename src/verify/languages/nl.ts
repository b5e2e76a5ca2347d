import type { LanguageRules } from './types.ts';

export const nl: LanguageRules = {
  language: 'nl',
  spaced: true,
  functionWords:
    'het een van en de dat niet op te zijn voor met die door aan er maar om ook als bij dan naar uit werd wordt heeft hebben deze nog wel tot over zich ze hij',
  // `zou(den)` reports what others say.
  reported: 'zou|zouden|naar verluidt|vermoedelijk*|vermeend*|kennelijk|blijkbaar',
  possible: 'misschien|wellicht|waarschijnlijk|dreigt te|dreigen te|overweegt|overwegen',
  intended: 'kan|kunnen|kon|konden|mogelijk*|eventueel|wil|willen|plant|hoopt|dreigt|van plan|mag|mogen',
  attribution:
    'volgens|zei|zegt|zeggen|verklaarde|verklaart|meldt|meldde|liet weten|laat weten|aldus|vertelde|vertelt|kondigde|stelt|schrijft|meent',
  notAttribution:
    'volgens de procedure|volgens plan|volgens schema|volgens de planning|stelt … in staat|stelt … vast|stelt … op|zegt meer',
  negation: 'niet|geen|nooit|niemand|niets|zonder|noch|nergens|geenszins|niks',
  notNegation:
    'niet alleen|niet minder dan|zonder twijfel|niet voor niets|al dan niet|tenietgedaan|niet-gouvernementele|wel of niet|niet veel later|niet lang na*|niet lang daarna|nog lang niet|nog nooit zo|niet te missen|niet missen|vergeet niet|of niet|niet ver van|niet te vermijden|niet te onder*|zonder veel|niet zo bar',
  mayNegate:
    'on*|weiger*|verhinder*|verbo*|verbied*|ontbr*|nauwelijks|alleen|slechts|weinig|behalve|mislukt*|ontken*|niets*|gebrek|vrij|gratis|kosteloos|kosteloze|zo min|in plaats van|pas|anders|voorkom*|ongedeerd|wachten|nooit|ten minste',
  acronyms:
    'VN=UN/United_Nations NAVO=NATO EU=EU BBP=GDP IMF=IMF WHO=WHO ECB=ECB EHRM=ECHR OESO=OECD OPEC=OPEC NGO=NGO/NGOs VS=US/United_States/American USSR=USSR DDR=GDR BTW=VAT MKB=SME/SMEs IAEA=IAEA IOC=IOC VK=UK/United_Kingdom AI=AI hiv=HIV aids=AIDS DNA=DNA',
  compass: 'north=noord* south=zuid* east=oost* west=west*',
  places: `
New Zealand=nieuw zeeland*
Maldives=malediv*
Estonia=estland*/est*
Germany=duits*
England=engels*/engeland
United Kingdom=brit*/groot brittannië/engeland/engels*/verenigd koninkrijk
United States=amerika*/vs/verenigde staten
Americas=amerika*
France=frans*/fransen/fransman
Spain=spaans*/spanj*
Greece=griek*
Turkey=turk*
Switzerland=zwitser*
Netherlands=nederland*/hollan*
Denmark=deen*/denen
Sweden=zwee*
Norway=noor*/noren
Finland=fin/finse*/finnen
Hungary=hongaar*/hongar*
Czech Republic=tsjech*/tsjechoslow*
Poland=pool*/polen/pools*
China=chinees*/chinez*
Japan=japan*
South Korea=zuid korea*/korea*
North Korea=noord korea*/korea*
Russia=russ*/rus
Wales=welsh*
Scotland=schot*
Ireland=ier*/iers*
Italy=italia*
Belgium=belg*
Portugal=portug*
Ukraine=oekra*
Romania=roeme*
Egypt=egypt*
Morocco=marok*
Ivory Coast=ivoor*
Middle East=midden oosten
Latin America=latijns amerik*
South America=zuid amerik*
North America=noord amerik*
Central America=midden amerik*/centraal amerik*
Southeast Asia=zuidoost azi*
South Africa=zuid afrik*
European Union=europese unie
United Nations=verenigde naties
Soviet Union=sovjet*
Ottoman=ottomaan*/osmaan*
Roman=romein*
Baltic=oostzee/baltisch*
North Sea=noordzee*
Black Sea=zwarte zee
Red Sea=rode zee
Dead Sea=dode zee
Mediterranean=middellandse zee/mediterra*
Atlantic=atlanti*
Pacific=stille oceaan/pacifi*
Indian Ocean=indische oceaan
Arctic=arct*/noordpool*
Antarctica=antarct*/zuidpool*
Alps=alpen
Danube=donau
Rhine=rijn
Thames=theems
Nile=nijl
Vistula=weichsel
Crimea=krim
Kurdish=koerd*
Catalan=catala*/cataloni*
Basque=bask*
Bavaria=beier*
Saxony=saks*
Prussia=pruis*
Bohemia=bohem*
Flemish=vlaam*/vlaander*
Walloon=waal*/wallon*
Brittany=bretagne/bretons*
Tuscany=toscaan*
Scandinavia=scandina*
Chechnya=tsjetsj*
West Bank=westelijke jordaanoever
Geneva=genève
London=londen*
Paris=parijs*
Munich=münchen
Cologne=keulen
Nuremberg=neurenberg
Aachen=aken
Basel=bazel
Milan=milaan
Genoa=genua
Venice=venetië
Naples=napels
The Hague=den haag/s gravenhage/haags*
Antwerp=antwerp*
Ghent=gent*
Bruges=brugge
Liege=luik
Lille=rijsel
Dunkirk=duinkerke
Brussels=brussel*
Krakow=krakau
Warsaw=warschau
Prague=praag*
Vienna=wenen
Moscow=moskou
Saint Petersburg=sint petersburg
Jerusalem=jeruzalem
Mecca=mekka
Cairo=caïro
Beijing=peking
Cape Town=kaapstad
Christian=christ*
Catholic=kathol*/rooms katholiek
Muslim=moslim*/islam*
Sunni=soenni*
Shia=sjii*
Jewish=jood*/joden
Buddhist=boeddh*
Hindu=hindoe*
Jesus=jezus/christus
Bible=bijbel*
Koran=koran
Arab=arab*
Latin=latijn*
Hebrew=hebree*
Earth=aarde
Pope=paus
Moon=maan
Milky Way=melkweg
`,
  endings:
    's n en se er ers e isch ische aan aans aanse aanen anen iaan iaans iaanse ees eese ezen ezer enaar enaren in ens ense sche',
};
