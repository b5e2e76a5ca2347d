import type { LanguageRules } from './types.ts';

export const fr: LanguageRules = {
  language: 'fr',
  spaced: true,
  functionWords:
    'le la les des du une un et est dans pour que qui sur au aux par avec ce cette ces ont été sont il elle ils pas plus leur ses son qu où mais après depuis',
  // The French press marks unconfirmed news by the conditional. Its future in the past ("a dit qu'il viendrait") becomes
  // "would" in English, which hedges as well.
  reported:
    'aurait|auraient|*erait|*eraient|*drait|*draient|irait|iraient|semble|semblent|semblait|présumé|présumée|présumés|présumées|supposé|supposée|soupçonné*|prétend|prétendent|prétendument|selon toute vraisemblance|à en croire|paraît-il',
  possible:
    "pourrait|pourraient|devrait|devraient|peut-être|probablement|risque de|risquent de|risque d'|éventuellement|vraisemblablement|susceptible*|menace de|menacent de|il est possible|envisage de|envisagent de|envisage d'|envisagent d'",
  intended:
    'peut|peuvent|sans doute|éventuel*|possible|possibles|possibilité|compte|comptent|souhaite*|voudrait|voudraient|espère*|projette*|prévoi*|prévu*|veut|veulent|entend|entendent',
  attribution:
    "selon|d'après|a déclaré|ont déclaré|déclare|a affirmé|affirme|affirment|a annoncé|annonce que|annonce qu'|a indiqué|indique|a précisé|précise|a expliqué|explique|a estimé|estime|a assuré|assure|a dit|dit|rapporte|a rapporté|de source|confie|a confié",
  notAttribution:
    "selon que|selon qu'|selon laquelle|selon lequel|selon lesquel*|selon le cas|se rapporte|on dit|à vrai dire|c'est-à-dire|annonce a|annonce … faite|annonce d*",
  negation:
    "ne … pas|n' … pas|ne … plus|n' … plus|ne … jamais|n' … jamais|ne … rien|n' … rien|ne … aucun*|n' … aucun*|ne … guère|n' … guère|ne … ni|n' … ni|ne … personne|n' … personne|pas|aucun|aucune|jamais|ni|sans|non|nul|nulle|personne ne|rien ne|personne n'|rien n'|aucun* … ne",
  notNegation:
    "pas seulement|non seulement|sans doute|sans cesse|pas moins|ne … que|n' … pas moins|ne … pas moins|sans précédent|non loin|non plus|à jamais|plus que jamais|pas mal|un pas|premier pas|pas à pas|sans-abri|sans-papiers|sans fil|sans-fil|non-violence|organisation non gouvernementale|non gouvernementale*|non gouvernementaux|n'oubliez pas|n'oublions pas|ou non|non sans|non voyant*",
  mayNegate:
    "empêch*|refus*|manqu*|seul*|interdi*|imposs*|faute|ignor*|démen*|exclu*|échou*|guère|peu|impossible*|inconnu*|dépourvu*|nier|nie|nié|cess*|ne|n'|insu|hors|sauf|gratuit*|indemne*|mauvais*|au moins",
  acronyms:
    'ONU=UN/United_Nations/U.N. OTAN=NATO UE=EU/European_Union PIB=GDP PNB=GNP FMI=IMF OMS=WHO OMC=WTO OIT=ILO BCE=ECB CEDH=ECHR CPI=ICC OCDE=OECD OPEP=OPEC ONG=NGO/NGOs USA=US URSS=USSR VIH=HIV SIDA=AIDS ADN=DNA ARN=RNA TVA=VAT PME=SME/SMEs AIEA=IAEA UA=AU CIJ=ICJ OACI=ICAO OMI=IMO PDG=CEO SRAS=SARS CIO=IOC RDC=DRC HCR=UNHCR PNUD=UNDP RU=UK EI=IS/ISIS/ISIL DAECH=ISIS/IS/ISIL IA=AI CPAM=health_insurance JO=Olympics OGM=GMO/GMOs',
  compass: 'north=nord/septentrional* south=sud/méridional* east=est/oriental* west=ouest/occidental*',
  places: `
New Zealand=néo zéland*/nouvelle zéland*
Punjab=pendjab*
Germany=allemand*
England=anglais*/angleterre
United Kingdom=grande bretagne/britannique*/royaume uni/anglais*/angleterre
United States=états unis/etats unis/américain*/amérique/usa/us
Spain=espagnol*
Greece=grec/grecs/grecque*
Turkey=turc/turcs/turque*
Switzerland=suisse*/helvétique*
Netherlands=néerlandais*/hollandais*/hollande
Denmark=danois*
Sweden=suédois*
Norway=norvégien*
Finland=finlandais*/finnois*
Hungary=hongrois*/magyar*
Czech Republic=tchèque*/tchécoslova*
Poland=polonais*
China=chinois*
Japan=japonais*/nippon*
South Korea=corée*/coréen*/sud coréen*
North Korea=corée*/nord coréen*/coréen*
Russia=russe*
Wales=gallois*/pays de galles
Scotland=écossais*/écosse
Ireland=irlandais*
Iceland=islandais*
Lebanon=libanais*
Syria=syrien*
Egypt=égyptien*
Morocco=marocain*
Myanmar=birman*
Ivory Coast=ivoirien*
Congo=congolais*
European Union=union européenne
Soviet Union=soviétique*/urss
Ottoman=ottoman*
Baltic=baltique*/baltes
Mediterranean=méditerran*
Black Sea=mer noire
Red Sea=mer rouge
Dead Sea=mer morte
North Sea=mer du nord
Caspian=caspienne
Alps=alpes/alpin*
Pyrenees=pyrénées
Himalayas=himalaya*
Danube=danube
Rhine=rhin
Thames=tamise
Vistula=vistule
Nile=nil
Amazon=amazon*
Crimea=crimée
Kurdish=kurde*
Catalan=catalan*/catalogne
Basque=basque*
Bavaria=bavière/bavarois*
Saxony=saxe/saxon*
Prussia=prusse/prussien*
Bohemia=bohême
Moravia=moravie
Silesia=silésie
Flemish=flamand*/flandre*
Walloon=wallon*
Brittany=bretagne/breton*
Normandy=normand*
Burgundy=bourgogne/bourguignon*
Tuscany=toscan*
Sicily=sicil*
Sardinia=sardaigne/sarde*
Corsica=corse*
Siberia=sibér*
Scandinavia=scandinav*
Chechnya=tchétch*
Gaza=gaza
West Bank=cisjordanie
Galapagos=galápagos
Falklands=malouines
Geneva=genève/genevois*
London=londres/londonien*
Munich=munich*
Cologne=cologne
Nuremberg=nuremberg
Hanover=hanovre
Frankfurt=francfort
Aachen=aix la chapelle
Basel=bâle
Bern=berne
Turin=turin*
Milan=milan*
Genoa=gênes/génois*
Venice=venise/vénitien*
Florence=florence/florentin*
Naples=naples/napolitain*
Seville=séville
The Hague=la haye
Antwerp=anvers
Ghent=gand
Bruges=bruges
Krakow=cracovie
Gdansk=dantzig
Saint Petersburg=saint pétersbourg
Jerusalem=jérusalem
Mecca=mecque
Cairo=caire
Damascus=damas
Aleppo=alep
Tehran=téhéran
Beijing=pékin*
Canton=canton
Mumbai=bombay
Cape Town=cap
Christian=chrétien*/christian*
Protestant=protestant*
Muslim=musulman*/islam*
Sunni=sunnit*
Shia=chiit*
Jewish=juif*/juive*/judaï*
Buddhist=bouddh*
Hindu=hindou*
Jesus=jésus/christ
Bible=bible/biblique*
Koran=coran*
Arab=arabe*
Hebrew=hébr*
Celtic=celt*
Earth=terre
Pope=pape
Caesar=césar
Homer=homère
Plato=platon
Columbus=colomb
North Macedonia=macédon*
Palestinian=palestin*
`,
  endings:
    's n ne ns nes en enne ens ennes ien ienne iens iennes ain aine ains aines ais aise aises ois oise oises ite ites i ie e es que ques éen éenne éens',
};
