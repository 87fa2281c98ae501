package io.nephoscope.shell.command;

import java.util.ArrayList;
import java.util.List;

/** Parts a line into words, as shells do: at blanks, with quotes and backslashes, and with no other syntax. */
public final class CommandLine {

    private CommandLine() {}

    /** @throws CommandFailure if a quote is not closed */
    public static List<String> split(String line) throws CommandFailure {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
                begun = true;
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
                begun = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                    begun = false;
                }
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (quote != 0) {
            throw new CommandFailure(CommandFailure.USAGE, "the quote " + quote + " is not closed");
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }
}
