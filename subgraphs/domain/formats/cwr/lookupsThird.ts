/** The code lists of CWR 3.0 and 3.1. Written by scripts/layouts.ts from seed/tables/cwr-31-lookups.csv; do not edit. */
function codes(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

export const THIRD_LOOKUPS = {
  languageCode: codes(
    "AA AB AF AM AR AS AY AZ BA BE BG BH BI BN BO BR CA CO CS CY DA DE DZ EL EN EO ES ET EU FA FI FJ FO FR FY GA GD GL GN GU HA HE HI HR HU HW HY IA ID IE IK IS IT JA JV KA KK KL KM KN KO KS KU KY LA LN LO LT LV MG MI MK ML MN MR MS MT MY ND NE NL NO OC OM OR PA PL PM PS PT QU RM RN RO RU RW SA SD SG SI SK SL SM SN SO SQ SR SS ST SU SV SW TA TE TG TH TI TK TL TN TO TR TS TT TW UK UR UZ VE VI VO WO XH YI YO ZH ZU",
  ),
  textMusicRelationship: codes("MTN MTX MUS TXT"),
  transactionStatus: codes("AC AS CO CR DR LD NA NP RA RJ SR UN WA"),
  transactionType: codes("ACK DRW EXC ISA ISR LIC WRK"),
  usaLicenseIndicator: codes("A B G M S"),
} as const;
