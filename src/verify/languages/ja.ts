import type { LanguageRules } from './types.ts';

export const ja: LanguageRules = {
  language: 'ja',
  spaced: false,
  functionWords: 'の は を が に と で も た する',
  reported: 'とみられる|とみられ|模様|たらしい|だらしい|るらしい|いらしい|のらしい|とされてい|疑いがあ|疑いで|疑いが',
  possible: 'だろう|かもしれ|おそらく|恐らく|可能性があ|可能性もあ|可能性が高|可能性が出|可能性は',
  intended: '予定|見込|見通し|検討|方針|たい|恐れ|あり得|し得|なり得|起こり得',
  attribution: 'によると|によれば|と述べ|と語|と話|と発表|と説明|としている|と明らか|と指摘|と主張|と言|とのこと',
  notAttribution: 'と言え|と言うと|と言っても|と言うべき|と言わ|と言う',
  negation: 'ない|なかった|ません',
  notNegation:
    'だけでなく|のみならず|少なくない|に過ぎない|かもしれない|に違いない|なければならない|なくてはならない|ざるを得ない|間違いなく|まもなく|はず|必ず|まず|ずっと|いずれ|わずか|不動産|無料|非常|少なく|いかない|ならない|かもしれません|なければなりません|ねばなりません|ねばならない|ではないか|のではない|欠かせない|欠かせません|違いありません|過ぎません|すぎません|すぎない|避けられない|極まりない|この上ない|限りない|つくせない|尽くせない|少なくありません|ではありませんか|ませんか|ないわけではない|なくてはなりません|しれません|余裕のない|しかない|しかありません|見逃せない|見逃せません|ことのない|外せない',
  mayNegate: 'ない|な|ず|ぬ|非|無|不|未|拒|禁|ません|まい|失|欠',
  acronyms: '',
  compass: 'north=北 south=南 east=東 west=西',
  places: `
Chugoku=中国
Kinki=近畿
Tokai=東海
Kanto=関東
Tohoku=東北
Kansai=関西
Hokuriku=北陸
Chubu=中部
United States=米国/アメリカ/米/合衆国/全米
United Kingdom=英国/イギリス/英/イングランド
England=イングランド/英国
France=フランス/仏
Germany=ドイツ/独
Russia=ロシア/露
China=中国/中/中華
Japan=日本/日/国内/邦人/我が国/全国
South Korea=韓国/韓
North Korea=北朝鮮/朝鮮
India=インド/印
Italy=イタリア/伊
Spain=スペイン
Australia=オーストラリア/豪州/豪
Netherlands=オランダ
European Union=欧州連合/ＥＵ/EU
Europe=ヨーロッパ/欧州/欧
Africa=アフリカ
Asia=アジア
Americas=アメリカ/米州
Latin America=ラテンアメリカ/中南米
South America=南アメリカ/南米
North America=北アメリカ/北米
Central America=中央アメリカ/中米
Middle East=中東
Southeast Asia=東南アジア
United Nations=国連/国際連合
Soviet Union=ソ連/ソビエト/ソヴィエト
Ottoman=オスマン
Roman=ローマ
Mediterranean=地中海
Atlantic=大西洋
Pacific=太平洋
Indian Ocean=インド洋
Arctic=北極
Antarctica=南極
Black Sea=黒海
Red Sea=紅海
North Sea=北海
Baltic=バルト
Dead Sea=死海
Alps=アルプス
Himalayas=ヒマラヤ
Amazon=アマゾン
Nile=ナイル
Crimea=クリミア
Scotland=スコットランド
Kurdish=クルド
Hong Kong=香港
Taiwan=台湾
Tibet=チベット
Beijing=北京
Shanghai=上海
Tokyo=東京
Osaka=大阪
Kyoto=京都
Hokkaido=北海道
Kyushu=九州
Shikoku=四国
Okinawa=沖縄
Nagoya=名古屋
Yokohama=横浜
Kobe=神戸
Fukuoka=福岡
Hiroshima=広島
Sendai=仙台
Sapporo=札幌
Nagasaki=長崎
Fukushima=福島
Miyagi=宮城
Iwate=岩手
Aomori=青森
Akita=秋田
Yamagata=山形
Ibaraki=茨城
Tochigi=栃木
Gunma=群馬
Saitama=埼玉
Chiba=千葉
Kanagawa=神奈川
Niigata=新潟
Toyama=富山
Ishikawa=石川
Fukui=福井
Yamanashi=山梨
Nagano=長野
Gifu=岐阜
Shizuoka=静岡
Aichi=愛知
Mie=三重
Shiga=滋賀
Hyogo=兵庫
Nara=奈良
Wakayama=和歌山
Tottori=鳥取
Shimane=島根
Okayama=岡山
Yamaguchi=山口
Tokushima=徳島
Kagawa=香川
Ehime=愛媛
Kochi=高知
Saga=佐賀
Kumamoto=熊本
Oita=大分
Miyazaki=宮崎
Kagoshima=鹿児島
Geneva=ジュネーブ/ジュネーヴ
Venice=ベネチア/ヴェネツィア
Florence=フィレンツェ
Naples=ナポリ
Jerusalem=エルサレム
Vatican=バチカン/ヴァチカン
Christian=キリスト
Catholic=カトリック
Muslim=イスラム/ムスリム/回教
Islam=イスラム/ムスリム
Jewish=ユダヤ
Buddhist=仏教/仏/ブッダ
Hindu=ヒンドゥー/ヒンズー
Jesus=イエス/キリスト
Bible=聖書
Koran=コーラン/クルアーン
Arab=アラブ/アラビア
Latin=ラテン
Nazi=ナチ
Earth=地球
Mars=火星
Venus=金星
Jupiter=木星
Saturn=土星
Mercury=水星
Pope=教皇/法王
Milky Way=天の川/銀河
`,
  endings: '',
};
