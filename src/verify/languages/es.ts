import type { LanguageRules } from './types.ts';

export const es: LanguageRules = {
  language: 'es',
  spaced: true,
  functionWords:
    'el la los las del una un y en de que es por con para se su sus lo al como más pero fue ha han son este esta entre sobre también hasta desde muy sin ser o',
  // The Spanish press marks hearsay by the conditional, as the French does.
  reported:
    'habría|habrían|sería|serían|estaría|estarían|tendría|tendrían|*arían|*erían|*irían|*iría|al parecer|presunt*|presuntamente|supuestamente|parece|parecen|aparentemente|se cree|se presume|se dice que|supuesto autor|supuesta implicación|supuestos autores|supuesta|supuestas|supuestos',
  possible: 'podría|podrían|quizá|quizás|tal vez|probablemente|posiblemente|debería|deberían|amenaza con|acaso',
  intended: 'puede|pueden|posible|posibles|prevé*|planea*|pretende*|quiere|quieren|espera|esperan|eventual*|estudia',
  attribution:
    'según|dijo|dijeron|declaró|afirmó|aseguró|señaló|indicó|explicó|anunció|informó|informaron|manifestó|de acuerdo con|expresó|sostuvo|apuntó|comentó|agregó|añadió|a juicio de',
  notAttribution:
    'según se|según sea*|según si|según el caso|según corresponda|según lo previsto|declaró … independencia|declaró culpable',
  negation: 'no|nunca|jamás|nadie|ningún|ninguna|ninguno|nada|ni|sin|tampoco',
  notNegation:
    'no sólo|no solo|no solamente|no obstante|sin embargo|sin duda|sin precedentes|nada menos|no menos de|sin fines de lucro|sin hogar|nada más|no … sino|o no|no dude*|no deje*|no olvid*|no se olvid*|no puede faltar|no podía faltar|sin contar|sin fin|no lejos',
  mayNegate:
    'imped*|impid*|rechaz*|falta*|prohib*|imposib*|neg*|nieg*|evit*|carec*|excepto|salvo|apenas|fracas*|poco|desconoc*|dejó|ausencia|gratuit*|gratis|ileso*|ilesa*|al menos|como mínimo|fuera|sólo|solo|insuficien*|hasta que',
  acronyms:
    'ONU=UN/United_Nations OTAN=NATO UE=EU/European_Union PIB=GDP FMI=IMF OMS=WHO OMC=WTO OIT=ILO BCE=ECB TEDH=ECHR CPI=ICC OCDE=OECD OPEP=OPEC ONG=NGO/NGOs EEUU=US/United_States/American EU=US/EU EUA=US URSS=USSR VIH=HIV SIDA=AIDS ADN=DNA ARN=RNA IVA=VAT OIEA=IAEA COI=IOC IA=AI RDA=GDR RAE=Royal_Spanish_Academy OEA=OAS BID=IDB pyme=SME/SMEs pymes=SMEs EI=IS/ISIS TLC=FTA TLCAN=NAFTA',
  compass: 'north=norte*/nor*/septentrional* south=sur*/sud*/meridional* east=este/oriental* west=oeste/occidental*',
  places: `
New Zealand=neozeland*
Punjab=panyab*/punyab*/punjab*
Sikh=sij*
Fallujah=faluya
Germany=alemán*/alemania*/aleman*/germano*
England=ingles*/inglés*/inglaterra
United Kingdom=británic*/britan*/reino unido/gran bretaña/inglés*/ingles*/inglaterra
United States=estadounidense*/norteameric*/american*/ee uu/eeuu/estados unidos/eu
Americas=américa*/american*
France=francés*/frances*/francia/galo/gala/galos
Spain=español*/españa/ibéric*
Greece=grieg*
Turkey=turc*
Switzerland=suiz*/helvétic*
Netherlands=neerland*/holand*/países bajos
Denmark=dan*s/danés*
Sweden=suec*
Finland=finland*/finés
Hungary=húngar*
Czech Republic=chec*/checoslovac*
Poland=polac*/polaca*
China=chin*
Japan=japon*/nipón*/japón
South Korea=surcorean*/corea*/sudcorean*
North Korea=norcorean*/corea*
Russia=rus*
Wales=galés*/gales*
Scotland=escoc*
Ireland=irland*
Belgium=belg*
Israel=israelí*/hebreo*
Egypt=egipci*
Morocco=marroqu*
Myanmar=birman*
Ivory Coast=marfil*
Mexico=mexican*/mejican*/méjico
Brazil=brasil*
Ecuador=ecuator*
Honduras=hondureñ*
Nicaragua=nicaragüense*
Costa Rica=costarricense*
Puerto Rico=puertorriqueñ*/boricua*
Peru=peruan*/perú
Guatemala=guatemaltec*
El Salvador=salvadoreñ*
Panama=panameñ*
Saudi Arabia=saudí*/saudita*
Middle East=oriente medio/oriente próximo/medio oriente
Latin America=latinoameric*/iberoaméric*/américa latina
South America=sudaméric*/suraméric*/américa del sur
North America=norteaméric*/américa del norte
Central America=centroaméric*/américa central
Southeast Asia=sudeste asiático/sureste asiático
European Union=unión europea
United Nations=naciones unidas
Soviet Union=soviétic*/urss
Ottoman=otoman*
Baltic=báltic*
North Sea=mar del norte
Black Sea=mar negro
Red Sea=mar rojo
Dead Sea=mar muerto
Caspian=caspio
Mediterranean=mediterráne*
Atlantic=atlántic*
Pacific=pacífic*
Arctic=ártic*
Alps=alp*
Pyrenees=pirine*
Himalayas=himalay*
Danube=danubio
Rhine=rin
Thames=támesis
Seine=sena
Nile=nilo
Elbe=elba
Amazon=amazon*
Crimea=crimea
Kurdish=kurd*
Catalan=catal*
Basque=vasc*/euskadi/país vasco
Bavaria=bávar*/baviera
Saxony=saj*
Prussia=prus*
Flemish=flamenc*/flandes
Brittany=bretaña/bretón*
Normandy=normand*
Burgundy=borgoña
Tuscany=toscan*
Sicily=sicil*
Sardinia=cerdeña
Corsica=córceg*
Scandinavia=escandinav*/nórdic*
Siberia=siber*
Chechnya=chechen*
West Bank=cisjordania
Falklands=malvinas
Geneva=ginebra
London=londres/londinense*
Munich=múnich
Cologne=colonia
Nuremberg=núremberg
Hanover=hannover
Frankfurt=fráncfort
Aachen=aquisgrán
Basel=basilea
Bern=berna
Turin=turín
Milan=milán
Genoa=génova
Venice=venecia
Florence=florencia
Naples=nápoles
The Hague=haya
Antwerp=amberes
Ghent=gante
Bruges=brujas
Marseille=marsella
Bordeaux=burdeos
Strasbourg=estrasburgo
Krakow=cracovia
Saint Petersburg=san petersburgo
Jerusalem=jerusalén
Bethlehem=belén
Mecca=meca
Cairo=cairo
Damascus=damasco
Aleppo=alepo
Beijing=pekín*
New York=nueva york/neoyorquin*
New Orleans=nueva orleans
Philadelphia=filadelfia
Cape Town=ciudad del cabo
Christian=cristian*
Protestant=protestant*
Muslim=musulm*/islam*
Sunni=suní*/sunit*
Shia=chií*/chiit*
Jewish=judí*/juda*
Buddhist=budis*
Hindu=hind*
Jesus=jesús/jesucristo/cristo
Bible=biblia/bíblic*
Koran=corán
Arab=árabe*
Hebrew=hebre*
Celtic=celt*
Viking=viking*
Earth=tierra
Pope=papa
Caesar=césar
Columbus=colón
Homer=homero
Moon=luna
Milky Way=vía láctea
`,
  endings:
    's n na nos nas no és esa eses esas ense enses eño eña eños eñas ano ana anos anas ino ina inos inas iano iana ianos ianas o os as a í íes ita itas eo ea eos eas teco teca',
};
