import type { LanguageRules } from './types.ts';

export const uk: LanguageRules = {
  language: 'uk',
  spaced: true,
  functionWords:
    'в у і й та на не що з із до як це за від для його вона вони був була було були при або також же після між який яка які якого щоб під',
  reported: 'нібито|ймовірно|імовірно|за чутками|як стверджується|буцімто|мабуть|схоже|начебто|підозрю*|гадан*',
  possible: 'можливо|ймовірно|імовірно|може бути|міг би|могла б|могли б|мабуть|скоріш за все',
  intended: 'могла|міг|могли|можлив*|ймовірн*|би|б|планує*|має намір|хоче|хочуть|сподіва*|слід|може|можуть',
  attribution:
    'за словами|за даними|згідно|повідомля*|повідоми*|заявив|заявила|заявили|сказав|сказала|зазначи*|розпові*|на думку|стверджує|додав|додала|пояснив|пояснила|вважає|написав|написала|оголоси*',
  negation: 'не|немає|нема|ні|ніколи|ніхто|нікого|нічого|ніщо|жоден|жодн*|без|неможливо',
  notNegation:
    'не лише|не тільки|не менше|не більше|без сумніву|не просто|тим не менш|не раз|не забу*|незалежно|чи ні|не сумніва*|недалеко',
  mayNegate:
    'не*|без*|відмо*|заборон*|запереч*|лише|тільки|відсутн*|ні*|ледве|мало|спросту*|бракує|інш*|крім|поза|припин*|поган*|проти',
  acronyms:
    'ООН=UN/United_Nations НАТО=NATO ЄС=EU/European_Union ВВП=GDP МВФ=IMF ВООЗ=WHO СОТ=WTO ЄЦБ=ECB ЄСПЛ=ECHR ОЕСР=OECD ОПЕК=OPEC США=US/United_States/USA/American СРСР=USSR/Soviet РФ=Russia/Russian ВІЛ=HIV СНІД=AIDS ДНК=DNA ПДВ=VAT МАГАТЕ=IAEA МОК=IOC ШІ=AI ОБСЄ=OSCE СБУ=SBU КНДР=North_Korea КНР=China ЦРУ=CIA ФБР=FBI АНБ=NSA ЗСУ=Armed_Forces',
  compass: 'north=північ*/півноч* south=півден*/півдн* east=схід*/сход* west=захід*/заход*',
  places: `
New Zealand=новозеланд*/нов* зеланд*
Maldives=мальдів*
Venus=венер*
Punjab=пенджаб*/панджаб*
Assyria=ассирі*
Zambia=замбі*
Delhi=делі*
Europe=європ*
Asia=азі*/азіат*
Germany=німе*/німц*
England=англі*
United Kingdom=британ*/брита*/англі*
United States=америк*/сша/сполучен* штат*
Americas=америк*
France=франц*
Spain=іспан*
Italy=італі*
Greece=грец*/грек*
Turkey=тур*
Switzerland=швейцар*
Netherlands=нідерланд*/голланд*
Denmark=дан*
Sweden=швед*/швец*
Norway=норве*
Finland=фін*
Hungary=угор*
Czech Republic=чес*/чех*
Poland=поль*/поляк*
Ukraine=україн*
Belarus=білорус*
Russia=росі*/рф/російськ*
Georgia=груз*/джорджі*
China=кита*
Japan=япон*
South Korea=коре*/південнокоре*
North Korea=коре*/північнокоре*
Scotland=шотланд*
Ireland=ірланд*
Israel=ізраїл*
Egypt=єгип*
India=інді*
Lithuania=литв*/литов*
Latvia=латві*/латис*
Romania=румун*
Kyiv=ки*
Middle East=близьк* схо*
Latin America=латинськ* америк*/латиноамерик*
South America=південн* америк*/південноамерик*
North America=північн* америк*/північноамерик*
Central America=центральн* америк*
Southeast Asia=південно східн* азі*
European Union=європейськ* союз*/євросоюз*/єс
United Nations=оон
Soviet Union=радянськ*/срср
Ottoman=осман*
Roman=рим*
Byzantium=візант*
Baltic=балті*
North Sea=північн* мор*
Black Sea=чорн* мор*/чорномор*
Red Sea=червон* мор*
Mediterranean=середземн*
Atlantic=атлант*
Pacific=тих*/тихоокеан*
Indian Ocean=індійськ* океан*
Arctic=аркти*
Antarctica=антаркти*
Alps=альп*
Danube=дуна*
Rhine=рейн*
Nile=ніл*
Volga=волг*
Amazon=амазон*
Crimea=крим*
Kurdish=курд*
Catalan=катал*
Bavaria=бавар*
Siberia=сибір*
Chechnya=чечен*/чечн*
Scandinavia=скандинав*
Geneva=женев*
London=лондон*
Paris=париж*/париз*
Munich=мюнхен*
Cologne=кельн*
Rome=рим*
Venice=венец*
Vienna=від*
Warsaw=варшав*
Prague=праг*/празьк*
Krakow=краків*/краков*
Lviv=льв*
Moscow=моск*
Saint Petersburg=петербург*
Athens=афін*
Jerusalem=єрусалим*
Mecca=мекк*
Cairo=каїр*
Beijing=пекін*
New York=нью йорк*
Christian=христ*
Catholic=катол*
Muslim=мусульм*/іслам*
Jewish=євре*/юде*
Buddhist=будд*
Hindu=інду*
Jesus=ісус*/христ*
Bible=біблі*
Koran=коран*
Arab=араб*
Latin=латин*
Earth=земл*
Pope=папа
Moon=місяц*
Milky Way=чумацьк* шлях
`,
  endings:
    'а у ом і и е ою єю ів ам ами ах ого ому ий ій ої ові еві єм ський ська ське ські ського ської ському ським ських ську цький цька цьке цькі цького цької цьких ці ців цям ець ця я ю ї ин ина ином ині ка ки ко ова ової ею ь ія ії ію єць йський йська йські йського йської йських нський нська нські нського нської нських',
};
