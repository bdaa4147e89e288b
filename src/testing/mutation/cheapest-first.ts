import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that failed last come first, since mutants of one place are noticed by the same tests; then the quickest. */
export class CheapestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const cost = ({ project, moduleId }: TestSpecification) => {
      const last = this.ctx.cache.getFileTestResults(
        `${project.name}:${relative(this.ctx.config.root, moduleId)}`,
      );
      return last?.failed ? 0 : (last?.duration ?? 0);
    };
    return Promise.resolve(files.toSorted((a, b) => cost(a) - cost(b)));
  }
}
