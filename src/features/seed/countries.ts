/** Where people are, and what numbers they have there. */
export type SeedCountry = {
  code: string;
  /** Of the calling code and the first digits of a number: one of these, then so many digits. */
  phone: { calling: string; begins: readonly string[]; digits: number; lowest?: number };
  timezone: string;
  cities: readonly SeedCity[];
  /** What a company's name ends with. */
  forms: readonly string[];
};
/** Each `#` of the postal code is a digit. */
export type SeedCity = { name: string; state: string; postal: string; timezone?: string };

function country(
  code: string,
  timezone: string,
  phone: SeedCountry['phone'],
  forms: string,
  cities: string,
): SeedCountry {
  return {
    code,
    timezone,
    phone,
    forms: forms.split(','),
    cities: cities.split('; ').map((each) => {
      const [name = '', state = '', postal = '', zone] = each.split(', ');
      return { name, state, postal, ...(zone !== undefined && { timezone: zone }) };
    }),
  };
}

function mobile(calling: string, begins: string, digits: number): SeedCountry['phone'] {
  return { calling, begins: begins.split(' '), digits };
}

function northAmerican(areas: string): SeedCountry['phone'] {
  // No exchange begins with 0 or 1.
  return { calling: '1', begins: areas.split(' '), digits: 7, lowest: 2_000_000 };
}

