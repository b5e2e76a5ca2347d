import type { LanguageRules } from './types.ts';

export const zh: LanguageRules = {
  language: 'zh',
  spaced: false,
  functionWords: '的 是 在 了 和 有 不 我 他 这 为 之 以 个 上 与 也 对 中 就',
  reported: '据称|据说|据传|疑似|涉嫌|所谓|传闻|似乎|据报|被指称|被指曾|被指在',
  possible: '可能|也许|或许|或将|或会|恐怕|大概',
  intended: '有望|计划|打算|希望|考虑|预计|拟',
  attribution: '据|表示|说|称|认为|指出|宣布|透露|根据|介绍|报道|强调|告诉',
  notAttribution:
    '称为|称之为|被称|称号|名称|又称|自称为|职称|人称|对称|尊称|堪称|简称|俗称|统称|称作|称呼|来说|说法|说来|小说|传说|学说|难说|与其说|不如说|可以说|说明|解说|说不定|数据|占据|证据|依据|据点|收据|凭据|论据|割据|据守|进行报道|语报道|可以认为',
  negation: '不|没有|没能|并未|从未|尚未|未能|无法|没',
  notNegation:
    '不仅|不但|不只|无论|不管|不断|不过|不同|不少|不久|非常|未来|无疑|非洲|无数|不得不|分别|特别|区别|个别|性别|别墅|是否|能否|无线|不超过|不到|无人机|不锈钢|差不多|不足|非盟|非政府|告别|级别|类别|不禁|不再|尚未|并非偶然|不然|不由|除非|莫非|非凡|无比|无限|无障碍|不利|不幸|不安|不良|不满|不断|非法|无辜|毫不|毫无疑问|没错|沉没|淹没|埋没|没收|未成年|未婚|未遂|否认|否决|否则|不论|永不|无家可归|别人|别的|不适|缺一不可|不可或缺|不列颠|不知不觉|不惜|奋不顾身|漫不经心|有条不紊|不等|不相上下|不屈|不无|无不|不便|有没有|是不是|能不能|会不会|不用说|不妨|不愧|不错|不已|不知所措|不约而同|不折不扣|不可思议|不堪|不远|不如|美不胜收|不成文|络绎不绝|独一无二|层出不穷|不一而足|源源不',
  mayNegate: '不|没|無|无|未|非|否|拒|缺|失|禁|别|免|莫|勿|毫|才|直到|只|暂|除|少|仅|以内|外',
  acronyms: '',
  compass: 'north=北 south=南 east=东 west=西',
  places: `
Genoa=热那亚
Pittsburgh=匹兹堡
Osaka=大阪
Fukuoka=福冈
United States=美国/美利坚/美方/美军/美/中美
United Kingdom=英国/英/大不列颠/英格兰
England=英格兰/英国
France=法国/法
Germany=德国/德
Russia=俄罗斯/俄/俄国/沙俄
China=中国/中华/中方/华/中/国内/我国/内地/全国
Japan=日本/日方/日军/日
India=印度
South Korea=韩国/韩/南韩
North Korea=朝鲜/北韩
Italy=意大利/意
Spain=西班牙
Australia=澳大利亚/澳洲/澳
Canada=加拿大/加
Israel=以色列
Palestine=巴勒斯坦
European Union=欧盟/欧洲联盟
Europe=欧洲/欧
Africa=非洲/非
Asia=亚洲/亚
Americas=美洲/美国
Latin America=拉丁美洲/拉美
South America=南美洲/南美
North America=北美洲/北美
Central America=中美洲
Middle East=中东
Southeast Asia=东南亚
United Nations=联合国
Soviet Union=苏联/苏维埃/苏
Ottoman=奥斯曼
Roman=罗马
Mediterranean=地中海
Atlantic=大西洋
Pacific=太平洋
Indian Ocean=印度洋
Arctic=北极/北冰洋
Antarctica=南极
Black Sea=黑海
Red Sea=红海
North Sea=北海
Baltic=波罗的海
Dead Sea=死海
Alps=阿尔卑斯
Himalayas=喜马拉雅
Andes=安第斯
Amazon=亚马逊/亚马孙
Nile=尼罗河
Danube=多瑙河
Rhine=莱茵河
Crimea=克里米亚
Scotland=苏格兰
Wales=威尔士
Kurdish=库尔德
Catalan=加泰罗尼亚
Bavaria=巴伐利亚
Siberia=西伯利亚
Hong Kong=香港/港
Macau=澳门
Macao=澳门
Taiwan=台湾/台/臺灣
Tibet=西藏/藏
Beijing=北京/京
Shanghai=上海/沪
Guangdong=广东/粤
London=伦敦
Paris=巴黎
New York=纽约
Washington=华盛顿
Moscow=莫斯科
Geneva=日内瓦
Munich=慕尼黑
Cologne=科隆
Milan=米兰
Turin=都灵
Venice=威尼斯
Florence=佛罗伦萨
Naples=那不勒斯
Jerusalem=耶路撒冷
Mecca=麦加
Cairo=开罗
Saint Petersburg=圣彼得堡
California=加利福尼亚/加州
Florida=佛罗里达/佛州
Texas=得克萨斯/德克萨斯/德州/得州
Christian=基督
Catholic=天主教
Muslim=穆斯林/伊斯兰/回教
Islam=伊斯兰/穆斯林
Jewish=犹太
Buddhist=佛
Hindu=印度教
Jesus=耶稣
Bible=圣经
Koran=古兰经/可兰经
Arab=阿拉伯
Latin=拉丁
Nazi=纳粹
Earth=地球
Mars=火星
Venus=金星
Jupiter=木星
Saturn=土星
Mercury=水星
Trump=特朗普/川普
Pope=教皇/教宗
Milky Way=银河
`,
  endings: '',
};
