/** A HAR: its path, its bytes or the object itself. Also what `curl -v` printed, as a path or bytes. */
export type Capture = string | URL | Uint8Array | object;

export interface Options {
  /** Client configurations, as objects or as the text of a file. */
  config?: string | object | object[];
  /** What the capture is called in the report. */
  name?: string;
}

export interface Place {
  entry: number;
  file?: string;
  part: string;
  name?: string;
  span?: [number, number];
}

export interface Diagnosis {
  cause: string;
  fingerprint: string;
  /** 0 to 1. */
  probability: number;
  weight: string;
  weight_says: string;
  title: string;
  summary: string;
  story: string;
  kind: string;
  who: string;
  who_says: string;
  fix: string[];
  evidence: (Partial<Place> & { step: number | null; label: string; says: string })[];
  refuted_by: string[];
  message_to_operator?: string;
}

export interface Finding {
  rule: string;
  fingerprint: string;
  title: string;
  severity: 'error' | 'warning' | 'info';
  class: 'failure' | 'conformance' | 'hardening';
  certainty: 'proven' | 'likely';
  says: string;
  why: string;
  fix: string;
  references: { title: string; url: string }[];
  locations: Place[];
}

export interface Login {
  id: string;
  kind: string;
  provider: string;
  client_id: string | null;
  title: string;
  outcome: 'failed' | 'succeeded' | 'incomplete';
  summary: string;
  /** Most likely first; empty only where nothing failed. */
  diagnosis: Diagnosis[];
  findings: Finding[];
}

/** What `loginscope check --format json` prints; `report.schema.json` has all of it. */
export interface Report {
  schema_version: 1;
  captures: { file: string; exporter: string; entries: number; exchanges: number; notes: string[] }[];
  flows: Login[];
  summary: { failed: number; succeeded: number; incomplete: number };
}

/** The report on a capture. */
export function diagnose(capture: Capture, options?: Options): Promise<Report>;
/** The report as one HTML document without script. */
export function html(report: Report): string;
/** Whether a login was seen to its end, and none failed. */
export function hasLoggedIn(report: Report): boolean;
/** What the report says, for a person. */
export function says(report: Report): string;
/** A matcher for `expect.extend`. */
export function toHaveLoggedIn(
  received: Capture | Report,
  options?: Options,
): Promise<{ name: string; pass: boolean; message: () => string }>;
