/** Words that titles and names are put together from. Everybody who bears such a name here is invented. */

/** A word in English, in Han characters (simplified) and in toneless pinyin. */
export interface Word {
  readonly english: string;
  readonly han: string;
  readonly pinyin: string;
}

export const TITLE_WORDS: readonly Word[] = [
  { english: "LANTERN", han: "灯笼", pinyin: "DENG LONG" },
  { english: "RIVER", han: "江河", pinyin: "JIANG HE" },
  { english: "MORNING", han: "清晨", pinyin: "QING CHEN" },
  { english: "PAPER BOAT", han: "纸船", pinyin: "ZHI CHUAN" },
  { english: "HARBOUR", han: "港湾", pinyin: "GANG WAN" },
  { english: "ORCHID", han: "兰花", pinyin: "LAN HUA" },
  { english: "MIDNIGHT", han: "午夜", pinyin: "WU YE" },
  { english: "WILLOW", han: "柳树", pinyin: "LIU SHU" },
  { english: "STATION", han: "车站", pinyin: "CHE ZHAN" },
  { english: "STARLIGHT", han: "星光", pinyin: "XING GUANG" },
  { english: "SUMMIT", han: "山峰", pinyin: "SHAN FENG" },
  { english: "ISLAND", han: "岛屿", pinyin: "DAO YU" },
  { english: "LETTER", han: "书信", pinyin: "SHU XIN" },
  { english: "BAMBOO", han: "竹林", pinyin: "ZHU LIN" },
  { english: "SNOW", han: "初雪", pinyin: "CHU XUE" },
  { english: "BRIDGE", han: "石桥", pinyin: "SHI QIAO" },
  { english: "GARDEN", han: "花园", pinyin: "HUA YUAN" },
  { english: "WIND", han: "晚风", pinyin: "WAN FENG" },
  { english: "MIRROR", han: "镜子", pinyin: "JING ZI" },
  { english: "OCEAN", han: "海洋", pinyin: "HAI YANG" },
  { english: "AUTUMN", han: "秋天", pinyin: "QIU TIAN" },
  { english: "KITE", han: "风筝", pinyin: "FENG ZHENG" },
  { english: "TEA HOUSE", han: "茶馆", pinyin: "CHA GUAN" },
  { english: "NIGHT TRAIN", han: "夜车", pinyin: "YE CHE" },
];

export const HAN_SURNAMES: readonly Word[] = [
  { english: "", han: "林", pinyin: "LIN" },
  { english: "", han: "沈", pinyin: "SHEN" },
  { english: "", han: "顾", pinyin: "GU" },
  { english: "", han: "陆", pinyin: "LU" },
  { english: "", han: "苏", pinyin: "SU" },
  { english: "", han: "叶", pinyin: "YE" },
];

export const HAN_GIVEN_NAMES: readonly Word[] = [
  { english: "", han: "云舟", pinyin: "YUNZHOU" },
  { english: "", han: "清禾", pinyin: "QINGHE" },
  { english: "", han: "望舒", pinyin: "WANGSHU" },
  { english: "", han: "若溪", pinyin: "RUOXI" },
  { english: "", han: "听澜", pinyin: "TINGLAN" },
  { english: "", han: "书言", pinyin: "SHUYAN" },
];

export const JAPANESE_NAMES: readonly { readonly last: string; readonly first: string; readonly native: string }[] = [
  { last: "HOSHIKAWA", first: "NAGI", native: "星川 凪" },
  { last: "AMATSUKA", first: "REN", native: "天塚 蓮" },
  { last: "SHIRANE", first: "KOTOHA", native: "白根 琴葉" },
];

export const LATIN_SURNAMES: readonly string[] = [
  "ASHWORTHY",
  "BELLAMOOR",
  "CORRANDINE",
  "DUVALLON",
  "EVERWICK",
  "FAIRBORNE",
  "GRANTHORPE",
  "HOLLINGDALE",
  "JUNIVER",
  "KESTRELLE",
  "LARCHMOND",
  "MERRIDEW",
];
export const LATIN_GIVEN_NAMES: readonly string[] = [
  "ADA",
  "BASTIEN",
  "CLEO",
  "DORIAN",
  "ELODIE",
  "FERRIS",
  "GISELE",
  "HUGO",
  "IVY",
  "JULES",
  "KIT",
  "LUCIE",
];
export const PUBLISHER_WORDS: readonly string[] = [
  "BLUE HERON",
  "NINE BRIDGES",
  "OPEN WINDOW",
  "SALT ROAD",
  "COPPER BELL",
  "LONG MEADOW",
  "TIDEWATER",
  "SMALL HOURS",
  "RED KITE",
  "STONE LION",
  "PLUM RAIN",
  "CLOUD GATE",
];
export const BANDS: readonly string[] = [
  "THE PAPER TIGERS CLUB",
  "NORTH PIER",
  "VELVET ORCHARD",
  "COMET PARADE",
  "SLOW FERRY",
  "JADE RADIO",
];
