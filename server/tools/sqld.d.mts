/** The types of `sqld.mjs`, which is plain JavaScript so that scripts can use it without a build. */

/** One running server. */
export interface SqldServer {
  readonly url: string;
  readonly port: number;
  /** Where it keeps its data, write-ahead log and replication log. */
  readonly folder: string;
  readonly pid: number;
  /** Ends it: politely first, then by force. */
  stop(): Promise<void>;
}

/** Running servers, in the order asked for. */
export interface SqldServers {
  readonly urls: readonly string[];
  readonly folders: readonly string[];
  readonly pids: readonly number[];
  readonly servers: readonly SqldServer[];
  stop(): Promise<void>;
}

/** Why sqld cannot run here, in one sentence, or null where it can. */
export function sqldReason(): string | null;

/** Starts servers, each in `FOLDER/NAME`, and waits until all answer. They end with `stop()`, or with this process. */
export function startSqld(options: {
  readonly count: number;
  readonly folder: string;
  readonly names?: readonly string[];
  /** Fixed ports; free ones where absent. */
  readonly ports?: readonly number[];
}): Promise<SqldServers>;
