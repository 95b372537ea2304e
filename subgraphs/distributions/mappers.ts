import type { Money } from "../domain/money.ts";
import type { Share } from "../domain/shares.ts";
import type { DistributionsContext } from "./context.ts";
import type { RowInReport } from "./lists.ts";
import type { EntryRecord, HoldRecord, LineRecord, RunRecord, StatementRecord } from "./runs/model.ts";
import type { Explanation } from "./statements/explain.ts";
import type { SettlementView } from "./statements/settlement.ts";
import type { ReportRecord } from "./usage/model.ts";

/** What stands behind the types of schema/distributions.graphql. */
export type Context = DistributionsContext;
/** A dry run is stored nowhere, so it brings its statements along. */
export interface DistributionRunParent extends RunRecord {
  readonly dry?: readonly StatementRecord[];
}
export type MoneyParent = Money;
export type ShareParent = Share;
export type StatementParent = StatementRecord;
export type StatementLineParent = LineRecord;
export type UndistributedParent = LineRecord;
export type UsageReportParent = ReportRecord;
export type UsageRowParent = RowInReport;
export type HoldParent = HoldRecord;
export type LedgerEntryParent = EntryRecord;
export type PaymentExplanationParent = Explanation;
export type SettlementParent = SettlementView;
