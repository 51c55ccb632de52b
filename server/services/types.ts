/** What the HTTP edge works with: the only way from it to storage. It has no way to stored responses (R1). */
import type { CompactRow } from "../../core/release/types.ts";
import type { ProofChallenge } from "../contract/wire.ts";
import type { EvidenceRow } from "../reference/evidence.ts";
import type { RandomBytes } from "../sealing/bytes.ts";
import type { FormSealer } from "../sealing/sealed-form.ts";
import type { Release } from "../storage/releases.ts";
import type { Catalogue } from "./catalogue.ts";
import type { IntakeResult, Receipt, Submission } from "./intake.ts";
import type { Sender } from "./limits.ts";
import type { Rasterise } from "./rasterise.ts";
import type { AddressOf } from "./network.ts";

/** Published releases and evidence. Nothing unpublished can be reached through it. */
export interface Published {
  /** Published releases, newest first. */
  releases(): Promise<readonly Release[]>;
  release(id: string): Promise<Release | null>;
  /**
   * The rows of a place or of a question, in code-list order; null where the release has none. With `by`, only those that
   * are broken down by it: a question of a national release has 76,000 rows, and those of everybody are kept by themselves.
   */
  rows(release: string, kind: "place" | "question", key: string, by?: string): Promise<readonly CompactRow[] | null>;
  evidence(filter: { question?: string; place?: string }): Promise<readonly EvidenceRow[]>;
}

/** Addresses of the built assets, each with a hash of its content in its name. */
export interface Assets {
  readonly style: string;
  /** The style of languages that are written from right to left. */
  readonly styleRightToLeft: string;
  /** What pages of results load besides; it has no left and no right. */
  readonly results: string;
  /** The style sheet of the paper form, which no other page loads. */
  readonly paper: string;
  readonly survey: string;
  readonly finder: string;
  readonly proof: string;
}

/** Everything that `createApp` takes. */
export interface Services {
  readonly catalogue: Catalogue;
  readonly published: Published;
  readonly submit: (submission: Submission, sender: Sender) => Promise<IntakeResult>;
  /** Counts a page of the survey without JavaScript; seconds to wait, 0 where there are none. */
  readonly takeStep: (sender: Sender) => Promise<number>;
  /** A fresh challenge for a proof of work. */
  readonly challenge: (wave: string, place: string) => Promise<ProofChallenge>;
  readonly addressOf: AddressOf;
  /** The receipt that a submission id was given, or null where the id is not known: a retry gets it whatever it carries. */
  readonly acknowledged: (wave: string, id: string) => Promise<Receipt | null>;
  readonly forms: FormSealer;
  /** Makes PNG images; null where the runtime cannot. */
  readonly rasterise: Rasterise | null;
  readonly assets: Assets;
  readonly random: RandomBytes;
  readonly now: () => Date;
  /** Whether all three databases answer. */
  readonly ready: () => Promise<boolean>;
  /** One line of the log: never an answer, a code, an id or an address. */
  readonly log: (line: Readonly<Record<string, string | number>>) => void;
}
