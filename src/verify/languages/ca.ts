import type { LanguageRules } from './types.ts';

export const ca: LanguageRules = {
  language: 'ca',
  spaced: true,
  functionWords:
    'el la els les del dels una un i en de que és per amb al als va ha han no com més però seva seu aquest aquesta són entre fins també des sobre',
  // The Catalan press marks hearsay by the conditional, as the French does.
  reported:
    'hauria|haurien|seria|serien|estaria|estarien|presumpt*|presumptament|suposa*|segons sembla|sembla|semblen|es creu',
  possible: 'podria|podrien|potser|probablement|possiblement|hauria de|haurien de|tal vegada',
  intended: 'pot|poden|possible|possibles|preveu*|vol|volen|espera|esperen|pretén|pretenen|eventual*',
  attribution:
    "segons|va dir|ha dit|va declarar|ha declarat|va afirmar|ha afirmat|va anunciar|ha anunciat|va explicar|ha explicat|d'acord amb|ha assegurat|va assegurar|diu|afirma",
  negation: 'no|mai|ningú|cap|res|ni|sense|tampoc',
  notNegation:
    'no només|no solament|no obstant|sense dubte|sens dubte|cap a|al cap|de cap a|cap al|cap als|sense precedents|més que mai|cap de',
  mayNegate: 'imped*|rebutj*|falt*|prohib*|imposs*|neg*|evit*|excepte|poc|fracass*|manc*|desconeg*|deix*|absència',
  acronyms:
    'ONU=UN/United_Nations OTAN=NATO UE=EU/European_Union PIB=GDP FMI=IMF OMS=WHO OMC=WTO BCE=ECB TEDH=ECHR OCDE=OECD OPEP=OPEC ONG=NGO/NGOs EUA=US/United_States/American URSS=USSR VIH=HIV SIDA=AIDS ADN=DNA IVA=VAT OIEA=IAEA COI=IOC IA=AI',
  compass: 'north=nord*/septentrional* south=sud*/meridional* east=est/oriental* west=oest/occidental*',
  places: `
New Zealand=neozeland*
Germany=alemany*
England=angl*
United Kingdom=britàn*/angl*/gran bretanya/regne unit
United States=estats units/nord americ*/americ*/eua/estatunidenc*
Americas=america*/amèric*
France=franc*
Spain=espany*
Greece=grec*/greg*
Turkey=turc*
Switzerland=suís*/suïss*
Netherlands=neerland*/holand*/països baixos
Denmark=danes*/danès*
Sweden=suec*
Hungary=hongar*
Czech Republic=tx*
Poland=polon*
China=xin*
Japan=japon*
South Korea=core*/sud core*
North Korea=core*/nord core*
Russia=rus*
Wales=gal·l*/gales
Scotland=escoc*/escòc*
Ireland=irland*
Egypt=egipci*
Middle East=orient mitjà/pròxim orient
Latin America=llatinoameric*/amèrica llatina
South America=sud americ*/amèrica del sud
North America=nord americ*/amèrica del nord
Central America=amèrica central
European Union=unió europea
United Nations=nacions unides
Soviet Union=soviètic*
Mediterranean=mediterr*
Black Sea=mar negra
Red Sea=mar roja
North Sea=mar del nord
Pyrenees=pirine*
Rhine=rin
Thames=tàmesi
Seine=sena
Nile=nil
Kurdish=kurd*
Catalan=catal*
Basque=basc*/euskadi
Bavaria=bavier*/bavar*
Flemish=flamenc*/flandes
West Bank=cisjordània
Geneva=ginebra
London=londres/londinenc*
Paris=parís*
Cologne=colònia
Frankfurt=frankfurt
Basel=basilea
Turin=torí
Milan=milà
Venice=venècia
Florence=florència
Naples=nàpols
The Hague=haia
Marseille=marsella
Bordeaux=bordeus
Zaragoza=saragossa
Saint Petersburg=sant petersburg
Jerusalem=jerusalem
Mecca=meca
Cairo=caire
Beijing=pequín
New York=nova york
Christian=cristi*
Muslim=musulm*/islam*
Jewish=jue*/juev*
Buddhist=budis*
Jesus=jesús/jesucrist
Bible=bíblia
Arab=àrab*
Earth=terra
Pope=papa
`,
  endings:
    's na ns nes à ana ans anes ès esa esos eses enc enca encs enques í ina ins ines ià iana ians ianes a es os ita ites eu ea eus ees',
};
