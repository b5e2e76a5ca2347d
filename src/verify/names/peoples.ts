/**
 * English words that stand for one place, people or faith: its name as CLDR has it, or one of our own, then its other
 * names, its adjective and its people. A source that names the place in any of these ways holds all of them:
 * "les Allemands" may become "Germany". One a line; a label that CLDR lacks gets its foreign names from the `places`
 * of `languages/*.ts`.
 */
export const PEOPLES = `
Afghanistan: Afghan, Afghans
Africa: African, Africans
Albania: Albanian, Albanians
Algeria: Algerian, Algerians
Angola: Angolan, Angolans
Antarctica: Antarctic
Argentina: Argentine, Argentines, Argentinian, Argentinians, Argentinean
Armenia: Armenian, Armenians
Asia: Asian, Asians
Australia: Australian, Australians, Aussie, Aussies
Austria: Austrian, Austrians
Azerbaijan: Azerbaijani, Azerbaijanis, Azeri, Azeris
Bahrain: Bahraini, Bahrainis
Bangladesh: Bangladeshi, Bangladeshis, Bengali, Bangla
Belarus: Belarusian, Belarusians, Byelorussian
Belgium: Belgian, Belgians
Bolivia: Bolivian, Bolivians
Bosnia & Herzegovina: Bosnia, Bosnian, Bosnians, Bosnia and Herzegovina, Herzegovina
Botswana: Botswanan
Brazil: Brazilian, Brazilians
Bulgaria: Bulgarian, Bulgarians
Burkina Faso: Burkinabe
Cambodia: Cambodian, Cambodians, Khmer
Cameroon: Cameroonian, Cameroonians
Canada: Canadian, Canadians
Caribbean: West Indies, West Indian, West Indians
Central African Republic: CAR
Chad: Chadian, Chadians
Chile: Chilean, Chileans
China: Chinese, PRC, Mandarin, Sino
Colombia: Colombian, Colombians
Congo - Kinshasa: Congo, Congolese, DRC, Democratic Republic of the Congo, Democratic Republic of Congo, DR Congo
Congo - Brazzaville: Congo, Congolese, Republic of the Congo
Costa Rica: Costa Rican, Costa Ricans
Côte d’Ivoire: Ivory Coast, Ivorian, Ivorians, Côte d'Ivoire, Cote d'Ivoire
Croatia: Croatian, Croatians, Croat, Croats
Cuba: Cuban, Cubans
Cyprus: Cypriot, Cypriots
Czechia: Czech Republic, Czech, Czechs, Czechoslovakia, Czechoslovak
Denmark: Danish, Dane, Danes
Dominican Republic: Dominican, Dominicans
Ecuador: Ecuadorian, Ecuadorians, Ecuadorean
Egypt: Egyptian, Egyptians
El Salvador: Salvadoran, Salvadorans, Salvador
Eritrea: Eritrean, Eritreans
Estonia: Estonian, Estonians
Ethiopia: Ethiopian, Ethiopians
Europe: European, Europeans
European Union: EU
Fiji: Fijian, Fijians
Finland: Finnish, Finn, Finns
France: French, Frenchman, Frenchmen, Frenchwoman
Gabon: Gabonese
Georgia: Georgian, Georgians
Germany: German, Germans
Ghana: Ghanaian, Ghanaians
Greece: Greek, Greeks
Greenland: Greenlandic, Greenlander, Greenlanders
Guatemala: Guatemalan, Guatemalans
Guinea: Guinean, Guineans
Haiti: Haitian, Haitians
Honduras: Honduran, Hondurans
Hong Kong: Hongkong, Hong Kongers, Hong Kong SAR China
Hungary: Hungarian, Hungarians, Magyar
Iceland: Icelandic, Icelander, Icelanders
India: Indian, Indians
Indonesia: Indonesian, Indonesians
Iran: Iranian, Iranians, Persia, Persian, Persians
Iraq: Iraqi, Iraqis
Ireland: Irish, Irishman, Irishmen
Israel: Israeli, Israelis
Italy: Italian, Italians
Jamaica: Jamaican, Jamaicans
Japan: Japanese
Jordan: Jordanian, Jordanians
Kazakhstan: Kazakh, Kazakhs
Kenya: Kenyan, Kenyans
Kosovo: Kosovar, Kosovars
Kuwait: Kuwaiti, Kuwaitis
Kyrgyzstan: Kyrgyz
Laos: Lao, Laotian
Latin America: Latin American, Latin Americans
Latvia: Latvian, Latvians
Lebanon: Lebanese
Liberia: Liberian, Liberians
Libya: Libyan, Libyans
Lithuania: Lithuanian, Lithuanians
Luxembourg: Luxembourgish
Madagascar: Malagasy
Malaysia: Malaysian, Malaysians, Malay
Mali: Malian, Malians
Malta: Maltese
Mauritania: Mauritanian, Mauritanians
Mexico: Mexican, Mexicans
Moldova: Moldovan, Moldovans
Mongolia: Mongolian, Mongolians, Mongol, Mongols
Montenegro: Montenegrin, Montenegrins
Morocco: Moroccan, Moroccans
Mozambique: Mozambican, Mozambicans
Myanmar (Burma): Myanmar, Burma, Burmese
Namibia: Namibian, Namibians
Nepal: Nepalese, Nepali
Netherlands: Dutch, Holland, Dutchman, Dutchmen
New Zealand: New Zealander, New Zealanders
Nicaragua: Nicaraguan, Nicaraguans
Niger: Nigerien, Nigeriens
Nigeria: Nigerian, Nigerians
North America: North American, North Americans
North Korea: North Korean, North Koreans, DPRK, Korea, Korean, Koreans
North Macedonia: Macedonia, Macedonian, Macedonians
Norway: Norwegian, Norwegians
Oman: Omani, Omanis
Pakistan: Pakistani, Pakistanis
Palestinian Territories: Palestine, Palestinian, Palestinians
Panama: Panamanian, Panamanians
Paraguay: Paraguayan, Paraguayans
Peru: Peruvian, Peruvians
Philippines: Filipino, Filipinos, Philippine, Filipina
Poland: Polish, Poles
Portugal: Portuguese
Puerto Rico: Puerto Rican, Puerto Ricans
Qatar: Qatari, Qataris
Romania: Romanian, Romanians
Russia: Russian, Russians, Russian Federation
Rwanda: Rwandan, Rwandans
Saudi Arabia: Saudi, Saudis
Scotland: Scottish, Scot, Scots, Scotsman
Senegal: Senegalese
Serbia: Serbian, Serbians, Serb, Serbs
Sierra Leone: Sierra Leonean
Singapore: Singaporean, Singaporeans
Slovakia: Slovak, Slovaks, Slovakian
Slovenia: Slovenian, Slovenians, Slovene, Slovenes
Somalia: Somali, Somalis
South Africa: South African, South Africans
South America: South American, South Americans
South Korea: South Korean, South Koreans, Republic of Korea, Korea, Korean, Koreans
South Sudan: South Sudanese
Southeast Asia: Southeast Asian, South-East Asia, South East Asia
Spain: Spanish, Spaniard, Spaniards
Sri Lanka: Sri Lankan, Sri Lankans
Sudan: Sudanese
Sweden: Swedish, Swede, Swedes
Switzerland: Swiss
Syria: Syrian, Syrians
Taiwan: Taiwanese
Tajikistan: Tajik, Tajiks
Tanzania: Tanzanian, Tanzanians
Thailand: Thai, Thais
Tibetan: Tibet, Tibetans
Tunisia: Tunisian, Tunisians
Türkiye: Turkey, Turkish, Turk, Turks
Turkmenistan: Turkmen
Uganda: Ugandan, Ugandans
Ukraine: Ukrainian, Ukrainians
United Arab Emirates: UAE, Emirati, Emiratis, Emirates
United Kingdom: UK, U.K., Britain, Great Britain, British, Briton, Britons, GB, England, English, Englishman, Englishmen
England: English, Englishman, Englishmen
United Nations: UN, U.N.
United States: US, U.S., USA, U.S.A., America, American, Americans, States
Uruguay: Uruguayan, Uruguayans
Uzbekistan: Uzbek, Uzbeks
Vatican City: Vatican, Holy See
Venezuela: Venezuelan, Venezuelans
Vietnam: Vietnamese
Wales: Welsh, Welshman
Western Sahara: Sahrawi
Yemen: Yemeni, Yemenis
Zambia: Zambian, Zambians
Zimbabwe: Zimbabwean, Zimbabweans
Americas: America
Central America: Central American
Middle East: Mideast, Middle Eastern
Near East: Near Eastern
Far East: Far Eastern
Soviet Union: Soviet, Soviets, USSR
Yugoslavia: Yugoslav, Yugoslavian
Ottoman Empire: Ottoman, Ottomans
Roman Empire: Roman, Romans
Byzantium: Byzantine, Byzantines
Texas: Texan, Texans
California: Californian, Californians
Florida: Floridian, Floridians
Balkans: Balkan
Baltic Sea: Baltic, Baltics
Black Sea:
Red Sea:
Dead Sea:
North Sea:
Caspian Sea: Caspian
Mediterranean: Mediterranean Sea
Atlantic Ocean: Atlantic
Pacific Ocean: Pacific
Indian Ocean:
Arctic: Arctic Ocean
Caucasus: Caucasian
Alps: Alpine
Andes: Andean
Pyrenees:
Himalayas: Himalaya, Himalayan
Carpathians: Carpathian
Danube:
Rhine:
Nile:
Thames:
Seine:
Vistula:
Elbe:
Volga:
Amazon: Amazonia, Amazon River
Sahara:
Crimea: Crimean, Crimean Peninsula
Kurdistan: Kurd, Kurds, Kurdish
Catalonia: Catalan, Catalans
Basque Country: Basque, Basques
Bavaria: Bavarian, Bavarians
Saxony: Saxon, Saxons
Prussia: Prussian, Prussians
Bohemia: Bohemian
Moravia: Moravian
Silesia: Silesian
Galicia: Galician
Flanders: Flemish
Wallonia: Walloon
Brittany: Breton
Normandy: Norman, Normans
Burgundy: Burgundian
Tuscany: Tuscan
Sicily: Sicilian
Sardinia: Sardinian
Corsica: Corsican
Lombardy: Lombard
Andalusia: Andalusian
Castile: Castilian
Ile-de-France: Île-de-France
Scandinavia: Scandinavian, Scandinavians, Nordic
Siberia: Siberian
Manchuria: Manchurian
Palestine:
Gaza: Gaza Strip
West Bank:
Chechnya: Chechen, Chechens
Canary Islands: Canaries
Galapagos: Galapagos Islands
Falkland Islands: Falklands
Balearic Islands: Balearics
Cape Town:
New York: New York City, NYC, New Yorker, New Yorkers
Washington: Washington, D.C.
Geneva: Genevan
Munich:
Cologne:
Nuremberg:
Hanover:
Frankfurt:
Mainz:
Aachen:
Basel:
Lausanne:
Bern: Berne
Turin:
Milan: Milanese
Genoa:
Venice: Venetian
Florence: Florentine
Naples: Neapolitan
Rome: Roman
Padua:
Mantua:
Syracuse:
Seville:
Zaragoza: Saragossa
Corunna: A Coruña
The Hague: Hague
Antwerp:
Ghent:
Bruges:
Liege: Liège
Dunkirk:
Marseille: Marseilles
Lyon: Lyons
Strasbourg:
Krakow: Cracow, Kraków
Gdansk: Danzig, Gdańsk
Wroclaw: Breslau, Wrocław
Lodz: Łódź
Lviv: Lvov
Kharkiv: Kharkov
Kyiv: Kiev
Odessa: Odesa
Pilsen: Plzeň, Plzen
Brno: Brünn
St. Petersburg: Saint Petersburg, St Petersburg, Petersburg, Leningrad
Constantinople:
Jerusalem:
Bethlehem:
Nazareth:
Mecca:
Medina:
Cairo:
Alexandria:
Damascus:
Aleppo:
Beirut:
Baghdad:
Tehran: Teheran
Beijing: Peking
Guangdong: Canton, Cantonese
Tokyo:
Seoul:
Pyongyang:
New Delhi: Delhi
Mumbai: Bombay
Christian: Christians, Christianity, Christendom
Catholic: Catholics, Roman Catholic, Catholicism
Protestant: Protestants, Protestantism
Anglican: Anglicans
Islam: Islamic, Muslim, Muslims, Moslem, Islamist, Islamists
Sunni: Sunnis
Shia: Shiite, Shiites, Shi'ite
Jewish: Jew, Jews, Judaism
Buddhist: Buddhists, Buddhism, Buddha
Hindu: Hindus, Hinduism
Sikh: Sikhs, Sikhism
Jesus: Jesus Christ, Christ
Bible: Biblical
Koran: Quran, Qur'an
Arabic: Arab, Arabs, Arabia, Arabian
Latin: Latino, Latinos
Hebrew:
Celtic: Celt, Celts
Viking: Vikings
Nazi: Nazis, Nazism
Maya: Mayan, Mayans
Inca: Incan, Incas
Aztec: Aztecs
Punjab: Punjabi, Punjabis
Assyria: Assyrian, Assyrians
Manchester: Mancunian, Mancunians
Maldives: Maldivian
Inuit: Eskimo, Eskimos
Holocaust:
Mars: Martian
Venus:
Jupiter:
Saturn:
Mercury:
Neptune:
Pluto:
Milky Way:
Bundestag:
Taliban:
Caesar: Julius Caesar
Plato:
Aristotle:
Homer:
Napoleon:
Columbus: Christopher Columbus
Confucius:
`;
