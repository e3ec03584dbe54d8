/** A name in its own script, and in the letters of an e-mail. */
export type SeedName = { own: string; latin: string };
export type SeedCulture = {
  /** How many of a thousand people. */
  share: number;
  /** The first often, the last rarely. */
  countries: readonly string[];
  given: readonly SeedName[];
  family: readonly SeedName[];
  /** Rarer names are made of two parts. */
  givenParts?: NameParts;
  familyParts?: NameParts;
  /** What two given or family names of one person are joined by. */
  joins: { given?: string; family?: string };
};
export type NameParts = { first: readonly SeedName[]; second: readonly SeedName[] };

/** Words apart by spaces: each is a name, with what it is in Latin letters after a slash. */
function names(words: string): SeedName[] {
  return words.split(' ').map((word) => {
    const [own = '', latin = latinOf(own)] = word.split('/');
    return { own, latin };
  });
}

function parts(first: string, second: string): NameParts {
  return { first: names(first), second: names(second) };
}

const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  æ: 'ae',
};

function latinOf(name: string): string {
  const plain = name.toLowerCase().normalize('NFD');
  return [...plain].map((each) => letters[each] ?? each.replaceAll(/[^a-z]/g, '')).join('');
}

export const seedCultures: readonly SeedCulture[] = [
  {
    share: 330,
    countries: ['US', 'US', 'US', 'US', 'US', 'GB', 'GB', 'CA', 'AU'],
    given: names(
      'James Mary Michael Jennifer David Linda Sarah John Emily Robert Jessica William Ashley Daniel Amanda Matthew Emma Christopher Olivia Andrew Hannah Joseph Megan Joshua Rachel Ryan Lauren Thomas Grace Kevin Chloe Brian Abigail Jason Sophie Justin Zoe Brandon Claire Tyler Ruth Nathan Heather Aaron Audrey Patrick Naomi Sean Fiona Ethan Beatrice Owen Imogen Caleb Siobhán Rhys Zoë Ewan Noor Quentin',
    ),
    family: names(
      'Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thomas Moore Jackson Martin Lee Thompson White Harris Clark Lewis Robinson Walker Hall Young Allen King Wright Scott Hill Green Adams Baker Nelson Carter Mitchell Roberts Turner Phillips Campbell Parker Evans Edwards Collins Stewart Morris Murphy Cook Rogers Morgan Cooper Peterson Reed Bailey Kelly Howard Ward Brontë O’Connor MacLeod Fitzgerald Vaughan Pemberton',
    ),
    familyParts: parts(
      'Ash Black Bright Clay Crow East Fair Green Hart High Lang Mar Mill North Oak Pen Red Stan Thorn Under West Wood',
      'ford ton well wood ley worth field bury ham brook ridge shaw croft stone more',
    ),
    joins: { family: '-' },
  },
  {
    share: 110,
    countries: ['DE', 'DE', 'DE', 'AT', 'CH'],
    given: names(
      'Anna Thomas Julia Michael Laura Andreas Sabine Stefan Lena Peter Katharina Markus Sophie Christian Petra Daniel Monika Jürgen Claudia Jörg Lukas Käthe Felix Grethe Björn Ursula Sören Heike Günther Renate Maximilian Bärbel Wolfgang Hannelore Matthäus',
    ),
    family: names(
      'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hartmann Lange Krause Lehmann Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Scholz Möller Weiß Jung Hahn Vogel Böhm Gößwein',
    ),
    familyParts: parts(
      'Berg Birken Eichen Feld Gold Hoch Kirch Lind Neu Ober Rosen Schön Stein Wald Wein Wolf',
      'bach bauer berg hof mann meier müller thal stein wald feld',
    ),
    joins: { given: '-', family: '-' },
  },
  {
    share: 90,
    countries: ['ES', 'MX', 'MX', 'CO', 'US'],
    given: names(
      'María José Antonio Carmen Juan Ana Luis Laura Carlos Lucía Javier Marta Manuel Elena Jesús Sofía Miguel Paula Ángel Valentina Andrés Isabel Fernando Inés Raúl Ximena Ramón Begoña Iñigo Rocío Óscar Guadalupe',
    ),
    family: names(
      'García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Hernández Ruiz Díaz Moreno Muñoz Álvarez Romero Gutiérrez Navarro Torres Domínguez Ramírez Vargas Castro Ortega Delgado Peña Núñez Ibáñez Zúñiga Urrutia',
    ),
    joins: { given: ' ', family: ' ' },
  },
  {
    share: 70,
    countries: ['FR', 'FR', 'CA', 'CH'],
    given: names(
      'Marie Jean Camille Pierre Léa Nicolas Chloé Julien Manon François Sophie Thomas Élodie Antoine Céline Maxime Inès Guillaume Aurélie Théo Zoé Loïc Agnès Étienne Noémie Gaël Hélène Anaïs',
    ),
    family: names(
      'Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefèvre Michel Garcia Roux Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Chevalier Gauthier Perrin Lemaître Guérin Brûlé Hébert',
    ),
    joins: { given: '-', family: '-' },
  },
  {
    share: 55,
    countries: ['BR', 'BR', 'PT'],
    given: names(
      'Maria João Ana José Beatriz Pedro Júlia Lucas Mariana Gabriel Letícia Rafael Larissa Tiago Inês Gonçalo Conceição Luís Antônia Caetano',
    ),
    family: names(
      'Silva Santos Oliveira Souza Pereira Costa Ferreira Rodrigues Almeida Carvalho Gomes Ribeiro Araújo Martins Barbosa Rocha Nascimento Conceição Magalhães Brandão Falcão',
    ),
    joins: { given: ' ', family: ' ' },
  },
  {
    share: 45,
    countries: ['IT'],
    given: names(
      'Giulia Marco Francesca Alessandro Chiara Luca Sara Andrea Martina Matteo Elena Davide Federica Lorenzo Nicolò Beatrice Salvatore Noè Ludovica Ettore',
    ),
    family: names(
      'Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti Mancini Costa Giordano Rizzo Lombardi Moretti Barbieri Nicolì Cantù',
    ),
    joins: { family: ' ' },
  },
  {
    share: 35,
    countries: ['SE'],
    given: names(
      'Anna Lars Maria Karl Elsa Erik Astrid Johan Linnéa Björn Åsa Nils Märta Gösta Sigrid Håkan Ebba Örjan',
    ),
    family: names(
      'Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Lindström Bergström Öberg Åkesson Sjögren Nordström',
    ),
    familyParts: parts(
      'Berg Ek Lind Ny Sjö Sten Ström Hög Norr Ås',
      'gren qvist lund man berg ström dahl',
    ),
    joins: { family: '-' },
  },
  {
    share: 35,
    countries: ['PL'],
    given: names(
      'Anna Piotr Katarzyna Krzysztof Agnieszka Paweł Małgorzata Tomasz Joanna Michał Zofia Łukasz Grażyna Stanisław Wojciech Bożena',
    ),
    family: names(
      'Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski Mazur Jabłoński Król Pawłowski Łukaszewicz Żak',
    ),
    joins: { family: '-' },
  },
  {
    share: 25,
    countries: ['TR'],
    given: names(
      'Mehmet Ayşe Mustafa Fatma Ahmet Zeynep Ali Elif Hüseyin Emine Çağlar Özge Gökhan Şule İbrahim Tuğba',
    ),
    family: names(
      'Yılmaz Kaya Demir Şahin Çelik Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Koç',
    ),
    joins: { given: ' ' },
  },
  {
    share: 20,
    countries: ['VN'],
    given: names('Anh Hương Minh Lan Dũng Thảo Hùng Linh Tuấn Mai Đức Ngọc Quân Phương Sơn Thủy'),
    family: names('Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý'),
    joins: { given: ' ' },
  },
  {
    share: 15,
    countries: ['NG'],
    given: names('Chidi Ngozi Emeka Amara Tunde Adébáyọ̀ Ifẹ́ Zainab Sade Olúwaṣeun Uche Halima'),
    family: names('Okafor Adeyemi Okonkwo Balogun Ibrahim Eze Bello Ọlátúnjí Nwosu Abubakar Obi'),
    joins: { given: ' ', family: '-' },
  },
  {
    share: 30,
    countries: ['UA', 'UA', 'US', 'DE'],
    given: names(
      'Олександр/oleksandr Олена/olena Андрій/andriy Наталія/nataliia Іван/ivan Тетяна/tetiana Сергій/serhii Ірина/iryna Дмитро/dmytro Юлія/yuliia Тарас/taras Оксана/oksana Єва/yeva Богдан/bohdan Соломія/solomiia',
    ),
    family: names(
      'Шевченко/shevchenko Мельник/melnyk Бондаренко/bondarenko Коваленко/kovalenko Ткаченко/tkachenko Кравченко/kravchenko Олійник/oliinyk Шевчук/shevchuk Поліщук/polishchuk Лисенко/lysenko Гаврилюк/havryliuk Ґудзь/gudz Щербак/shcherbak',
    ),
    joins: {},
  },
  {
    share: 12,
    countries: ['BG'],
    given: names(
      'Иван/ivan Мария/maria Георги/georgi Елена/elena Димитър/dimitar Йорданка/yordanka Николай/nikolay Десислава/desislava Петър/petar Живка/zhivka',
    ),
    family: names(
      'Иванов/ivanov Георгиев/georgiev Димитров/dimitrov Петров/petrov Николов/nikolov Христов/hristov Стоянов/stoyanov Тодоров/todorov Чолаков/cholakov',
    ),
    joins: { family: '-' },
  },
  {
    share: 18,
    countries: ['GR'],
    given: names(
      'Γιώργος/giorgos Μαρία/maria Γιάννης/giannis Ελένη/eleni Δημήτρης/dimitris Κατερίνα/katerina Νίκος/nikos Βασιλική/vasiliki Ιωάννα/ioanna Σπύρος/spyros Χαράλαμπος/charalampos',
    ),
    family: names(
      'Παπαδόπουλος/papadopoulos Βλάχος/vlachos Αγγελόπουλος/angelopoulos Νικολαΐδης/nikolaidis Γεωργίου/georgiou Οικονόμου/oikonomou Καραγιάννης/karagiannis Μακρής/makris Παππάς/pappas',
    ),
    joins: {},
  },
  {
    share: 25,
    countries: ['EG', 'AE', 'AE'],
    given: names(
      'محمد/mohamed فاطمة/fatima أحمد/ahmed مريم/mariam علي/ali نور/nour عمر/omar ليلى/layla يوسف/youssef سارة/sara خالد/khaled هند/hind إبراهيم/ibrahim زينب/zeinab',
    ),
    family: names(
      'حداد/haddad المصري/almasri حسن/hassan إبراهيم/ibrahim السيد/elsayed خليل/khalil منصور/mansour عبدالله/abdullah الشامي/alshami فاروق/farouk نجار/najjar قاسم/qasim',
    ),
    joins: { given: ' ', family: ' ' },
  },
  {
    share: 12,
    countries: ['IL'],
    given: names(
      'דוד/david נועה/noa יוסף/yosef תמר/tamar משה/moshe מאיה/maya אורי/uri שירה/shira איתן/eitan רחל/rachel עומר/omer יעל/yael',
    ),
    family: names(
      'כהן/cohen לוי/levi מזרחי/mizrahi פרץ/peretz ביטון/biton דהן/dahan אברהם/avraham פרידמן/friedman מלכה/malka אזולאי/azoulay כץ/katz',
    ),
    joins: { family: '-' },
  },
  {
    share: 28,
    countries: ['IN', 'IN', 'IN', 'US', 'GB'],
    given: names(
      'आरव/aarav प्रिया/priya राहुल/rahul अनन्या/ananya अमित/amit पूजा/pooja विक्रम/vikram दीपिका/deepika अर्जुन/arjun सुनीता/sunita कृष्ण/krishna लक्ष्मी/lakshmi',
    ),
    family: names(
      'शर्मा/sharma वर्मा/verma गुप्ता/gupta सिंह/singh कुमार/kumar पटेल/patel जोशी/joshi मिश्रा/mishra यादव/yadav देशपांडे/deshpande त्रिपाठी/tripathi',
    ),
    joins: { given: ' ' },
  },
  {
    share: 28,
    countries: ['CN', 'CN', 'TW', 'US'],
    given: names('伟/wei 芳/fang 敏/min 静/jing 丽/li 强/qiang 磊/lei 洋/yang 艳/yan 勇/yong'),
    givenParts: parts(
      '小/xiao 子/zi 建/jian 文/wen 志/zhi 雨/yu 思/si 嘉/jia 天/tian 明/ming 国/guo 海/hai',
      '华/hua 明/ming 涵/han 轩/xuan 琪/qi 宇/yu 婷/ting 杰/jie 平/ping 林/lin 军/jun 怡/yi',
    ),
    family: names(
      '王/wang 李/li 张/zhang 刘/liu 陈/chen 杨/yang 黄/huang 赵/zhao 吴/wu 周/zhou 徐/xu 孙/sun 马/ma 朱/zhu 胡/hu 林/lin 郭/guo 何/he 欧阳/ouyang 司马/sima 諸葛/zhuge',
    ),
    joins: {},
  },
  {
    share: 22,
    countries: ['JP'],
    given: names(
      '陽翔/haruto 葵/aoi 蓮/ren 結衣/yui 翔太/shota 美咲/misaki 大輔/daisuke さくら/sakura 健太/kenta 陽子/yoko 誠/makoto 恵子/keiko 拓海/takumi ひなた/hinata アンナ/anna ケン/ken',
    ),
    family: names(
      '佐藤/sato 鈴木/suzuki 高橋/takahashi 田中/tanaka 伊藤/ito 渡辺/watanabe 山本/yamamoto 中村/nakamura 小林/kobayashi 加藤/kato 吉田/yoshida 山田/yamada 佐々木/sasaki 松本/matsumoto 井上/inoue 木村/kimura 齋藤/saito 勅使河原/teshigawara',
    ),
    joins: {},
  },
  {
    share: 20,
    countries: ['KR', 'KR', 'KR', 'US'],
    given: names('민준/minjun 서연/seoyeon 지훈/jihun 지우/jiwoo 현우/hyunwoo 수빈/subin'),
    givenParts: parts(
      '민/min 서/seo 지/ji 현/hyun 수/su 도/do 하/ha 예/ye 태/tae 은/eun',
      '준/jun 연/yeon 훈/hun 우/woo 진/jin 아/a 영/young 희/hee 호/ho 린/rin',
    ),
    family: names(
      '김/kim 이/lee 박/park 최/choi 정/jung 강/kang 조/cho 윤/yoon 장/jang 임/lim 한/han 오/oh 남궁/namgung 제갈/jegal',
    ),
    joins: {},
  },
  {
    share: 15,
    countries: ['TH'],
    given: names(
      'สมชาย/somchai สมหญิง/somying มาลี/malee ประเสริฐ/prasert กัญญา/kanya ธนพล/thanaphon พิมพ์ชนก/phimchanok อนันต์/anan วิภา/wipha ณัฐวุฒิ/natthawut',
    ),
    family: names(
      'ศรีสุข/srisuk ใจดี/jaidee วงศ์สวัสดิ์/wongsawat แสงทอง/saengthong บุญมี/boonmee ทองคำ/thongkham รัตนกุล/rattanakul สุขเกษม/sukkasem พงษ์ไพบูลย์/phongphaibun',
    ),
    joins: {},
  },
];
