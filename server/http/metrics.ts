/**
 * What the server answered, by the hour (Node). Only hours that are over are told, and nothing says which survey, place or
 * question was asked for: nobody can watch answers come in, one by one or at all.
 */
import type { Context, MiddlewareHandler } from "hono";

const HOUR_MS = 3_600_000;
/** What is counted apart. The survey is among the pages: by itself it would count who answers. */
const SURFACES = ["api", "assets"] as const;

/** Counts, and tells. */
export interface Metrics {
  readonly count: MiddlewareHandler;
  /** The counts of all hours that are over, as Prometheus reads them. */
  text(): string;
}

/** Counts of a server that began now. `now` is in milliseconds. */
export function createMetrics(now: () => number): Metrics {
  const began = now();
  const told = new Map<string, number>();
  let running = new Map<string, number>();
  let hour = Math.floor(began / HOUR_MS);

  function roll(): void {
    const current = Math.floor(now() / HOUR_MS);
    if (current === hour) return;
    for (const [name, count] of running) told.set(name, (told.get(name) ?? 0) + count);
    [running, hour] = [new Map(), current];
  }

  return {
    async count(c, next) {
      await next();
      roll();
      const name = `surface="${surfaceOf(c)}",outcome="${outcomeOf(c.res.status)}"`;
      running.set(name, (running.get(name) ?? 0) + 1);
    },
    text() {
      roll();
      const lines = [...told].sort().map(([name, count]) => `soundings_responses_total{${name}} ${count}`);
      return [
        "# HELP soundings_responses_total Answers of the hours that are over.",
        "# TYPE soundings_responses_total counter",
        ...lines,
        "# HELP soundings_hours_total Hours that are over since the server began.",
        "# TYPE soundings_hours_total counter",
        `soundings_hours_total ${hour - Math.floor(began / HOUR_MS)}`,
        "",
      ].join("\n");
    },
  };
}

function surfaceOf(c: Context): string {
  const [, first] = c.req.path.split("/");
  return SURFACES.find((surface) => surface === first) ?? "pages";
}

/** Redirects are not told apart: one of them follows each answer that is sent. */
function outcomeOf(status: number): string {
  if (status < 400) return "answered";
  return status < 500 ? "refused" : "failed";
}

/** Headers of a proxy: with one of them a request is not the machine's own, wherever its connection comes from. */
const FORWARDED = ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"];

/** Answers the machine itself, over its loopback address and through no proxy; to all others nothing is at this address. */
export function metricsCall(metrics: Metrics, connectedFrom: (c: Context) => string): MiddlewareHandler {
  return async function tell(c, next) {
    const isForwarded = FORWARDED.some((name) => c.req.header(name) !== undefined);
    if (isForwarded || !/^(127\.|::1$|::ffff:127\.)/.test(connectedFrom(c))) return next();
    return c.text(metrics.text(), 200, {
      "Content-Type": "text/plain; version=0.0.4; charset=utf-8",
      "Cache-Control": "no-store",
    });
  };
}
