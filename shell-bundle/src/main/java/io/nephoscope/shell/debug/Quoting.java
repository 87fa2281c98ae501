package io.nephoscope.shell.debug;

import java.util.List;
import java.util.regex.Pattern;

/** Writes words as a line of Gogo that means exactly these words. */
final class Quoting {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_:.-]+");

    private Quoting() {}

    /** The command's own name stays bare: Gogo takes a quoted one for a value. */
    static String line(List<String> words) {
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            line.append(line.isEmpty() ? word : ' ' + quoted(word));
        }
        return line.toString();
    }

    /** Inside single quotes nothing has a meaning but the single quote, which goes between two such parts. */
    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
