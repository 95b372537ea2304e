import type { NextFunction, Request, RequestHandler, Response } from "express";
import { FairQueue, NoRoom } from "./fairQueue.ts";
import type { IntakeLimits } from "./fairQueue.ts";

/** A house of one process answers some hundred at once; more only wait for each other. */
export const INTAKE_LIMITS: IntakeLimits = { running: 256, waiting: 1_000, waitingOfHolder: 250, patienceMs: 10_000 };
/** So long a client may take to send an operation. */
const BODY_MS = 10_000;

/** What the way in needs to know of a request. */
export interface IntakeOptions {
  readonly limits: IntakeLimits;
  /** So long an answer may take, from the request's turn on. */
  readonly deadlineMs: number;
  /** Whose turn it is: a society, or an address. */
  holderOf(request: Request): string;
}

/** Aborted when the client has gone or the answer's time is over. */
const signals = new WeakMap<Request, AbortSignal>();

/** The signal of a request that came by the intake. */
export function signalOf(request: Request): AbortSignal {
  const signal = signals.get(request);
  if (!signal) throw new Error("A request was answered that did not come by the intake.");
  return signal;
}

/** That an answer's time is over: the reason of its signal. */
export class DeadlineExceeded extends Error {
  readonly seconds: number;
  constructor(seconds: number) {
    super(`The answer took longer than ${seconds} s.`);
    this.seconds = seconds;
  }
}

/** The client has gone: the reason of its signal. */
class ClientGone extends Error {
  constructor() {
    super("The client has gone.");
  }
}

/** The way in for operations: bodies that come in time, turns that are fair, and an end for each. */
export class Intake {
  readonly #queue: FairQueue;
  readonly #options: IntakeOptions;

  constructor(options: IntakeOptions) {
    this.#options = options;
    this.#queue = new FairQueue(options.limits);
  }

  get counts(): FairQueue["counts"] {
    return this.#queue.counts;
  }

  /** Ends a request whose body does not come: a client that sends a byte a minute would hold its place for hours. */
  readonly body: RequestHandler = (request, response, next) => {
    const timer = setTimeout(() => {
      response.status(408).setHeader("connection", "close");
      response.json({ errors: [{ message: `The body did not come within ${BODY_MS / 1_000} s.`, extensions: { code: "BAD_REQUEST" } }] });
      response.once("finish", () => request.destroy());
    }, BODY_MS);
    for (const event of ["end", "close"]) request.once(event, () => clearTimeout(timer));
    next();
  };

  /** Gives the request its turn and its signal, or refuses it with 503. */
  readonly turn: RequestHandler = async (request, response, next) => {
    const gone = new AbortController();
    response.once("close", () => {
      if (!response.writableFinished) gone.abort(new ClientGone());
    });
    try {
      const leave = await this.#queue.enter(this.#options.holderOf(request), gone.signal);
      this.#begin({ request, response, next }, gone, leave);
    } catch (error) {
      if (!(error instanceof NoRoom)) throw error;
      if (response.closed) return;
      response.status(503).setHeader("retry-after", "1");
      response.json({ errors: [{ message: error.message, extensions: { code: "SERVICE_UNAVAILABLE" } }] });
    }
  };

  #begin({ request, response, next }: Turn, ends: AbortController, leave: () => void): void {
    const { deadlineMs } = this.#options;
    const timer = setTimeout(() => ends.abort(new DeadlineExceeded(deadlineMs / 1_000)), deadlineMs);
    const end = (): void => {
      clearTimeout(timer);
      leave();
    };
    response.once("close", end);
    if (response.closed) end();
    signals.set(request, ends.signal);
    next();
  }
}

interface Turn {
  readonly request: Request;
  readonly response: Response;
  readonly next: NextFunction;
}
