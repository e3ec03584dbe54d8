/** Text in which backticks stand around names of the API. */
export function Marked({ text }: { text: string }) {
  return text.split('`').map((part, at) =>
    at % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never move
      <code key={at}>{part}</code>
    ) : (
      part
    ),
  );
}
