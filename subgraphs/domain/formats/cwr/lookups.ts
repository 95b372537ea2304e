/** The code lists of CWR 2.1 and 2.2. Written by scripts/layouts.ts from seed/tables/cwr-2x-lookups.csv; do not edit. */
function codes(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

export const LOOKUPS = {
  agreementRoleCode: codes("AC AS"),
  agreementType: codes("OG OS PG PS"),
  biemCisacMediaType: codes(
    "CD CD2 CDM CDS CE CE2 CEP CES CXM CXS DC DC2 DL DM DMC DS DV1 DV2 DV3 DV4 DW EMC EP EPM LP LP2 LP3 LP4 MC MC2 MC3 MC4 MCP MD MD2 MDP MDR MDS MLP MMC RCD RCE RDS RMC RMS S SA SA2 SCD SM2 SMC",
  ),
  bltvr: codes("B L R T V"),
  cisLanguageCode: codes(
    "AA AB AF AM AR AS AY AZ BA BE BG BH BI BN BO BR CA CO CS CY DA DE DZ EL EN EO ES ET EU FA FI FJ FO FR FY GA GD GL GN GU HA HI HR HU HW HY IA IE IK IN IS IT IW JA JI JW KA KK KL KM KN KO KS KU KY LA LN LO LT LV MG MI MK ML MN MO MR MS MT MY NA ND NE NL NO NS OC OM OR PA PL PM PS PT QU RM RN RO RU RW SA SD SG SH SI SK SL SM SN SO SQ SR SS ST SU SV SW TA TE TG TH TI TK TL TN TO TR TS TT TW UK UR UZ VE VI VO WO XH YO ZH ZU",
  ),
  compositeType: codes("COS MED POT UCO"),
  cwrWorkType: codes("AC AL AM AR BD BG BL CC CD CL CT DN FK FM JG JZ LA LN NA OP PK PP RB RK RP SD SG SY TA"),
  excerptType: codes("MOV UEX"),
  instrument: codes(
    "ACC ACL AFL AHN ALP ALT AMP ARC ASX BAG BAR BAS BBF BBT BCL BDN BDR BEL BFT BGL BGT BHN BKA BNG BNJ BOB BOY BQF BRC BRT BSN BSP BSS BSX BTN CAL CAR CBC CBN CCL CEL CHM CIM CLR CNB CNG CNT COM CST CTN CVD CYM DIJ DIZ DJM DRK DRM DUL EBG EFC EGT EHN ELL ELP EOG ERH EUP FLG FLT FRN GHM GHP GLS GNG GTR HAR HBL HCK HPS HRM HRN HRP HUR KAZ KEY KLV KOT LUT LYR MAN MAR MBR MCS MEL MEZ MID MSB NAF NAR NHN OBD OBO OND ORG PER PIA PIC PPA PRO PRP PWH REC RUA SAM SAX SDM SEQ SHK SHM SHO SHW SIT SNR SNS SOP SOU SPO SRC SSX STD SYN TAB TAM TAP TBA TEN THE THN TIM TMB TMN TRC TRI TRM TSX TTM TYP UKE VCL VDG VIB VID VLA VLN VOC WBK WHS WTB XYL YQN ZHG ZIT",
  ),
  intendedPurpose: codes("COM FIL GEN LIB MUL RAD TEL THR VID"),
  lyricAdaptation: codes("ADL MOD NEW NON ORI REP TRA UNS"),
  musicArrangement: codes("ADM ARR NEW ORI UNS"),
  category: codes("JAZ POP SER UNC"),
  publisherType: codes("AM AQ E ES PA SE"),
  recordingTechnique: codes("A D U"),
  specialAgreementIndicator: codes("B L N R U Y"),
  standardInstrumentation: codes(
    "AUD BBA BCH BND BQN BQU BRC BTR BXT CAO CBA CCH CEN CHO CLC COR CQN DCH FLC GML GQT HNC JZE MCH MXC OQU ORC PCE PDU PFH PQN PQU PTR SBA SGT SOC SOR SQN SQT SQU TBC TCH TPC TUC UCH WCH WEN WQN WQR YCH",
  ),
  subjectCodes: codes("DL DW EW GW IQ RQ SC"),
  textMusicRelationship: codes("MTX MUS TXT"),
  titleType: codes("AL AT ET FT IT OL OT PT RT TE TT"),
  transactionType: codes("ACK AGR COP EXC ISW NWR REV"),
  transactionStatus: codes("AC AS CO DU NP RA RC RJ"),
  typeOfRight: codes("MEC PER SYN"),
  usaLicenseIndicator: codes("A B S"),
  versionType: codes("MOD ORI"),
  writerDesignation: codes("A AD AR C CA PA SA SR TR"),
} as const;
