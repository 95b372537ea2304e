import { AcknowledgementWriter, canAcknowledge } from "../../domain/formats/cwr/acknowledge.ts";
import type { TransactionAnswer } from "../../domain/formats/cwr/acknowledge.ts";
import type { CwrVersion } from "../../domain/formats/cwr/layouts.ts";
import type { CwrHeader } from "../../domain/formats/cwr/transactions.ts";
import { invariant } from "../../domain/invariant.ts";
import type { Problem } from "../../domain/outcome.ts";
import { problem } from "../../domain/outcome.ts";
import { parseLocalDate } from "../../domain/period.ts";
import { findSociety } from "../../domain/societies.ts";
import type { AcknowledgementFile } from "./acknowledgementFile.ts";

/** What an acknowledgement is made of. */
interface Acknowledged {
  readonly file: AcknowledgementFile;
  readonly header: CwrHeader;
  readonly version: CwrVersion;
  /** The society that received the file, and answers. */
  readonly society: string;
  readonly now: Date;
}

/** The acknowledgement of one file while it is imported. It begins with its first answer: a file that asks for none gets none. */
export class Acknowledging {
  readonly #of: Acknowledged;
  readonly #writer: AcknowledgementWriter;
  #hasBegun = false;

  constructor(of: Acknowledged) {
    this.#of = of;
    this.#writer = writerOf(of);
  }

  /** Answers transactions in the order of the file. */
  async answer(answers: readonly TransactionAnswer[]): Promise<void> {
    if (answers.length === 0) return;
    // The writer counts what it has written: its opening comes first.
    const opening = this.#hasBegun ? "" : this.#writer.open();
    this.#hasBegun = true;
    const lines = answers.map((answer) => this.#writer.add(answer));
    await this.#of.file.append(opening + lines.join(""), this.#of.version);
  }

  /** Ends it and puts it in its place, where anything was answered. */
  async close(): Promise<void> {
    if (this.#hasBegun) await this.#of.file.append(this.#writer.close(), this.#of.version);
    await this.#of.file.close();
  }
}

/** Who waits for an acknowledgement is told why there is none. */
export function whyNotAcknowledged(
  { acknowledgement }: { readonly acknowledgement: AcknowledgementFile | null },
  version: CwrVersion | null,
): readonly Problem[] {
  if (acknowledgement === null || canAcknowledge(version)) return [];
  const message =
    "No acknowledgement is written for CWR 3.0: neither a table nor a sample shows its layout. Those of 2.1, 2.2 and 3.1 are.";
  return [{ ...problem("CWR_ACKNOWLEDGEMENT_VERSION", message), line: 1, column: 1, record: "HDR", severity: "INFO" }];
}

function writerOf({ header, society, version, now }: Acknowledged): AcknowledgementWriter {
  const createdAt = now.toISOString();
  const processedOn = parseLocalDate(createdAt.slice(0, 10));
  invariant(processedOn, "an ISO instant begins with its day");
  return new AcknowledgementWriter({
    original: header,
    ...{ society, societyName: findSociety(society)?.name ?? society },
    ...{ createdAt, version, processedOn, echo: true },
  });
}
