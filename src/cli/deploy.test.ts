import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runCli } from './testing/run-cli.ts';

// The fields of a Job in the Kubernetes API (batch/v1) that our jobs use. https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/job-v1/
const container = v.strictObject({
  name: v.pipe(v.string(), v.regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/)),
  image: v.string(),
  args: v.array(v.string()),
  resources: v.object({
    requests: v.record(v.string(), v.string()),
    limits: v.record(v.string(), v.string()),
  }),
  securityContext: v.looseObject({ allowPrivilegeEscalation: v.literal(false) }),
  volumeMounts: v.array(v.strictObject({ name: v.string(), mountPath: v.string() })),
});
const job = v.strictObject({
  apiVersion: v.literal('batch/v1'),
  kind: v.literal('Job'),
  metadata: v.strictObject({ name: v.string() }),
  spec: v.strictObject({
    completionMode: v.optional(v.literal('Indexed')),
    completions: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    parallelism: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    backoffLimit: v.optional(v.number()),
    backoffLimitPerIndex: v.optional(v.number()),
    template: v.strictObject({
      spec: v.strictObject({
        restartPolicy: v.literal('Never'), // `backoffLimitPerIndex` takes no other
        securityContext: v.looseObject({ runAsNonRoot: v.literal(true) }),
        containers: v.tuple([container]),
        volumes: v.array(v.looseObject({ name: v.string() })),
      }),
    }),
  }),
});

const read = (name: string) => readFileSync(new URL(`../../deploy/${name}`, import.meta.url), 'utf8');
const jobIn = (name: string) => v.parse(job, parse(read(name)));

describe('the jobs of a cluster', () => {
  it('have the form of the Kubernetes API, and mount the volume that they name', () => {
    for (const name of ['embed-job.yaml', 'merge-job.yaml']) {
      const { containers, volumes } = jobIn(name).spec.template.spec;
      const named = volumes.map((volume) => volume.name);
      for (const { name: mounted } of containers[0].volumeMounts) expect(named).toContain(mounted);
    }
  });

  it('each take one share, of as many shares as there are completions', () => {
    const { spec } = jobIn('embed-job.yaml');
    const { args } = spec.template.spec.containers[0];
    expect(spec.completionMode).toBe('Indexed');
    expect(args[args.indexOf('--shard') + 1]).toBe(`$(JOB_COMPLETION_INDEX)/${spec.completions!}`);
  });

  it('use options that the command line has: it refuses only the missing files', async () => {
    const nowhere = mkdtempSync(join(tmpdir(), 'vitrine-deploy-'));
    for (const name of ['embed-job.yaml', 'merge-job.yaml']) {
      const { args } = jobIn(name).spec.template.spec.containers[0];
      const given = args.map((arg) =>
        arg.replace('$(JOB_COMPLETION_INDEX)', '0').replace(/^\/srv\/shop/, join(nowhere, 'shop')),
      );
      const { code, stderr } = await runCli(given);
      expect([name, code]).toEqual([name, 1]);
      expect(stderr).toContain('there is no such file');
    }
    rmSync(nowhere, { recursive: true });
  });

  it('run a container image whose build copies files that exist', () => {
    const dockerfile = read('Dockerfile');
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files]) =>
      files!.split(' '),
    );
    expect(copied).not.toEqual([]);
    for (const file of copied)
      expect([file, existsSync(new URL(`../../${file}`, import.meta.url))]).toEqual([file, true]);
    expect(dockerfile).toMatch(/^ENTRYPOINT \["node", "\/vitrine\/dist\/cli\/vitrine.js"\]$/m);
    expect(dockerfile).toMatch(/^USER node$/m);
  });
});
