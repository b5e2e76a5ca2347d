import type { LanguageRules } from './types.ts';

export const fr: LanguageRules = {
  language: 'fr',
  spaced: true,
  functionWords:
    'le la les des du une un et est dans pour que qui sur au aux par avec ce cette ces ont été sont il elle ils pas plus leur ses son d l qu où mais après depuis',
  // The French press marks unconfirmed news by the conditional; its future in the past ("a dit qu'il viendrait") is rendered by "would", which hedges as well.
  reported:
    'aurait|auraient|serait|seraient|devrait|devraient|ferait|feraient|semblerait|semble|semblent|semblait|présumé|présumée|présumés|présumées|supposé|supposée|soupçonné*|selon la rumeur|prétend*|serait-il|selon toute vraisemblance',
  possible:
    'pourrait|pourraient|peut|peuvent|peut-être|probablement|sans doute|risque de|risquent de|envisage*|éventuel*|possible*|susceptible*|il se peut|vraisemblablement|compte|comptent|souhaite*|voudrait|voudraient|espère*|projette*|prévoi*',
  attribution:
    "selon|d'après|d’après|a déclaré|ont déclaré|déclare|a affirmé|affirme|affirment|a annoncé|annonce|a indiqué|indique|a précisé|a expliqué|explique|a estimé|estime|a assuré|assure|a dit|dit|rapporte|a rapporté|de source",
  negation:
    "ne … pas|n' … pas|n’ … pas|ne … plus|n' … plus|n’ … plus|ne … jamais|n' … jamais|n’ … jamais|ne … rien|n' … rien|n’ … rien|ne … aucun*|n' … aucun*|n’ … aucun*|pas|aucun|aucune|jamais|ni|sans|non|nul|nulle|personne ne|rien ne",
  notNegation:
    "pas seulement|non seulement|sans doute|sans cesse|pas moins|pas moins de|n' … pas moins|n’ … pas moins|ne … pas que|sans précédent|non loin|sinon|pas à pas|non plus|à jamais|plus que jamais|pas mal|un pas|premier pas|pas de la|sans-abri|sans-papiers|personne morale",
  acronyms:
    'ONU=UN/United\u00a0Nations OTAN=NATO UE=EU PIB=GDP PNB=GNP FMI=IMF OMS=WHO OMC=WTO OIT=ILO BCE=ECB CEDH=ECHR CPI=ICC OCDE=OECD OPEP=OPEC ONG=NGO USA=US/U.S. URSS=USSR VIH=HIV SIDA=AIDS ADN=DNA TVA=VAT PME=SME/SMEs AIEA=IAEA UA=AU CIJ=ICJ OACI=ICAO OMI=IMO AFP=AFP PDG=CEO SRAS=SARS CIO=IOC RDC=DRC BM=WB HCR=UNHCR PNUD=UNDP PE=EP RU=UK R-U=UK JO=Olympics/Olympic EI=IS/ISIS/Islamic\u00a0State DAECH=ISIS/IS/Daesh UEM=EMU UV=UV IA=AI ISF=wealth\u00a0tax SMIC=minimum\u00a0wage IVG=abortion FRA=France',
  endings: ['s', 'x', 'ais', 'aise', 'ois', 'oise', 'ien', 'ienne', 'iens', 'iennes', 'ain', 'aine', 'éen', 'éenne'],
};
