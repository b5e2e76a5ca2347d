import type { LanguageRules } from './types.ts';

export const hi: LanguageRules = {
  language: 'hi',
  spaced: true,
  functionWords: 'के में है की से का को और पर ने कि यह हैं एक नहीं भी इस लिए था थे कर हो जो तो ही या गया वह कहा',
  reported: 'कथित|कथित तौर|माना जाता|बताया जाता|बताया जा रहा|संदिग्ध',
  possible: 'शायद|संभवत*|सकता है|सकते हैं|सकती है',
  intended: 'सकता|सकते|सकती|संभव*|संभावना|चाहते|चाहता|योजना|उम्मीद',
  attribution: 'के अनुसार|के मुताबिक|कहा|बताया|कहना|घोषणा|दावा',
  negation: 'नहीं|न|ना|बिना|मत|कभी नहीं',
  notNegation: 'न केवल|न सिर्फ|नहीं तो|न्यू',
  mayNegate: 'न*|अ*|बिना|मना|इनकार|इंकार|ना*|बग़ैर|बगैर|रहित',
  acronyms: '',
  compass: 'north=उत्तर* south=दक्षिण* east=पूर्व* west=पश्चिम*',
  places: `
Scotland=स्कॉट*
Scandinavia=स्कैंडिनेव*
Mecca=मक्का
Harappa=हड़प्पा
United States=अमेरिक*/अमरीक*/यूएस/संयुक्त राज्य
Americas=अमेरिक*/अमरीक*
United Kingdom=ब्रिट*/ब्रितान*/यूके/इंग्लैंड/इंगलैंड/अंग्रे*
England=इंग्लैंड/अंग्रे*
India=भारत*/हिंदुस्ता*/हिन्दुस्ता*/इंडिय*
China=चीन*
Russia=रूस*/रशिय*
Germany=जर्मन*
France=फ़्रां*/फ्रां*/फ्रेंच
Italy=इटली/इटैलियन/इतालव*
Spain=स्पेन*/स्पैनिश
Japan=जापान*
Pakistan=पाकिस्तान*
Europe=यूरोप*
Africa=अफ़्रीक*/अफ्रीक*
Asia=एशिया*
South Korea=कोरिया*/दक्षिण कोरिया*
North Korea=कोरिया*/उत्तर कोरिया*
Greece=यूनान*/ग्रीक*/ग्रीस
Egypt=मिस्र*
Israel=इज़राइल*/इजराइल*/इस्राइल*
Netherlands=नीदरलैंड*/डच/हॉलैंड
European Union=यूरोपीय संघ/ईयू
United Nations=संयुक्त राष्ट्र/यूएन
Soviet Union=सोवियत*
South Africa=दक्षिण अफ़्रीका/दक्षिण अफ्रीका
South America=दक्षिण अमेरिका/दक्षिणी अमेरिका
North America=उत्तर अमेरिका/उत्तरी अमेरिका
Central America=मध्य अमेरिका
Middle East=मध्य पूर्व
Mediterranean=भूमध्य*
Atlantic=अटलांटिक/अटलान्टिक
Pacific=प्रशांत
Indian Ocean=हिंद महासागर/हिन्द महासागर
Arctic=आर्कटिक
Antarctica=अंटार्कटि*
Himalayas=हिमाल*
Delhi=दिल्ली
New Delhi=दिल्ली
Mumbai=मुंबई/मुम्बई/बंबई
Kolkata=कोलकाता/कलकत्ता
Christian=ईसाई/क्रिश्चियन
Catholic=कैथोलिक
Muslim=मुस्लिम/मुसलमान*/इस्लाम*
Islam=इस्लाम*/मुस्लिम
Jewish=यहूदी
Buddhist=बौद्ध
Buddha=बुद्ध
Hindu=हिंदू/हिन्दू
Sikh=सिख*
Jesus=यीशु/ईसा
Bible=बाइबल/बाइबिल
Arab=अरब*
Earth=पृथ्वी/धरती
Pope=पोप
Moon=चंद्र*/चाँद/चांद
`,
  endings: 'ा ी े ों ीय ियों ई न वासी',
};
