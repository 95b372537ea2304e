import { destination, pino } from "pino";
import type { DestinationStream, Logger as PinoLogger } from "pino";

/** A structured logger: `log.info({ requestId }, "sentence")`. */
export type Logger = PinoLogger;

export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Fields that could hold a secret, wherever people put them. */
const SECRET_FIELDS = ["authorization", "token", "identity", "cookie", "password", "key", "keys", "secret", '["x-tutti-identity"]'];

/** A logger to standard error (standard output belongs to commands' answers); secrets are cut out, one and two levels down too. */
export function createLogger(options: { readonly level: LogLevel; readonly name?: string; readonly to?: DestinationStream }): Logger {
  return pino(
    {
      level: options.level,
      base: options.name === undefined ? null : { name: options.name },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      redact: {
        paths: SECRET_FIELDS.flatMap((field) =>
          field.startsWith("[") ? [field, `*${field}`, `*.*${field}`] : [field, `*.${field}`, `*.*.${field}`],
        ),
        censor: "[secret]",
      },
    },
    options.to ?? destination({ fd: 2, sync: true }),
  );
}
