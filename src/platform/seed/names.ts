/** A name as it is written and as it stands in a username. */
type Name = { readonly written: string; readonly plain: string }

// First and last names that go together. Where letters say too little, what a username makes of them follows after `=`.
const groups: readonly (readonly [first: string, last: string])[] = [
  [
    'Ava Ben Chloe Daisy Ethan Freya George Hazel Isla Jack Lily Mason Nora Oliver Poppy Ruby Sam Tessa',
    'Baker Carter Dixon Ellis Fisher Grant Hughes Jarvis Knight Lawson Marsh Nolan Parker Reeves Shaw Turner Walsh Young',
  ],
  [
    'Anna Bernd Christa Dirk Elke Finn Greta Hannes Ines Jörg Katrin Lukas Marlene Niklas Petra Rüdiger Sören Uwe',
    'Albrecht Böhm Dietrich Engel Fuchs Günther Hartmann Jäger Köhler Lorenz Möller Neumann Peters Richter Schäfer Vogel Weiß Ziegler',
  ],
  [
    'Amélie Baptiste Camille Denis Élodie Fabien Gaëlle Hugo Inès Jules Léa Mathis Noémie Océane Pascal Quentin Romane Théo',
    'Aubert Benoît Chevalier Dubois Étienne Fontaine Girard Hébert Joly Lefèvre Marchand Noël Perrin Renaud Simon Tessier Vidal Besson',
  ],
  [
    'Alba Bruno Carmen Diego Elena Fermín Gloria Hernán Irene Javier Lucía Mateo Nuria Óscar Pilar Raúl Sofía Tomás',
    'Aguilar Blanco Castro Delgado Espinosa Fuentes Gutiérrez Herrera Ibáñez Jiménez Lozano Muñoz Navarro Ortega Peña Romero Santos Vega',
  ],
  [
    'Adam Beata Cezary Danuta Eryk Franek Grażyna Hubert Iga Jagoda Kacper Lena Michał Natalia Oskar Paweł Róża Szymon',
    'Adamczyk Borkowski Cieślak Dudek Głowacki Jabłoński Kaczmarek Lis Mazur Nowak Olszewski Pawlak Rutkowski Sikora Tomczak Wróbel Zając Żak',
  ],
  [
    'Astrid Bjørn Camilla Dag Emil Freja Gunnar Hedda Ivar Jonas Kari Lars Maja Nils Oda Per Ragnhild Søren',
    'Andersen Berg Dahl Eriksen Fossum Gundersen Hansen Iversen Johansen Krogh Lund Madsen Nygård Olsen Poulsen Rønning Strand Ødegård',
  ],
  [
    'Alessia Bianca Carlo Dario Enrica Fabio Giulia Ilaria Lorenzo Marta Nicolò Ornella Pietro Renata Silvio Teresa Ugo Viola',
    'Amato Barbieri Colombo Donati Esposito Ferrari Gallo Leone Marini Negri Orlando Palumbo Ricci Serra Testa Valente Zanetti Bruni',
  ],
  [
    'Ayşe Barış Cem Deniz Elif Fatih Gül Hakan İpek Kemal Leyla Murat Nazlı Onur Pınar Selim Tuğba Yasin',
    'Aksoy Bulut Çelik Demir Erdoğdu Güneş Işık Kaya Koç Öztürk Polat Şahin Tekin Uçar Yıldız Yılmaz Arslan Doğan',
  ],
  [
    'Adaeze Babajide Chinwe Emeka Folake Ifeoma Kelechi Ngozi Obinna Tunde Uche Yetunde Zainab Sade Kunle Amara Bisi Dayo',
    'Adeyemi Balogun Chukwu Danjuma Eze Ibekwe Lawal Musa Nwosu Okafor Okonkwo Olatunji Onyeka Sanusi Uzor Bello Abiola Adebayo',
  ],
  [
    'Aarav Bhavna Chetan Divya Esha Farhan Gauri Harish Isha Jatin Kavya Lakshmi Manoj Neha Pooja Rohan Sunita Vikram',
    'Agarwal Banerjee Chopra Desai Fernandes Gupta Iyer Joshi Kapoor Malhotra Nair Patel Rao Sharma Thakur Verma Reddy Menon',
  ],
  [
    '愛=ai 蓮=ren 美咲=misaki 大輝=daiki 結衣=yui 翔太=shota 陽菜=hina 健太=kenta 千尋=chihiro 直樹=naoki 由美=yumi 悠斗=yuto',
    '佐藤=sato 鈴木=suzuki 高橋=takahashi 田中=tanaka 渡辺=watanabe 伊藤=ito 山本=yamamoto 中村=nakamura 小林=kobayashi 加藤=kato 吉田=yoshida 松本=matsumoto',
  ],
  [
    'Анна=anna Борис=boris Віра=vira Дмитро=dmytro Ганна=hanna Ігор=ihor Катерина=kateryna Лесь=les Марія=mariia Олена=olena Петро=petro Юлія=yuliia',
    'Бондар=bondar Гончар=honchar Дяченко=diachenko Заєць=zaiets Іваненко=ivanenko Коваль=koval Лисенко=lysenko Мельник=melnyk Поліщук=polishchuk Савчук=savchuk Ткач=tkach Шевченко=shevchenko',
  ],
  [
    'محمد=mohamed فاطمة=fatima أحمد=ahmed مريم=maryam يوسف=youssef ليلى=laila عمر=omar نور=nour خالد=khalid سارة=sara حسن=hassan هدى=huda',
    'الخطيب=alkhatib حداد=haddad نجار=najjar منصور=mansour صالح=saleh عباس=abbas قاسم=qasem زيدان=zidan فارس=fares شاهين=shahin سليم=salim بكري=bakri',
  ],
  [
    '伟=wei 芳=fang 娜=na 敏=min 静=jing 磊=lei 洋=yang 艳=yan 勇=yong 杰=jie 涛=tao 霞=xia',
    '王=wang 李=li 张=zhang 刘=liu 陈=chen 杨=yang 赵=zhao 黄=huang 周=zhou 吴=wu 徐=xu 孙=sun',
  ],
]

