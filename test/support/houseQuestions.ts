import type { HouseUser } from "./houseUser.ts";

const WORK = `{ workByIswc(iswc: "T8830000119") { id title titles { text language } creators { role name } version
  history(field: "title") { number kind source line after }
  ownership(rights: [OD, MD], territories: ["0156", "0250"], on: "2026-09-30") { complete
    cells { right territories state claimed { percent } claims { party { id name } role society { code name } share { percent } } } } } }`;
const CONFLICTS = `{ conflicts(first: 100) { edges { node { id kind state work { title } excess { percent } } } } }`;
const LICENCES = `{ licenses(filter: { licensor: "119" }) { edges { node { id number licensee total { amount currency } snapshot { hash takenAt } } } } }`;
const STATEMENT = `{ statements(filter: { payer: "119", payee: "052" }) { edges { node { id period gross { amount currency } deducted { amount } tax { amount }
  remitted { amount } lineCount lines(first: 1) { edges { node { id right territory partyName gross } } } } } } }`;
const EXPLAINED = `query ($line: ID!) { explainPayment(line: $line) { rowCount rows { match { by because } } fee { clause amount { amount } } workAmount claimIds because
  deductions { kind amount } checks { what sum expected holds } } }`;

/**
 * What a house with the demonstration and its first distribution is asked, before its data are written down and by every later release
 * that opens them: a work and its owners, conflicts, licences, a statement and one of its payments.
 */
export async function askHouse(user: HouseUser): Promise<Readonly<Record<string, unknown>>> {
  const { workByIswc: work } = await user.ask("119 society", WORK);
  const { conflicts } = await user.ask("119 society", CONFLICTS);
  const { licenses } = await user.ask("119 licensing", LICENCES);
  const { statements } = await user.ask("052 distribution", STATEMENT);
  const line: unknown = statements.edges[0]?.node.lines.edges[0]?.node.id;
  const { explainPayment } = await user.ask("052 distribution", EXPLAINED, { line });
  return { work, conflicts, licenses, statements, explainPayment };
}
