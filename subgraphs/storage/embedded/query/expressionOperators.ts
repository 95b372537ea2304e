import { ARITHMETIC } from "./arithmeticOperators.ts";
import { ARRAYS } from "./arrayOperators.ts";
import { COMPARING } from "./comparisonOperators.ts";
import { BITS } from "./bitOperators.ts";
import { DATES } from "./dateOperators.ts";
import { DATE_SPANS } from "./dateSpans.ts";
import type { Operators } from "./operator.ts";
import { STRINGS } from "./stringOperators.ts";
import { TYPES } from "./typeOperators.ts";

/** Every operator of aggregation expressions whose arguments are evaluated first. */
export const OPERATORS: Operators = { ...COMPARING, ...ARITHMETIC, ...ARRAYS, ...TYPES, ...STRINGS, ...DATES, ...DATE_SPANS, ...BITS };