const all = [
  country(
    'US',
    'America/New_York',
    northAmerican('212 213 303 305 312 404 415 512 602 617 619 702 713 718 773 801 816 917'),
    'Inc.,LLC,Corp.,Group,Partners',
    'New York, NY, 100##; Los Angeles, CA, 900##, America/Los_Angeles; Chicago, IL, 606##, America/Chicago; Houston, TX, 770##, America/Chicago; Phoenix, AZ, 850##, America/Phoenix; Philadelphia, PA, 191##; San Diego, CA, 921##, America/Los_Angeles; Dallas, TX, 752##, America/Chicago; Austin, TX, 787##, America/Chicago; San Francisco, CA, 941##, America/Los_Angeles; Seattle, WA, 981##, America/Los_Angeles; Denver, CO, 802##, America/Denver; Boston, MA, 021##; Atlanta, GA, 303##; Miami, FL, 331##; Portland, OR, 972##, America/Los_Angeles; Las Vegas, NV, 891##, America/Los_Angeles; Nashville, TN, 372##, America/Chicago; Salt Lake City, UT, 841##, America/Denver; Raleigh, NC, 276##; Madison, WI, 537##, America/Chicago; Boise, ID, 837##, America/Denver; Honolulu, HI, 968##, Pacific/Honolulu; Burlington, VT, 054##',
  ),
  country(
    'CA',
    'America/Toronto',
    northAmerican('204 403 416 514 604 613 780 902'),
    'Inc.,Ltd.',
    'Toronto, ON, M5V #K#; Montréal, QC, H2X #L#; Vancouver, BC, V6B #A#, America/Vancouver; Calgary, AB, T2P #C#, America/Edmonton; Ottawa, ON, K1P #J#; Québec, QC, G1R #S#; Halifax, NS, B3J #H#, America/Halifax',
  ),
  country(
    'GB',
    'Europe/London',
    mobile('44', '740 750 771 772 780 785 788', 7),
    'Ltd,PLC,LLP',
    'London, England, EC1A #BB; Manchester, England, M1 #AE; Birmingham, England, B2 #LS; Leeds, England, LS1 #HT; Glasgow, Scotland, G1 #DX; Edinburgh, Scotland, EH1 #YZ; Bristol, England, BS1 #TR; Cardiff, Wales, CF10 #BH; Belfast, Northern Ireland, BT1 #GH; Brighton, England, BN1 #AA',
  ),
  country(
    'AU',
    'Australia/Sydney',
    mobile('61', '40 41 42 43', 7),
    'Pty Ltd',
    'Sydney, NSW, 20##; Melbourne, VIC, 30##, Australia/Melbourne; Brisbane, QLD, 40##, Australia/Brisbane; Perth, WA, 60##, Australia/Perth; Adelaide, SA, 50##, Australia/Adelaide; Hobart, TAS, 70##, Australia/Hobart',
  ),
  country(
    'DE',
    'Europe/Berlin',
    mobile('49', '151 152 157 159', 8),
    'GmbH,AG,KG,GmbH & Co. KG',
    'Berlin, Berlin, 101##; Hamburg, Hamburg, 200##; München, Bayern, 803##; Köln, Nordrhein-Westfalen, 506##; Frankfurt am Main, Hessen, 603##; Stuttgart, Baden-Württemberg, 701##; Düsseldorf, Nordrhein-Westfalen, 402##; Leipzig, Sachsen, 041##; Nürnberg, Bayern, 904##; Lübeck, Schleswig-Holstein, 235##',
  ),
  country(
    'AT',
    'Europe/Vienna',
    mobile('43', '664 676 699', 7),
    'GmbH,AG',
    'Wien, Wien, 10##; Graz, Steiermark, 80##; Linz, Oberösterreich, 40##; Salzburg, Salzburg, 50##',
  ),
  country(
    'CH',
    'Europe/Zurich',
    mobile('41', '76 78 79', 7),
    'AG,GmbH,SA',
    'Zürich, ZH, 80##; Genève, GE, 12##; Basel, BS, 40##; Bern, BE, 30##; Lausanne, VD, 10##; Neuchâtel, NE, 20##',
  ),
  country(
    'FR',
    'Europe/Paris',
    mobile('33', '61 62 66 68', 7),
    'SARL,SAS,SA',
    'Paris, Île-de-France, 750##; Marseille, Provence-Alpes-Côte d’Azur, 130##; Lyon, Auvergne-Rhône-Alpes, 690##; Toulouse, Occitanie, 310##; Nice, Provence-Alpes-Côte d’Azur, 060##; Nantes, Pays de la Loire, 440##; Orléans, Centre-Val de Loire, 450##',
  ),
  country(
    'ES',
    'Europe/Madrid',
    mobile('34', '61 62 63 65 66', 7),
    'S.L.,S.A.',
    'Madrid, Madrid, 280##; Barcelona, Cataluña, 080##; Valencia, Comunidad Valenciana, 460##; Sevilla, Andalucía, 410##; Málaga, Andalucía, 290##; A Coruña, Galicia, 150##',
  ),
  country(
    'MX',
    'America/Mexico_City',
    mobile('52', '55 33 81', 8),
    'S.A. de C.V.',
    'Ciudad de México, CDMX, 06###; Guadalajara, Jalisco, 44###; Monterrey, Nuevo León, 64###; Mérida, Yucatán, 97###; Querétaro, Querétaro, 76###',
  ),
  country(
    'CO',
    'America/Bogota',
    mobile('57', '300 310 315 320', 7),
    'S.A.S.',
    'Bogotá, Bogotá, 1101##; Medellín, Antioquia, 0500##; Cali, Valle del Cauca, 7600##',
  ),
  country(
    'IT',
    'Europe/Rome',
    mobile('39', '320 328 333 338 347', 7),
    'S.r.l.,S.p.A.',
    'Roma, Lazio, 001##; Milano, Lombardia, 201##; Napoli, Campania, 801##; Torino, Piemonte, 101##; Forlì, Emilia-Romagna, 471##',
  ),
  country(
    'BR',
    'America/Sao_Paulo',
    mobile('55', '119 219 319 419', 8),
    'Ltda.,S.A.',
    'São Paulo, SP, 010##-###; Rio de Janeiro, RJ, 200##-###; Belo Horizonte, MG, 301##-###; Brasília, DF, 700##-###; Curitiba, PR, 800##-###',
  ),
  country(
    'PT',
    'Europe/Lisbon',
    mobile('351', '91 92 93 96', 7),
    'Lda.,S.A.',
    'Lisboa, Lisboa, 11##-###; Porto, Porto, 40##-###; Évora, Évora, 70##-###',
  ),
  country(
    'SE',
    'Europe/Stockholm',
    mobile('46', '70 72 73 76', 7),
    'AB',
    'Stockholm, Stockholm, 111 ##; Göteborg, Västra Götaland, 411 ##; Malmö, Skåne, 211 ##; Umeå, Västerbotten, 903 ##',
  ),
  country(
    'PL',
    'Europe/Warsaw',
    mobile('48', '50 60 66 69 79', 7),
    'Sp. z o.o.,S.A.',
    'Warszawa, Mazowieckie, 00-###; Kraków, Małopolskie, 30-###; Łódź, Łódzkie, 90-###; Gdańsk, Pomorskie, 80-###; Wrocław, Dolnośląskie, 50-###',
  ),
  country(
    'TR',
    'Europe/Istanbul',
    mobile('90', '532 533 542 555', 7),
    'A.Ş.,Ltd. Şti.',
    'İstanbul, İstanbul, 340##; Ankara, Ankara, 060##; İzmir, İzmir, 350##; Muğla, Muğla, 480##',
  ),
  country(
    'VN',
    'Asia/Ho_Chi_Minh',
    mobile('84', '90 91 97 98', 7),
    'JSC',
    'Hà Nội, Hà Nội, 100###; Đà Nẵng, Đà Nẵng, 550###; Thành phố Hồ Chí Minh, Hồ Chí Minh, 700###',
  ),
  country(
    'UA',
    'Europe/Kyiv',
    mobile('380', '50 63 67 97', 7),
    'ТОВ',
    'Київ, Київ, 010##; Львів, Львівська область, 790##; Одеса, Одеська область, 650##; Харків, Харківська область, 610##',
  ),
  country(
    'BG',
    'Europe/Sofia',
    mobile('359', '87 88 89', 7),
    'ЕООД,АД',
    'София, София, 10##; Пловдив, Пловдив, 40##; Варна, Варна, 90##',
  ),
  country(
    'GR',
    'Europe/Athens',
    mobile('30', '694 697 698', 7),
    'Α.Ε.',
    'Αθήνα, Αττική, 10# ##; Θεσσαλονίκη, Μακεδονία, 54# ##; Πάτρα, Δυτική Ελλάδα, 26# ##',
  ),
  country(
    'EG',
    'Africa/Cairo',
    mobile('20', '10 11 12', 8),
    'ش.م.م',
    'القاهرة, القاهرة, 115##; الإسكندرية, الإسكندرية, 215##; الجيزة, الجيزة, 125##',
  ),
  country(
    'AE',
    'Asia/Dubai',
    mobile('971', '50 52 54 55 56', 7),
    'FZE,LLC',
    'دبي, دبي, 000##; أبوظبي, أبوظبي, 511##; الشارقة, الشارقة, 272##',
  ),
  country(
    'IL',
    'Asia/Jerusalem',
    mobile('972', '50 52 53 54 58', 7),
    'בע״מ',
    'תל אביב, תל אביב, 61#####; ירושלים, ירושלים, 91#####; חיפה, חיפה, 31#####',
  ),
  country(
    'IN',
    'Asia/Kolkata',
    mobile('91', '90 91 98 99', 8),
    'Pvt. Ltd.',
    'मुंबई, महाराष्ट्र, 4000##; नई दिल्ली, दिल्ली, 1100##; Bengaluru, Karnataka, 5600##; Chennai, Tamil Nadu, 6000##; पुणे, महाराष्ट्र, 4110##',
  ),
  country(
    'CN',
    'Asia/Shanghai',
    mobile('86', '135 138 139 158 186', 8),
    '有限公司',
    '北京, 北京市, 1000##; 上海, 上海市, 2000##; 广州, 广东省, 5100##; 深圳, 广东省, 5180##; 成都, 四川省, 6100##',
  ),
  country(
    'TW',
    'Asia/Taipei',
    mobile('886', '91 92 93 95', 7),
    '股份有限公司',
    '台北市, 台北市, 10###; 高雄市, 高雄市, 80###; 台中市, 台中市, 40###',
  ),
  country(
    'JP',
    'Asia/Tokyo',
    mobile('81', '80 90', 8),
    '株式会社',
    '東京, 東京都, 100-####; 大阪, 大阪府, 530-####; 名古屋, 愛知県, 450-####; 札幌, 北海道, 060-####; 福岡, 福岡県, 810-####',
  ),
  country(
    'KR',
    'Asia/Seoul',
    mobile('82', '10', 8),
    '주식회사',
    '서울, 서울특별시, 045##; 부산, 부산광역시, 475##; 인천, 인천광역시, 215##; 대구, 대구광역시, 417##',
  ),
  country(
    'TH',
    'Asia/Bangkok',
    mobile('66', '81 84 86 89', 7),
    'จำกัด',
    'กรุงเทพมหานคร, กรุงเทพมหานคร, 101##; เชียงใหม่, เชียงใหม่, 502##; ภูเก็ต, ภูเก็ต, 830##',
  ),
  country(
    'NG',
    'Africa/Lagos',
    mobile('234', '803 806 810 816', 7),
    'Ltd',
    'Lagos, Lagos, 1002##; Abuja, FCT, 9001##; Ìbàdàn, Oyo, 2002##; Kano, Kano, 7002##',
  ),
];

export const seedCountries: ReadonlyMap<string, SeedCountry> = new Map(
  all.map((each) => [each.code, each]),
);
