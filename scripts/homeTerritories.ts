type Row = Readonly<Record<string, string>>;

/** Names in CISAC's list that are not (or not only) the TIS name of one country of today, and the country they mean (ours). */
const ALSO_CALLED: Readonly<Record<string, string>> = {
  "TAIWAN, CHINESE TAIPEI": "0158",
  MACAU: "0446",
  KOREA: "0410",
  KAZAKSTAN: "0398",
  GREEECE: "0300",
  LAOS: "0418",
  "FRANCE (TAHITI)": "0258",
  "ENGLAND AND WALES": "0826",
};

/** Where the list's country no longer exists and the society is known to have stayed (ours): SOKOJ is Serbia's. */
const MOVED: Readonly<Record<string, string>> = { "064": "0688" };

/**
 * The TIS code of a society's country as CISAC's list names it, or null where it names none, several or one that TIS has not
 * (Kosovo), or where the line is a hub and not a society's seat.
 */
export function homeTerritory(society: Row, territories: readonly Row[]): string | null {
  const moved = MOVED[society["cisac_code"] ?? ""];
  if (moved !== undefined) return moved;
  const name = (society["country"] ?? "").trim().toUpperCase();
  if (name === "") return null;
  const here = territories.filter(
    (row) =>
      row["type"] === "COUNTRY" &&
      row["exists_until"] === "3999-12-31" &&
      row["name_until"] === "3999-12-31" &&
      [row["name_en"], row["abbrev_en"], row["official_name_en"]].includes(name),
  );
  const codes = new Set(here.map((row) => (row["tis_n"] ?? "").padStart(4, "0")));
  const [code] = codes;
  return codes.size === 1 && code !== undefined ? code : (ALSO_CALLED[name] ?? null);
}
