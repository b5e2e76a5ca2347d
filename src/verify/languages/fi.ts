import type { LanguageRules } from './types.ts';

export const fi: LanguageRules = {
  language: 'fi',
  spaced: true,
  functionWords:
    'ja on ei että se oli hän ovat joka mutta kun myös niin kuin sen ole tai jos mukaan vain jo nyt sekä hänen ovat olivat olla kanssa joka jotka tämä ennen',
  // A Finnish negation is a verb of its own, inflected for person.
  reported: 'väitet*|väittää|kerrotaan|kuulemma|ilmeisesti|tiettävästi|epäil*|oletet*|näyttää|näyttävät|luultavasti',
  possible:
    'voisi|voisivat|saattaa|saattavat|saattaisi|saattaisivat|ehkä|kenties|todennäköisesti|mahdollisesti|lienee|pitäisi',
  intended: 'voi|voivat|mahdollis*|aikoo|aikovat|haluaa|haluavat|suunnittel*|toivoo',
  attribution: '*n mukaan|sanoi|sanoo|kertoi|kertoo|kertovat|totesi|toteaa|ilmoitti|väitti|arvioi|uskoo|mielestä',
  negation: 'ei|eivät|en|et|emme|ette|eikä|älä|älkää|ilman|koskaan|kukaan|mitään|eikö',
  notNegation: 'ei vain|ei ainoastaan|ei pelkästään|ei vähemp*|vaan ei',
  mayNegate:
    'ettei*|eikä|eiv*|*matta|*mättä|vasta|ei*|ilman|kiel*|puut*|harvoin|tuskin|vain|vähän|epä*|eivä*|en|emme|älä*',
  acronyms:
    'YK=UN/United_Nations Nato=NATO NATO=NATO EU=EU BKT=GDP IMF=IMF WHO=WHO EKP=ECB EIT=ECHR OECD=OECD Opec=OPEC USA=US/United_States/American Neuvostoliitto=USSR/Soviet ETY=EEC HIV=HIV DNA=DNA ALV=VAT IAEA=IAEA KOK=IOC Etyj=OSCE SAK=SAK EK=EK HS=HS/Helsingin_Sanomat Yle=Yle MM=World_Championship/World_Cup EM=European_Championship/Euro',
  compass: 'north=pohjois* south=etelä* east=itä* west=länsi*/länt*',
  places: `
New Zealand=uusiseelan*/uuden seelan*/uudessa seelan*
Germany=saksa*/saks*
England=englan*
United Kingdom=britan*/brit*/isobritan*/englan*/iso britan*/yhdistyn* kuningask*
United States=yhdysval*/amerik*/usa*
Americas=amerik*
France=ransk*/ranska*
Spain=espanj*
Italy=itali*
Greece=kreik*
Turkey=turk*/turki*
Switzerland=sveits*
Netherlands=hollan*/alankoma*
Denmark=tansk*
Sweden=ruots*
Norway=norj*
Finland=suom*/kotima*
Hungary=unkar*
Czech Republic=tšek*/tsek*
Poland=puola*
Russia=venä*/venäl*
Estonia=viro*/eesti*
Latvia=latvi*
Lithuania=liettua*
Ukraine=ukrain*
China=kiin*
Japan=japan*
South Korea=etelä korea*/korea*/eteläkorea*
North Korea=pohjois korea*/korea*/pohjoiskorea*
Scotland=skot*
Ireland=irlan*
Iceland=islan*
Austria=itäval*
Egypt=egypt*
India=inti*
Israel=israel*
Syria=syyri*
Iraq=irak*
Croatia=kroat*
Georgia=georgi*
Greenland=grönlan*
Europe=euroop*
Africa=afrik*
Asia=aasi*
Middle East=lähi itä*/lähi id*
Latin America=latinalais*
South America=etelä amerik*
North America=pohjois amerik*
Central America=väli amerik*/keski amerik*
Southeast Asia=kaakkois aas*
South Africa=etelä afrik*
European Union=euroopan unioni*
United Nations=yhdistyneet kansakunnat/yhdistyneiden kansakuntien
Soviet Union=neuvostoliit*/neuvosto*
Roman=room*
Ottoman=osman*
Baltic=itämer*/balt*
North Sea=pohjanmer*/pohjanmere*
Black Sea=mustamer*/mustame*
Red Sea=punaisenmer*/punainenmeri
Mediterranean=välimer*
Atlantic=atlant*
Pacific=tyynimer*/tyynenmer*/tyynellemer*
Indian Ocean=intian valtamer*
Arctic=arkti*/jäämer*
Antarctica=antarkti*/etelämanner*/etelämant*
Alps=alp*
Danube=tonava*
Rhine=rein*
Nile=niil*
Crimea=krim*
Kurdish=kurd*
Catalan=katal*
Basque=bask*
Bavaria=baijer*
Siberia=siperi*
Scandinavia=skandin*/pohjoisma*
Chechnya=tšetše*
Lapland=lapi*/lappi*
Karelia=karjal*
Geneva=genev*
London=lonto*
Paris=pariis*
Rome=room*
Venice=venetsi*
Florence=firenz*
Naples=napol*
Vienna=wien*
Warsaw=varsov*
Prague=prah*
Moscow=mosk*
Saint Petersburg=pietar*
Stockholm=tukhol*
Gothenburg=götebor*
Copenhagen=kööpenham*
Tallinn=tallin*
Helsinki=helsin*
Turku=turku*/turu*
Tampere=tamper*
Athens=ateen*
Brussels=brysse*
Jerusalem=jerusal*
Beijing=peki*
Tokyo=toki*
Christian=krist*
Catholic=katol*
Muslim=muslim*/islam*
Jewish=juutal*
Buddhist=buddh*
Jesus=jeesu*
Bible=raamat*
Koran=koraan*
Arab=arab*
Latin=latin*
Earth=maapal*/maa/maan
Pope=paav*
Moon=kuu*
`,
  endings:
    'n a ä ssa ssä sta stä lla llä lta ltä lle ksi na nä in an en on un yn än ön iin hin lainen laisen laiset laista laisten läinen läisen läiset läistä läisten laisia läisiä ja jä jen it t ta tä tta tia ian iassa iasta illa ille ilta issa ista ien nsa',
};
