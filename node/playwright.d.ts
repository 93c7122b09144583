import type { Expect, TestType, PlaywrightTestArgs, PlaywrightTestOptions, PlaywrightWorkerArgs, PlaywrightWorkerOptions } from '@playwright/test';
import type { Options, Report, toHaveLoggedIn } from './index.js';

export interface LoginOptions {
  /** Client configurations, as objects or as the text of a file. */
  clients: Options['config'];
}

export interface LoginFixtures extends LoginOptions {
  /** Where the recording is; deleted behind the test. */
  recording: string;
  /** Ends the test's browser context and answers the report on what was recorded. */
  diagnoseLogin: () => Promise<Report>;
}

export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & LoginFixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions
>;
export const expect: Expect<{ toHaveLoggedIn: typeof toHaveLoggedIn }>;
