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
import type { PublishedFile } from "./release-files.ts";

/** Published releases and evidence. Nothing unpublished can be reached through it. */
export interface Published {
  /** Published releases, newest first. */
  releases(): Promise<readonly Release[]>;
  release(id: string): Promise<Release | null>;
  /** The rows of a place or of a question, in code-list order; null where the release has none. */
  rows(release: string, kind: "place" | "question", key: string): Promise<readonly CompactRow[] | null>;
  /** The rows of a question that are about everybody in a place, all places together; null where the release has none. */
  everybody(release: string, question: string): Promise<readonly CompactRow[] | null>;
  /** A file of a release, of the whole or of a place; null where there is none of that name. */
  file(release: Release, name: string): Promise<PublishedFile | null>;
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
  /** Where the site is to be found from outside; null where nobody has said. */
  readonly publicAddress: string | null;
  readonly random: RandomBytes;
  readonly now: () => Date;
  /** Whether all three databases answer. */
  readonly ready: () => Promise<boolean>;
  /** One line of the log: never an answer, a code, an id or an address. */
  readonly log: (line: Readonly<Record<string, string | number>>) => void;
}