const standsFor: Readonly<Record<string, string>> = {
  ß: 'ss',
  ł: 'l',
  Ł: 'l',
  ø: 'o',
  Ø: 'o',
  ı: 'i',
  ö: 'oe',
  ä: 'ae',
  ü: 'ue',
}

const plainOf = (written: string) =>
  [...written.normalize('NFC')]
    .map((letter) => standsFor[letter] ?? letter)
    .join('')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()

const read = (list: string): Name[] =>
  list.split(' ').map((entry) => {
    const [written = '', plain = plainOf(written)] = entry.split('=')
    return { written, plain }
  })

const pairs = groups.flatMap(([first, last]) =>
  read(first).flatMap((firstName) => read(last).map((lastName) => ({ firstName, lastName }))),
)

// Prime, and prime to the number of pairs: both walks meet every place once before they meet one again.
const stride = 1_009
const numbers = 9_973

/** How many different people `nameOf` knows. */
export const mostNames = pairs.length * numbers

export type PersonName = { readonly firstName: string; readonly lastName: string; readonly username: string }

/** The name of the n-th person, 0 and above: no two below `mostNames` share a username, whatever the case. The first few thousand need no number at its end. */
export function nameOf(seed: number, n: number): PersonName {
  const place = (n * stride + seed) % pairs.length
  const { firstName, lastName } = pairs[place]!
  const round = Math.floor(n / pairs.length)
  const end = round === 0 ? '' : 1 + ((round * 37 + place * 11) % numbers)
  const mark = '._-'[(place + round) % 3]
  return {
    firstName: firstName.written,
    lastName: lastName.written,
    username: `${firstName.plain}${mark}${lastName.plain}${end}`,
  }
}
