import type { LanguageRules } from './types.ts';

export const ru: LanguageRules = {
  language: 'ru',
  spaced: true,
  functionWords:
    'в и на не что с по как это за из к у от для его она они был была было были при или также же до того если уже который которые которая после между',
  reported:
    'якобы|предположительно|предполагаем*|по слухам|как утверждается|по неподтвержденным|по неподтверждённым|по-видимому|подозрева*',
  possible: 'может быть|возможно|вероятно|вероятнее всего|мог бы|могла бы|могли бы|скорее всего',
  intended:
    'могла|мог|могли|вероятн*|наверное|бы|планиру*|намерен*|собира*|хочет|хотят|надеется|следует|должн*|возможн*|может|могут',
  attribution:
    'по словам|по данным|согласно|сообщает|сообщил*|сообщают|заявил*|сказал*|отметил*|рассказал*|подчеркнул*|по мнению|утверждает|пояснил*|добавил*|передает|передаёт|считает|написал*|объявил*|пишет|уточнил*',
  notAttribution: 'написал* … книг*|написал* по|написал* … песн*|объявил* … независимость|согласно одной',
  negation: 'не|нет|ни|никогда|никто|никого|ничего|ничто|никак*|без|нельзя|невозможно',
  notNegation:
    'не только|не менее|не более|не просто|без сомнения|без исключения|едва ли не|чуть не|ничего удивительного|во что бы то ни стало|не раз|не кто иной|не что иное|тем не менее|не забу*|независимо|или нет|не сомнева*|недалеко',
  mayNegate:
    'не*|без*|бес*|отказ*|запре*|отриц*|опровер*|лишь|только|отсутств*|ничьи*|ни*|едва|мало|лиш*|ина*|друг*|кроме|вне|прекра*|плох*',
  acronyms:
    'ООН=UN/United_Nations НАТО=NATO ЕС=EU/European_Union ВВП=GDP МВФ=IMF ВОЗ=WHO ВТО=WTO ЕЦБ=ECB ЕСПЧ=ECHR ОЭСР=OECD ОПЕК=OPEC НПО=NGO/NGOs США=US/United_States/USA/American СССР=USSR/Soviet РФ=Russia/Russian/Russian_Federation ВИЧ=HIV СПИД=AIDS ДНК=DNA РНК=RNA НДС=VAT МАГАТЭ=IAEA МОК=IOC ИИ=AI ОБСЕ=OSCE ЦБ=Central_Bank ФСБ=FSB МИД=Foreign_Ministry/Ministry_of_Foreign_Affairs/MFA МЧС=EMERCOM/Ministry_of_Emergency_Situations/Emergencies_Ministry МВД=Ministry_of_Internal_Affairs/Interior_Ministry/MIA ГИБДД=traffic_police СМИ=media КНДР=North_Korea/DPRK КНР=China/PRC ОАЭ=UAE ЦРУ=CIA ФБР=FBI АНБ=NSA АЭС=NPP/nuclear СБУ=SBU ДНР=DNR/DPR ЛНР=LNR/LPR ВМФ=Navy ВВС=Air_Force/BBC ВКС=Aerospace_Forces АПЛ=EPL/Premier_League ЧМ=World_Cup ЧЕ=Euro ТВ=TV',
  compass: 'north=север* south=юж*/юг* east=восто* west=запад*',
  places: `
New Zealand=новозеланд*/новой зеланди*/новая зеланди*
Maldives=мальдив*
Venus=венер*
Punjab=пенджаб*/панджаб*
Assyria=ассири*
Zambia=замби*
Delhi=дели*
Europe=европ*
Asia=ази*/азиат*
Germany=герман*/немец*/немц*/фрг
England=англи*
United Kingdom=британ*/великобритан*/англи*/соединенн* королевств*
United States=америк*/сша/соединенн* штат*
Americas=америк*
France=франц*
Spain=испан*
Italy=итал*
Greece=грец*/греч*/грек*
Turkey=тур*
Switzerland=швейцар*
Netherlands=нидерланд*/голланд*
Denmark=дан*/датск*/датч*
Sweden=швед*/швец*
Norway=норве*
Finland=фин*
Hungary=венг*/венгр*
Czech Republic=чех*/чеш*/чехословак*
Poland=поль*/поляк*
Ukraine=украин*
Belarus=белорус*/беларус*
Russia=росси*/русск*/рф
Georgia=груз*/джорджи*
China=кита*/кнр
Japan=япон*
South Korea=коре*/южнокоре*
North Korea=коре*/северокоре*/кндр
Wales=уэльс*/валли*
Scotland=шотланд*
Ireland=ирланд*
Israel=израил*
Egypt=египе*/египт*
Syria=сири*
Iraq=ирак*
India=инди*
Lithuania=литв*/литов*
Latvia=латв*/латыш*
Estonia=эстон*
Romania=румын*
Kazakhstan=казах*
Kyiv=киев*
Middle East=ближн* восток*
Latin America=латинск* америк*/латиноамерик*
South America=южн* америк*/южноамерик*
North America=северн* америк*/североамерик*
Central America=центральн* америк*
Southeast Asia=юго восточн* ази*
South Africa=юар/южноафрик*
European Union=евросоюз*/европейск* союз*/ес
United Nations=организаци* объединенн*/оон
Soviet Union=совет*/ссср
Ottoman=осман*
Roman=рим*
Byzantium=визант*
Baltic=балти*/прибалт*
North Sea=северн* мор*
Black Sea=черн* мор*/черномор*
Red Sea=красн* мор*
Dead Sea=мертв* мор*
Caspian=касп*
Mediterranean=средиземн*
Atlantic=атлант*
Pacific=тих*/тихоокеан*
Indian Ocean=индийск* океан*
Arctic=аркти*
Antarctica=антаркти*
Alps=альп*
Andes=анд*
Caucasus=кавказ*
Danube=дуна*
Rhine=рейн*
Thames=темз*
Seine=сен*
Vistula=висл*
Elbe=эльб*
Nile=нил*
Volga=волг*/волжск*
Amazon=амазон*
Crimea=крым*
Kurdish=курд*
Catalan=катал*
Basque=баск*
Bavaria=бавар*
Saxony=саксон*
Prussia=прус*
Siberia=сибир*
Chechnya=чечен*/чечн*
Scandinavia=скандинав*
Geneva=женев*
London=лондон*
Paris=париж*
Munich=мюнхен*
Cologne=кельн*/кёльн*
Nuremberg=нюрнберг*
Rome=рим*
Venice=венец*
Florence=флорен*
Naples=неапол*
Milan=милан*
The Hague=гааг*
Vienna=вен*
Warsaw=варшав*
Prague=праг*/праж*
Krakow=краков*
Lviv=львов*
Moscow=моск*/столичн*
Saint Petersburg=петербург*/санкт петербург*/питер*/ленинград*
Athens=афин*
Constantinople=константинопол*
Jerusalem=иерусалим*
Bethlehem=вифлеем*
Mecca=мекк*
Cairo=каир*
Damascus=дамаск*
Beijing=пекин*
New York=нью йорк*
Cape Town=кейптаун*
Christian=христ*
Catholic=катол*
Muslim=мусульм*/ислам*
Jewish=евре*/иуде*
Buddhist=будд*
Hindu=инду*
Jesus=иисус*/христ*
Bible=библ*
Koran=коран*
Arab=араб*
Latin=латин*
Earth=земл*
Pope=папа
Moon=лун*
Bundestag=бундестаг*
State Duma=госдум*
Milky Way=млечн* путь
`,
  endings:
    'а у ом е ы и ой ою ов ам ами ах ого ому ый ий ая ое ые ых ым ыми ую ский ская ское ские ского ской ском ским ских скую скими скому цы цев цам ец ца я ю ей ем ин ина ином ину ине ины ова овой ову ово овых ью ь ия ии ию ием иан иане янин яне анин ане ан анец анцы анцев анский анская анское анские анского анской анских нский нская нские нского нской нских йский йская йские йского йской йских',
};
