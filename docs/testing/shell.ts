/** Splits the commands of a shell block into words; comments, pipes and variables set in front are left out. */
export function commandsOf(code: string): string[][] {
  return code
    .replaceAll('\\\n', ' ')
    .split('\n')
    .flatMap((line) => line.replace(/(^|\s)#.*$/, '').split(/&&|\|(?![^']*'$)/))
    .map(wordsOf)
    .filter((words) => words.length > 0);
}

function wordsOf(command: string): string[] {
  const words = [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare!,
  );
  const from = words.findIndex((word) => !/^[A-Z_]+=/.test(word));
  return from === -1 ? [] : words.slice(from);
}

/** The arguments that a command gives to `vitrine`, if it calls it. */
export function vitrineArguments(words: readonly string[]): readonly string[] | undefined {
  for (const start of [['npx', 'vitrine'], ['vitrine'], ['npm', 'run', '-s', 'vitrine', '--']])
    if (start.every((word, i) => words[i] === word)) return words.slice(start.length);
  return undefined;
}
