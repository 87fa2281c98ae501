package io.nephoscope.core.source;

import java.util.regex.Pattern;

/** Shell patterns as Python's fnmatch reads them: {@code *}, {@code ?}, {@code [seq]}, {@code [!seq]}; case counts. */
final class Glob {

    private final String glob;
    private final StringBuilder regex = new StringBuilder();
    private int at;

    private Glob(String glob) {
        this.glob = glob;
    }

    static Pattern compile(String glob) {
        return new Glob(glob).translate();
    }

    private Pattern translate() {
        while (at < glob.length()) {
            char c = glob.charAt(at++);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                case '[' -> bracket();
                default -> literal(c);
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** A bracket that is never closed stands for itself; one that closes at once starts with a {@code ]}. */
    private void bracket() {
        boolean negated = at < glob.length() && glob.charAt(at) == '!';
        int start = negated ? at + 1 : at;
        int end = glob.indexOf(']', start + 1);
        if (end < 0) {
            literal('[');
            return;
        }
        at = end + 1;
        String members = members(glob.substring(start, end));
        if (members.isEmpty()) {
            regex.append(negated ? "." : "(?!)");
        } else {
            regex.append(negated ? "[^" : "[").append(members).append(']');
        }
    }

    /** Ranges that run backwards hold nothing. */
    private static String members(String sequence) {
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < sequence.length(); i++) {
            char first = sequence.charAt(i);
            if (i + 2 < sequence.length() && sequence.charAt(i + 1) == '-') {
                char last = sequence.charAt(i + 2);
                if (first <= last) {
                    members.append(escaped(first)).append('-').append(escaped(last));
                }
                i += 2;
            } else {
                members.append(escaped(first));
            }
        }
        return members.toString();
    }

    private void literal(char c) {
        regex.append(escaped(c));
    }

    private static String escaped(char c) {
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c)
                ? String.valueOf(c)
                : "\\x{%x}".formatted((int) c);
    }
}
