import type { LanguageRules } from './types.ts';

export const pt: LanguageRules = {
  language: 'pt',
  spaced: true,
  functionWords:
    'o os as do da dos das um uma e em que de para com não por se no na nos nas ao à é foi são mais como mas seu sua pelo pela entre ser tem também até',
  // The Portuguese conditional marks hearsay in the press ("teria comprado").
  reported:
    'teria|teriam|seria|seriam|estaria|estariam|*ariam|*eriam|*iriam|supost*|supostamente|alegad*|alegadamente|aparentemente|ao que parece|suspeit*|presumi*|parece que|parece ter|parecem ter',
  possible: 'poderia|poderiam|talvez|provavelmente|possivelmente|deveria|deveriam',
  intended:
    'poderá|poderão|pode|podem|possível|possíveis|deve|devem|pretende*|planeja*|quer|querem|espera*|prevê*|ameaça|eventual*',
  attribution:
    'segundo|disse|disseram|afirmou|declarou|anunciou|informou|explicou|de acordo com|contou|acrescentou|destacou|relatou|revelou|conforme disse|conforme informou|conforme divulg*',
  notAttribution:
    'o segundo|um segundo|do segundo|no segundo|ao segundo|pelo segundo|seu segundo|este segundo|esse segundo|por segundo|em segundo|cada segundo|como segundo|é o segundo|segundo lugar|segundo gol|segundo trecho|segundo ano|segundo dia|segundo turno|segundo semestre|segundo trimestre|segundo maior|segundo tempo|segundo com',
  negation: 'não|nunca|jamais|ninguém|nenhum|nenhuma|nada|nem|sem',
  notNegation:
    'não só|não apenas|não somente|sem dúvida|sem precedentes|nada menos|não menos|sem-teto|sem fins lucrativos|nem sempre|ou não|sem fio|sem fios|sem fôlego|não muito|não demor*|não se esque*|não esque*|não longe|não raro',
  mayNegate:
    'imped*|recus*|falt*|proib*|imposs*|neg*|evit*|carec*|exceto|apenas|pouco|fracass*|desconhec*|deix*|ausência|gratuit*|grátis|raramente|só|somente|salvo|no mínimo|ileso*|ilesa*|fora',
  acronyms:
    'ONU=UN/United_Nations OTAN=NATO NATO=NATO UE=EU/European_Union PIB=GDP FMI=IMF OMS=WHO OMC=WTO BCE=ECB TPI=ICC OCDE=OECD OPEP=OPEC ONG=NGO/NGOs EUA=US/United_States/American URSS=USSR HIV=HIV SIDA=AIDS ADN=DNA DNA=DNA IVA=VAT AIEA=IAEA COI=IOC IA=AI OEA=OAS',
  compass: 'north=norte*/setentrional* south=sul*/meridional* east=leste/oriental* west=oeste/ocidental*',
  places: `
New Zealand=neozeland*
Sikh=sique*/sikh*
Germany=alem*
England=ingles*/inglês*/inglaterra
United Kingdom=britânic*/inglês*/ingles*/reino unido/grã bretanha/inglaterra
United States=american*/norte americ*/estadunidense*/estados unidos/eua
Americas=american*/américa*
France=franc*
Spain=espanh*
Greece=greg*
Turkey=turc*
Switzerland=suíç*/helvétic*
Netherlands=holand*/neerland*/países baixos
Denmark=dinamarqu*
Sweden=suec*
Finland=finland*
Hungary=húngar*
Czech Republic=chec*/tchec*
Poland=polon*/polac*
China=chin*/chinês*
Japan=japon*/japão/nipôn*/nipón*
South Korea=sul corean*/corean*/coreia*
North Korea=norte corean*/corean*/coreia*
Russia=russ*
Wales=galês*/gales*
Scotland=escoc*
Ireland=irland*
Israel=israel*
Egypt=egípci*
Morocco=marroqu*
Myanmar=birman*/mianmar
Ivory Coast=marfim/marfin*
Madagascar=malgax*
Middle East=oriente médio/médio oriente
Latin America=latino americ*/américa latina
South America=sul americ*/américa do sul
North America=norte americ*/américa do norte
Central America=américa central
Southeast Asia=sudeste asiático
European Union=união europeia
United Nations=nações unidas
Soviet Union=soviétic*/urss
Ottoman=otoman*
Baltic=báltic*
North Sea=mar do norte
Black Sea=mar negro
Red Sea=mar vermelho
Dead Sea=mar morto
Mediterranean=mediterrân*/mediterrâneo
Alps=alp*
Danube=danúbio
Rhine=reno
Thames=tâmisa
Seine=sena
Nile=nilo
Amazon=amazôn*/amazon*
Kurdish=curd*
Catalan=catal*
Basque=basc*
Bavaria=bávar*/baviera
Saxony=sax*
Prussia=prúss*
Flemish=flameng*/flandres
Brittany=bretanha/bretã*
Scandinavia=escandinav*
Chechnya=chech*/tchetch*
West Bank=cisjordânia
Falklands=malvinas
Geneva=genebra
London=londres/londrin*
Munich=munique
Cologne=colónia/colônia
Nuremberg=nuremberga/nuremberg
Hanover=hanôver
Frankfurt=frankfurt*
Hamburg=hamburgo
Basel=basileia
Bern=berna
Turin=turim
Milan=milão
Genoa=génova/gênova
Venice=veneza
Florence=florença
Naples=nápoles
The Hague=haia
Antwerp=antuérpia
Marseille=marselha
Bordeaux=bordéus
Strasbourg=estrasburgo
Krakow=cracóvia
Saint Petersburg=são petersburgo
Jerusalem=jerusalém
Bethlehem=belém
Mecca=meca
Cairo=cairo
Beijing=pequim
New York=nova iorque/nova york
New Orleans=nova orleans/nova orleães
Cape Town=cidade do cabo
Christian=crist*
Muslim=muçulman*/islâm*/islam*
Sunni=sunit*
Shia=xiit*
Jewish=jude*/judai*/judi*
Buddhist=budis*
Hindu=hind*
Jesus=jesus/cristo
Bible=bíblia/bíblic*
Koran=corão/alcorão
Arab=árabe*
Celtic=celt*
Earth=terra
Pope=papa
Caesar=césar
Columbus=colombo
Homer=homero
`,
  endings:
    's no na nos nas ano ana anos anas ês esa eses esas ense enses iano iana ianos ianas o a os as ino ina inos inas eu eia eus eias ita itas ico ica icos icas enho enha enhos ão ãos',
};
